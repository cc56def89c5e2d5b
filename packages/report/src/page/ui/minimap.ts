// The whole drawing in a corner, with the part that is on the screen. A canvas: thousands of boxes cost nothing there.

import type { LayoutData } from '../../view/data.js';
import type { Viewport } from './viewport.js';

const WIDTH = 180;
const HEIGHT = 150;

export class Minimap {
  readonly #canvas: HTMLCanvasElement;
  readonly #viewport: Viewport;
  #layout: LayoutData | undefined;
  #colours: readonly string[] = [];
  #picture: ImageData | undefined;

  constructor(canvas: HTMLCanvasElement, viewport: Viewport) {
    this.#canvas = canvas;
    this.#viewport = viewport;
    canvas.addEventListener('pointerdown', (event) => {
      event.stopPropagation();
      this.#goTo(event);
    });
    canvas.addEventListener('pointermove', (event) => {
      if (event.buttons === 1) this.#goTo(event);
    });
  }

  get #scale(): number {
    const { width = 1, height = 1 } = this.#layout ?? {};
    return Math.min(WIDTH / Math.max(1, width), HEIGHT / Math.max(1, height));
  }

  #goTo(event: PointerEvent): void {
    const bounds = this.#canvas.getBoundingClientRect();
    const [x, y] = [(event.clientX - bounds.left) / this.#scale, (event.clientY - bounds.top) / this.#scale];
    const { zoom } = this.#viewport.camera;
    this.#viewport.move({ zoom, x: this.#viewport.width / 2 - x * zoom, y: this.#viewport.height / 2 - y * zoom });
  }

  show(layout: LayoutData, colours: readonly string[]): void {
    this.#layout = layout;
    this.#colours = colours;
    const ratio = window.devicePixelRatio;
    const [width, height] = [Math.max(24, layout.width * this.#scale), Math.max(24, layout.height * this.#scale)];
    this.#canvas.style.width = `${width}px`;
    this.#canvas.style.height = `${height}px`;
    this.#canvas.width = Math.round(width * ratio);
    this.#canvas.height = Math.round(height * ratio);
    const context = this.#canvas.getContext('2d', { willReadFrequently: true });
    if (!context) return;
    context.scale(ratio, ratio);
    layout.boxes.forEach(([x = 0, y = 0, w = 0, h = 0], index) => {
      context.fillStyle = this.#colours[index] ?? 'gray';
      const [wide, high] = [Math.max(1.2, w * this.#scale), Math.max(1.2, h * this.#scale)];
      context.fillRect(x * this.#scale - wide / 2, y * this.#scale - high / 2, wide, high);
    });
    this.#picture = context.getImageData(0, 0, this.#canvas.width, this.#canvas.height);
    this.frame();
  }

  /** Draws the frame of what is on the screen. */
  frame(): void {
    const context = this.#canvas.getContext('2d', { willReadFrequently: true });
    if (!context || !this.#picture) return;
    context.putImageData(this.#picture, 0, 0);
    const { x, y, zoom } = this.#viewport.camera;
    const s = this.#scale / zoom;
    context.strokeStyle = getComputedStyle(this.#canvas).getPropertyValue('--accent');
    context.lineWidth = 1.5;
    context.strokeRect(-x * s, -y * s, this.#viewport.width * s, this.#viewport.height * s);
  }
}

// Which part of the drawing is on the screen: drag and wheel, zoom around a point, fit.

export interface Camera {
  /** Screen position of the origin of the drawing, and pixels a unit. */
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

const LEAST = 0.02;
const MOST = 3;
/** Below this nobody can read lines on boxes. */
const FAR = 0.42;
/** Below this the shapes along edges would cover each other. */
const NEAR = 0.7;
const MARGIN = 36;

export class Viewport {
  camera: Camera = { x: 0, y: 0, zoom: 1 };
  readonly #host: HTMLElement;
  readonly #content: SVGGElement;
  readonly #changed: () => void;

  constructor(host: HTMLElement, content: SVGGElement, changed: () => void) {
    this.#host = host;
    this.#content = content;
    this.#changed = changed;
    host.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    host.addEventListener('pointerdown', (event) => this.#drag(event));
  }

  get width(): number {
    return this.#host.clientWidth;
  }

  get height(): number {
    return this.#host.clientHeight;
  }

  move(camera: Camera): void {
    this.camera = camera;
    const { x, y, zoom } = camera;
    this.#content.setAttribute('transform', `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${zoom.toFixed(4)})`);
    this.#host.classList.toggle('far', zoom < FAR);
    this.#host.classList.toggle('near', zoom >= NEAR);
    this.#changed();
  }

  pan(dx: number, dy: number): void {
    this.move({ ...this.camera, x: this.camera.x + dx, y: this.camera.y + dy });
  }

  /** Zooms by a factor; the point of the screen stays where it is. */
  zoomBy(factor: number, at: readonly [number, number] = [this.width / 2, this.height / 2]): void {
    const zoom = Math.min(MOST, Math.max(LEAST, this.camera.zoom * factor));
    const ratio = zoom / this.camera.zoom;
    const [x, y] = at;
    this.move({ zoom, x: x - (x - this.camera.x) * ratio, y: y - (y - this.camera.y) * ratio });
  }

  /** Shows all of a rectangle of the drawing, by its middle, but not larger than life. */
  fit([x = 0, y = 0, width = 1, height = 1]: readonly number[], most = 1): void {
    const across = (this.width - 2 * MARGIN) / Math.max(1, width);
    const down = (this.height - 2 * MARGIN) / Math.max(1, height);
    const zoom = Math.min(most, MOST, Math.max(LEAST, Math.min(across, down)));
    this.move({ zoom, x: this.width / 2 - x * zoom, y: this.height / 2 - y * zoom });
  }

  /** Moves a rectangle into sight if it is not, without changing the zoom unless it could not be read. */
  reveal([x = 0, y = 0, width = 0, height = 0]: readonly number[]): void {
    const zoom = Math.max(this.camera.zoom, 0.6);
    const [left, top] = [this.camera.x + x * zoom, this.camera.y + y * zoom];
    const [w, hh] = [(width * zoom) / 2 + MARGIN, (height * zoom) / 2 + MARGIN];
    const inside = left - w >= 0 && left + w <= this.width && top - hh >= 0 && top + hh <= this.height;
    if (inside && zoom === this.camera.zoom) return;
    this.move({ zoom, x: this.width / 2 - x * zoom, y: this.height / 2 - y * zoom });
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const bounds = this.#host.getBoundingClientRect();
    if (event.shiftKey) this.pan(-event.deltaY - event.deltaX, 0);
    else this.zoomBy(2 ** (-event.deltaY / 300), [event.clientX - bounds.left, event.clientY - bounds.top]);
  }

  #drag(start: PointerEvent): void {
    if (start.button !== 0) return;
    let [x, y] = [start.clientX, start.clientY];
    let moved = false;
    const move = (event: PointerEvent) => {
      if (!moved && Math.abs(event.clientX - x) + Math.abs(event.clientY - y) < 4) return;
      moved = true;
      this.#host.classList.add('dragging');
      this.pan(event.clientX - x, event.clientY - y);
      [x, y] = [event.clientX, event.clientY];
    };
    const end = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
      // The click that ends a drag is none: it comes right after this event.
      setTimeout(() => this.#host.classList.remove('dragging'));
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
  }
}

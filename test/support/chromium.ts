// Headless Chromium as a test sees it: opens a page, runs expressions in it, presses keys, takes pictures. It speaks the
// DevTools protocol over a pipe, which needs no package and no port.
// Install it with `apt-get install chromium` (Debian), or name another with AFTERGLOW_CHROMIUM.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Chromium's program, or undefined where there is none. */
export function findChromium(): string | undefined {
  const names = process.env['AFTERGLOW_CHROMIUM'] === undefined ? NAMES : [process.env['AFTERGLOW_CHROMIUM']];
  return names.find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Evaluated {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly exception?: { readonly description?: string } };
}

const FLAGS = [
  ...['--headless=new', '--remote-debugging-pipe', '--no-sandbox', '--disable-gpu', '--disable-extensions'],
  ...['--no-first-run', '--disable-background-networking', '--hide-scrollbars', '--disable-dev-shm-usage'],
];

export class Browser {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #waiting = new Map<number, (message: Message) => void>();
  #next = 1;
  #session: string | undefined;
  /** What went wrong in the page: exceptions, and requests to anywhere. */
  readonly problems: string[] = [];

  private constructor(child: ChildProcess, profile: string) {
    this.#process = child;
    this.#profile = profile;
    let rest = '';
    const answers = child.stdio[4] as Readable;
    answers.setEncoding('utf8').on('data', (text: string) => {
      const parts = (rest + text).split('\0');
      rest = parts.pop() ?? '';
      for (const part of parts) this.#receive(JSON.parse(part) as Message);
    });
  }

  /** Starts a browser with one empty page. */
  static async start(program: string, size = { width: 1440, height: 900 }): Promise<Browser> {
    const profile = mkdtempSync(join(tmpdir(), 'afterglow-chromium-'));
    const flags = [...FLAGS, `--user-data-dir=${profile}`, `--window-size=${size.width},${size.height}`];
    const child = spawn(program, [...flags, 'about:blank'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    const browser = new Browser(child, profile);
    const { targetInfos } = (await browser.#send('Target.getTargets')) as {
      targetInfos: { targetId: string; type: string }[];
    };
    const targetId = targetInfos.find(({ type }) => type === 'page')?.targetId;
    const { sessionId } = (await browser.#send('Target.attachToTarget', { targetId, flatten: true })) as {
      sessionId: string;
    };
    browser.#session = sessionId;
    for (const domain of ['Page', 'Runtime', 'Network', 'Log']) await browser.#send(`${domain}.enable`);
    await browser.#send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false });
    return browser;
  }

  #receive(message: Message): void {
    if (message.id !== undefined) {
      this.#waiting.get(message.id)?.(message);
      this.#waiting.delete(message.id);
      return;
    }
    if (message.method === 'Runtime.exceptionThrown') this.problems.push(JSON.stringify(message.params));
    if (message.method === 'Log.entryAdded') this.problems.push(JSON.stringify(message.params));
    if (message.method === 'Network.requestWillBeSent') {
      const { url } = (message.params as { request: { url: string } }).request;
      if (!/^(file|blob|data):/.test(url)) this.problems.push(`the page asks for ${url}`);
    }
  }

  async #send(method: string, params: object = {}): Promise<unknown> {
    const id = this.#next++;
    const answer = new Promise<Message>((resolve) => this.#waiting.set(id, resolve));
    const text = JSON.stringify({ id, method, params, ...(this.#session ? { sessionId: this.#session } : {}) });
    (this.#process.stdio[3] as Writable).write(`${text}\0`);
    const { result, error } = await answer;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  /** Opens a page and waits until `ready` holds in it. */
  async open(url: string, ready: string): Promise<void> {
    await this.#send('Page.navigate', { url });
    await this.until(ready);
  }

  async evaluate<T>(expression: string): Promise<T> {
    const params = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = (await this.#send('Runtime.evaluate', params)) as Evaluated;
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'the expression failed');
    return result.value as T;
  }

  /** Waits until an expression is true. */
  async until(expression: string, seconds = 20): Promise<void> {
    for (let waited = 0; waited < seconds * 1000; waited += 25) {
      // While a page is replaced by the next one there is nothing to ask.
      if ((await this.evaluate(`Boolean(${expression})`).catch(() => false)) === true) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`never came true: ${expression}`);
  }

  /** Presses keys: a letter or sign, or a name such as `ArrowDown`. */
  async press(...keys: readonly string[]): Promise<void> {
    const codes: Readonly<Record<string, number>> = { Enter: 13, Tab: 9, Escape: 27, Backspace: 8 };
    for (const key of keys) {
      const text = key.length === 1 ? { text: key } : key === 'Enter' ? { text: '\r' } : {};
      const params = { key, windowsVirtualKeyCode: codes[key] ?? 0, ...text };
      await this.#send('Input.dispatchKeyEvent', { type: 'keyDown', ...params });
      await this.#send('Input.dispatchKeyEvent', { type: 'keyUp', key });
    }
  }

  async click(selector: string): Promise<void> {
    const place = `(() => { const r = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()`;
    const [x, y] = await this.evaluate<[number, number]>(place);
    for (const type of ['mousePressed', 'mouseReleased']) {
      await this.#send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
    }
  }

  /** What the system of the person who looks prefers. */
  async prefer(scheme: 'dark' | 'light'): Promise<void> {
    await this.#send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
  }

  /** A picture of the page as PNG. */
  async screenshot(): Promise<Buffer> {
    const { data } = (await this.#send('Page.captureScreenshot', { format: 'png' })) as { data: string };
    return Buffer.from(data, 'base64');
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#session = undefined;
    // Asked to, it ends its helpers first; killed, it leaves them writing into the profile.
    void this.#send('Browser.close');
    await ended;
    for (let attempt = 0; attempt < 20; attempt++) {
      try {
        rmSync(this.#profile, { recursive: true, force: true });
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }
}

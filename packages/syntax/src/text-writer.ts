// Builds indented text line by line: what every printer and generator here writes into.

/** Collects lines; `block` indents what is written inside it. */
export class TextWriter {
  readonly #lines: string[] = [];
  readonly #unit: string;
  #indent = '';

  constructor(unit = '  ') {
    this.#unit = unit;
  }

  /** One line (or several, split at newlines) at the current indentation. Empty lines stay empty. */
  line(text = ''): this {
    for (const part of text.split('\n')) this.#lines.push(part === '' ? '' : this.#indent + part);
    return this;
  }

  lines(texts: Iterable<string>): this {
    for (const text of texts) this.line(text);
    return this;
  }

  /** `open`, an indented body, `close`. */
  block(open: string, close: string, body: () => void): this {
    this.line(open);
    this.indented(body);
    return this.line(close);
  }

  indented(body: () => void): this {
    const before = this.#indent;
    this.#indent += this.#unit;
    body();
    this.#indent = before;
    return this;
  }

  /** The whole text; ends with one newline. */
  toString(): string {
    return `${this.#lines.join('\n')}\n`;
  }
}

/** A name as text after a sigil: bare when it is `[\w.]+`, quoted otherwise. */
export function quoteName(name: string): string {
  return /^[\w.]+$/.test(name) ? name : JSON.stringify(name);
}

/** A string literal that `parseString` reads back. */
export function quoteString(text: string): string {
  return JSON.stringify(text);
}

// The text of a pipeline as a tree of names, options and groups; what the names mean is `parsePipeline`'s business.
// Bounded: entries nest at most `MAX_DEPTH` deep.
//
//   repeat{limit=3}(canonicalize, fold-constants{max-bytes=65536}),   // comments run to the end of the line
//   remove-dead-nodes

const MAX_DEPTH = 8;
const PUNCTUATION = /^[,(){}=]$/;

export interface PipelineEntry {
  readonly name: string;
  /** Options as written, in order. */
  readonly options: readonly (readonly [name: string, value: string])[];
  /** What stands in parentheses. */
  readonly entries: readonly PipelineEntry[] | undefined;
}

class PipelineReader {
  readonly #tokens: readonly string[];
  #at = 0;
  problem: string | undefined;

  constructor(text: string) {
    this.#tokens = text.replace(/\/\/[^\n]*/g, '').match(/[^\s,(){}=]+|[,(){}=]/g) ?? [];
  }

  #fail(problem: string): undefined {
    this.problem ??= problem;
    return undefined;
  }

  #name(what: string): string | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined || PUNCTUATION.test(token)) {
      return this.#fail(`${what} is missing before ${token === undefined ? 'the end' : `"${token}"`}`);
    }
    this.#at++;
    return token;
  }

  #accept(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }

  /** Items up to `end`, separated by commas; one may also stand behind the last, so that a line can be taken out. */
  #items<T>(end: string | undefined, item: () => T | undefined): T[] | undefined {
    const items: T[] = [];
    while (this.#tokens[this.#at] !== end) {
      const read = item();
      if (read === undefined) return undefined;
      items.push(read);
      const next = this.#tokens[this.#at];
      if (next === end) break;
      if (next === undefined) return this.#fail(`"${end}" is missing`);
      if (!this.#accept(',')) return this.#fail(`a comma is missing after "${this.#tokens[this.#at - 1]}"`);
    }
    this.#at++;
    return items;
  }

  #option(): readonly [string, string] | undefined {
    const name = this.#name('the name of an option');
    if (name === undefined) return undefined;
    if (!this.#accept('=')) return this.#fail(`option ${name} has no value`);
    const value = this.#name(`the value of option ${name}`);
    return value === undefined ? undefined : [name, value];
  }

  #entry(depth: number): PipelineEntry | undefined {
    const name = this.#name('a name');
    if (name === undefined) return undefined;
    if (this.#tokens[this.#at] === '=') return this.#fail(`options stand in braces: {${name}=…}`);
    const options = this.#accept('{') ? this.#items('}', () => this.#option()) : [];
    if (!options) return undefined;
    if (!this.#accept('(')) return { name, options, entries: undefined };
    const entries = this.list(')', depth + 1);
    return entries && { name, options, entries };
  }

  list(end: string | undefined, depth: number): PipelineEntry[] | undefined {
    if (depth > MAX_DEPTH) return this.#fail('it nests too deeply');
    return this.#items(end, () => this.#entry(depth));
  }
}

/** The entries of a text, or what is wrong with it. */
export function readPipeline(text: string): readonly PipelineEntry[] | { readonly problem: string } {
  const reader = new PipelineReader(text);
  return reader.list(undefined, 0) ?? { problem: reader.problem ?? 'it ends too soon' };
}

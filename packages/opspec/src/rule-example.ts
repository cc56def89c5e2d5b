// The examples in the doc comment of a rule: indented blocks with the graph before, an arrow, and the graph after. Readers see what
// the rule does; tests run it.

export interface DocBlock {
  readonly example: boolean;
  /** Without the indentation that all of an example has. */
  readonly lines: readonly string[];
}

function isIndented(line: string): boolean {
  return /^ {2,}\S/.test(line);
}

function unindent(lines: readonly string[]): string[] {
  const depth = Math.min(...lines.map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(depth));
}

/** The paragraphs of a doc comment in order, examples told apart. */
export function docBlocks(doc: string): DocBlock[] {
  const blocks: { example: boolean; lines: string[] }[] = [];
  let open = false;
  for (const line of doc.split('\n')) {
    if (line.trim() === '') {
      open = false;
      continue;
    }
    const example = isIndented(line);
    const last = blocks.at(-1);
    if (open && last?.example === example) last.lines.push(line);
    else blocks.push({ example, lines: [line] });
    open = true;
  }
  return blocks.map(({ example, lines }) => ({ example, lines: example ? unindent(lines) : lines }));
}

export interface RuleExample {
  /** Parameters, `(%x: f32[N, 4])`, with ranges of symbols behind `where`. */
  readonly params: string;
  /** Lines of the graph before and after; constants among them begin with `const`. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The examples of a rule. A block without an arrow is none. */
export function ruleExamples(doc: string): RuleExample[] {
  return docBlocks(doc).flatMap(({ example, lines }) => {
    const arrow = lines.findIndex((line) => line === '→' || line === '->');
    const [params = '', ...before] = lines.slice(0, Math.max(0, arrow));
    return example && arrow > 0 ? [{ params, before, after: lines.slice(arrow + 1) }] : [];
  });
}

// Fenced code blocks of a Markdown text, and replacing one.

export interface FencedBlock {
  /** What follows the opening fence, such as `sh run`. */
  readonly info: string;
  readonly content: string;
  /** Positions of the content in the text. */
  readonly start: number;
  readonly end: number;
  /** True when nothing but blank lines lies between this block and the one before. */
  readonly follows: boolean;
}

export function fencedBlocks(text: string): FencedBlock[] {
  const blocks: FencedBlock[] = [];
  let last = -1;
  for (const match of text.matchAll(/^```([^\n`]*)\n([\s\S]*?)^```[ \t]*$/gm)) {
    const [whole, info = '', content = ''] = match;
    const start = match.index + whole.indexOf('\n') + 1;
    const follows = last >= 0 && text.slice(last, match.index).trim() === '';
    blocks.push({ info: info.trim(), content, start, end: start + content.length, follows });
    last = match.index + whole.length;
  }
  return blocks;
}

// Compares output that a document shows with what a command printed. Times and peak memory differ between runs and are
// left out; `…` in a line stands for any text, and a line of `…` for any lines.

const VOLATILE: readonly [RegExp, string][] = [
  [/[ \t]*\d[\d,.]* (?:ms|s)\b/g, ' # s'],
  [/peak memory [\d.]+ \w+/g, 'peak memory #'],
];

function steady(text: string): string {
  const masked = VOLATILE.reduce((line, [pattern, mask]) => line.replace(pattern, mask), text);
  return masked.replace(/[ \t]+$/gm, '').replace(/^\n+|\n+$/g, '');
}

function pattern(line: string): string {
  if (line.trim() === '…') return '(?:[^\\n]*\\n)*?';
  const escaped = line.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return `${escaped.replaceAll('…', '[^\\n]*')}\\n`;
}

/** True when `shown` is what was printed, elisions and times aside. */
export function shows(shown: string, printed: string): boolean {
  const lines = steady(shown).split('\n').map(pattern);
  return new RegExp(`^${lines.join('')}$`).test(`${steady(printed)}\n`);
}

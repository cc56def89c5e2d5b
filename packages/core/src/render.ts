// Diagnostics as text for a terminal: one fixed layout, no colour (a caller may paint the first word of each line).

import type { Diagnostic, Location } from './diagnostics.js';

/** One diagnostic: headline, place, context under `|`, notes and hint after `=`. No newline at the end. */
export function renderDiagnostic(diagnostic: Diagnostic): string {
  const { code, severity, message, location, context = [], notes = [], hint } = diagnostic;
  const [first = '', ...rest] = message.split('\n');
  const lines = [`${severity} ${code}: ${first}`, ...rest.map((line) => `   |  ${line}`)];
  if (location) lines.push(...renderLocation(location));
  for (const line of context) lines.push(...bar(line));
  for (const note of notes) lines.push(...equals(note));
  if (hint !== undefined) lines.push(...equals(`hint: ${hint}`));
  lines.push(`   = more: afterglow explain ${code}`);
  return lines.map((line) => visible(line).trimEnd()).join('\n');
}

/** Names come from files: a control character in one must not reach the terminal as such. */
function visible(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to replace
  return line.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function bar(text: string): string[] {
  return text.split('\n').map((line) => `   |  ${line}`);
}

function equals(text: string): string[] {
  return text.split('\n').map((line, i) => (i === 0 ? `   = ${line}` : `     ${line}`));
}

function renderLocation(location: Location): string[] {
  switch (location.kind) {
    case 'text': {
      const head = `  --> ${location.file}:${location.line}:${location.column}`;
      if (location.lineText === undefined) return [head];
      // A tab stays a tab before the marker, so that the two lines stay aligned in any terminal.
      const lead = location.lineText.slice(0, location.column - 1).replace(/[^\t]/g, ' ');
      return [head, `   |  ${location.lineText}`, `   |  ${lead}${'^'.repeat(Math.max(1, location.length ?? 1))}`];
    }
    case 'bytes':
      return [`  --> ${location.file}, byte ${location.offset}`];
    case 'node': {
      const head = `  --> ${location.file}, node ${location.index} "${location.name}"`;
      return [`${head.padEnd(74)}  (graph ${location.graph})`];
    }
    case 'file':
      return [`  --> ${location.file}`];
  }
}

/**
 * All diagnostics, a blank line between them, and a line that counts them. Empty text for none.
 * `suppressed` are those a limit kept from the list.
 */
export function renderDiagnostics(list: readonly Diagnostic[], suppressed = 0): string {
  if (list.length === 0 && suppressed === 0) return '';
  const more = suppressed === 0 ? '' : `, and ${suppressed} more not shown`;
  return `${[...list.map(renderDiagnostic), summarize(list) + more].join('\n\n')}\n`;
}

function summarize(list: readonly Diagnostic[]): string {
  const parts = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const count = list.filter((entry) => entry.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
  });
  return parts.join(', ');
}

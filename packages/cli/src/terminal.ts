// What a command prints: results to standard output, diagnostics and progress to standard error. Progress shows on a
// terminal only; in a pipe it is quiet.

import { type Diagnostic, renderDiagnostics } from '@afterglow/core';

export interface Terminal {
  readonly json: boolean;
  print(text: string): void;
  /** A line that the next one replaces; nothing in a pipe. */
  progress(text: string): void;
  diagnostics(list: readonly Diagnostic[]): void;
  /** Prints the machine-readable result when `--json` was given; answers whether it did. */
  result(value: unknown): boolean;
}

function toJson(value: unknown): string {
  const plain = (_: string, field: unknown) => {
    if (typeof field === 'bigint') return field.toString();
    if (field instanceof Map) return Object.fromEntries(field);
    return field;
  };
  return JSON.stringify(value, plain, 2);
}

/** Names in a model may hold anything: control characters are spelled out, so that no file can steer a terminal. */
function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, (c) =>
    c === '\n' || c === '\t' ? c : `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

export function openTerminal(options: { json: boolean; out?: NodeJS.WriteStream; err?: NodeJS.WriteStream }): Terminal {
  const { out = process.stdout, err = process.stderr } = options;
  const live = err.isTTY === true && !options.json;
  let shown = false;
  const clear = () => {
    if (shown) err.write('\r\x1b[K');
    shown = false;
  };
  return {
    json: options.json,
    print(text) {
      clear();
      const safe = visible(text);
      out.write(safe.endsWith('\n') ? safe : `${safe}\n`);
    },
    progress(text) {
      if (!live) return;
      err.write(`\r\x1b[K${text.slice(0, (err.columns ?? 80) - 1)}`);
      shown = true;
    },
    diagnostics(list) {
      clear();
      if (list.length > 0) err.write(`${visible(renderDiagnostics(list))}\n`);
    },
    result(value) {
      if (!options.json) return false;
      clear();
      out.write(`${toJson(value)}\n`);
      return true;
    },
  };
}

// Generates `effects.ts`: for each instruction the functions that say when it acts, what memory it touches, what it costs.
// Rows of a family that come out the same share one function.

import type { Expr } from './ast.js';
import { camelCase, GENERATED_NOTE } from './emit-tables.js';
import type { IsaInstruction, IsaModel, IsaRegion } from './model.js';

type Names = (name: string) => string;

function print(expr: Expr, names: Names): string {
  switch (expr.kind) {
    case 'number':
      return String(expr.value);
    case 'name':
      return names(expr.name);
    case 'call': {
      const args = expr.args.map((arg) => print(arg, names));
      if (expr.name === 'select') return `(${args[0]} ? ${args[1]} : ${args[2]})`;
      return `Math.${expr.name}(${args.join(', ')})`;
    }
    case 'binary': {
      const op = { and: '&&', or: '||', '==': '===', '!=': '!==' }[expr.op as string] ?? expr.op;
      return `(${print(expr.left, names)} ${op} ${print(expr.right, names)})`;
    }
  }
}

function strip(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text;
  let depth = 0;
  for (let i = 0; i < text.length - 1; i++) {
    if (text[i] === '(') depth++;
    if (text[i] === ')') depth--;
    if (depth === 0) return text;
  }
  return text.slice(1, -1);
}

class Emitter {
  readonly #model: IsaModel;
  readonly #functions = new Map<string, string>();

  constructor(model: IsaModel) {
    this.#model = model;
  }

  get functions(): ReadonlyMap<string, string> {
    return this.#functions;
  }

  /** Name of the function with this text; the first user gives it its name. */
  share(kind: string, instruction: IsaInstruction, text: string): string {
    const key = `${kind} ${text}`;
    const known = this.#functions.get(key);
    if (known) return known;
    const name = camelCase(`${kind}_${instruction.name.replace(/\W+/g, '_')}`);
    this.#functions.set(key, name);
    return name;
  }

  #names(instruction: IsaInstruction): Names {
    const lets = new Set(this.#model.lets.map((entry) => entry.name));
    const machine = new Set(this.#model.machine.map((entry) => entry.name));
    return (name) => {
      const operand = instruction.operands.findIndex((candidate) => candidate.name === name);
      if (operand >= 0) return `v[${operand}]`;
      const flag = instruction.flags.findIndex((candidate) => candidate.name === name);
      if (flag >= 0) return `f[${flag}]`;
      const param = instruction.params.get(name);
      if (param !== undefined) return String(param);
      return lets.has(name) || machine.has(name) ? `c.${camelCase(name)}` : name;
    };
  }

  #space(instruction: IsaInstruction, name: string): string {
    const { spaces } = this.#model;
    const space = spaces.find((candidate) => candidate.name === name);
    if (space) return String(space.number);
    const flag = instruction.flags.find((candidate) => candidate.name === name);
    const first = spaces.find((candidate) => candidate.name === flag?.values?.[0])?.number ?? 0;
    const value = this.#names(instruction)(name);
    return first === 0 ? value : `${value} + ${first}`;
  }

  #region(instruction: IsaInstruction, region: IsaRegion): string {
    const names = this.#names(instruction);
    const one: Expr = { kind: 'number', value: 1, span: region.address.span };
    const zero: Expr = { ...one, value: 0 };
    const [first, second] = [...region.repeats, { count: one, stride: zero }, { count: one, stride: zero }];
    const parts = [
      String(region.write),
      this.#space(instruction, region.space),
      ...[region.align ?? one, region.address, region.bytes, first?.count ?? one, first?.stride ?? zero].map((expr) =>
        strip(print(expr, names)),
      ),
      strip(print(second?.count ?? one, names)),
      strip(print(second?.stride ?? zero, names)),
    ];
    return `  sink.access(${parts.join(', ')});\n`;
  }

  row(instruction: IsaInstruction): string {
    const names = this.#names(instruction);
    const { active, regions, moves, macs, cost, useful } = instruction;
    const activeName = active ? this.share('active', instruction, strip(print(active, names))) : 'always';
    const access = regions.map((region) => this.#region(instruction, region)).join('');
    const accessName = access === '' ? 'nothing' : this.share('access', instruction, access);
    const costName = this.share('cost', instruction, strip(print(cost, names)));
    const macsName = macs ? this.share('macs', instruction, strip(print(macs, names))) : 'none';
    const usefulName = useful ? this.share('useful', instruction, strip(print(useful, names))) : 'none';
    const moved = moves.map(
      ({ from, to, bytes }) =>
        `  report(${this.#space(instruction, from)}, ${this.#space(instruction, to)}, ${strip(print(bytes, names))});\n`,
    );
    const movesName = moved.length === 0 ? 'nothing' : this.share('moves', instruction, moved.join(''));
    const counts = `cost: ${costName}, useful: ${usefulName}, macs: ${macsName}, moves: ${movesName}`;
    return `  '${instruction.name}': { active: ${activeName}, access: ${accessName}, ${counts} },\n`;
  }
}

const HEADS: Readonly<Record<string, readonly [string, 'expression' | 'statements', string]>> = {
  active: ['v: OperandValues, f: FlagValues', 'expression', 'boolean'],
  access: ['v: OperandValues, f: FlagValues, sink: AccessSink', 'statements', 'void'],
  cost: ['v: OperandValues, f: FlagValues, c: CostFields', 'expression', 'number'],
  useful: ['v: OperandValues, f: FlagValues, c: CostFields', 'expression', 'number'],
  macs: ['v: OperandValues, f: FlagValues', 'expression', 'number'],
  moves: [
    'v: OperandValues, f: FlagValues, report: (from: number, to: number, bytes: number) => void',
    'statements',
    'void',
  ],
};

/** Parameters a body does not use get a leading underscore. */
function parameters(list: string, body: string): string {
  return list.replace(/\b([vfc]): /g, (whole, name: string) =>
    new RegExp(`\\b${name}(\\[|\\.)`).test(body) ? whole : `_${name}: `,
  );
}

export function emitEffects(model: IsaModel): string {
  const emitter = new Emitter(model);
  const rows = model.instructions.map((instruction) => emitter.row(instruction)).join('');
  const functions = [...emitter.functions].map(([key, name]) => {
    const kind = key.slice(0, key.indexOf(' '));
    const body = key.slice(kind.length + 1);
    const [list = '', form, type] = HEADS[kind] ?? [];
    const text = form === 'expression' ? `  return ${body};\n` : body;
    return `function ${name}(${parameters(list, body)}): ${type} {\n${text}}\n`;
  });
  const lets = model.lets.map(({ name, value }) => {
    const known = new Set(model.lets.map((entry) => entry.name));
    const text = print(value, (used) => (known.has(used) ? camelCase(used) : `machine.${camelCase(used)}`));
    return `  const ${camelCase(name)} = ${strip(text)};\n`;
  });
  const letNames = model.lets.map(({ name }) => camelCase(name));
  return `${GENERATED_NOTE}
import type { AccessSink, Effects, FlagValues, OperandValues } from '../spec.js';
import type { MachineFields } from './machine-fields.js';
import type { Opcode } from './opcodes.js';

/** Machine fields and what the cost table derives from them. */
export interface CostFields extends MachineFields {
${letNames.map((name) => `  readonly ${name}: number;\n`).join('')}}

export function costFields(machine: MachineFields): CostFields {
${lets.join('')}  return { ...machine, ${letNames.join(', ')} };
}

function always(): boolean {
  return true;
}

function nothing(): void {}

function none(): number {
  return 0;
}

${functions.join('\n')}
export const EFFECTS: Readonly<Record<Opcode, Effects<CostFields>>> = {
${rows}};
`;
}

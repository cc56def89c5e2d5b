// Ops from spec texts outside the tree: they get the checks, the inference and the registry that the tree's own ops have.

import { Diagnostics, dim, renderDiagnostic } from '@afterglow/core';
import {
  Builder,
  createFunc,
  createModule,
  extendRegistry,
  inferRuntime,
  type OpDef,
  ops,
  tensorType,
} from '@afterglow/ir';
import { loadOps } from '@afterglow/opspec';
import { describe, expect, it } from 'vitest';

const VENDOR = `opspec 1
/// Ops of a vendor.
family vendor

class halves = { f16, bf16 }
trait vendor.fast

def padded(size: dim, to: int): dim = ceil_div(size, to) * to

/// Rows padded to a multiple.
op vendor.pad_rows(x: T[N, ..S]) -> (y: T[padded(N, to), ..S]) where T in { halves, f32 } {
  attr to : i64 = 8
  require to > 0 : "rows can't be padded to a multiple of nothing"
  traits pure, vendor.fast
}

op vendor.same(x: V ...) -> (y: V ...) {
  extension "results are the operands"
}
`;

function load(text: string, extensions: Readonly<Record<string, unknown>> = {}) {
  const diagnostics = new Diagnostics();
  const loaded = loadOps<OpDef>([{ file: 'vendor.op', text }], { runtime: inferRuntime, extensions }, diagnostics);
  return { loaded, problems: diagnostics.list.map(renderDiagnostic) };
}

const same = (t: inferRuntime.Inference) => t.operandTypes('x').flatMap((type) => type ?? []);

describe('loaded ops', () => {
  it('infer, build and join a registry', () => {
    const { loaded, problems } = load(VENDOR, { 'vendor.same': same });
    expect(problems).toEqual([]);
    const registry = extendRegistry(ops, loaded ?? []);
    const func = createFunc(createModule('m'), 'main');
    const builder = new Builder(func.body, { registry });
    const x = builder.param('x', tensorType('bf16', [dim.symbol('N'), 3]));
    const y = builder.value('vendor.pad_rows', [x]);
    expect(y.type.key).toBe('bf16[8*((N + 7) div 8), 3]');
    expect(builder.value('relu', [builder.value('vendor.same', [y])]).type).toBe(y.type);
    expect(builder.tryAdd('vendor.pad_rows', [x], { to: 0 })).toEqual({
      problems: ["rows can't be padded to a multiple of nothing"],
    });
    expect(registry.get('vendor.pad_rows')?.traits.has('vendor.fast')).toBe(true);
  });

  it('need a function for each extension', () => {
    const { loaded, problems } = load(VENDOR);
    expect(loaded).toBeUndefined();
    expect(problems.join()).toContain('the op vendor.same is an extension, but no function for it was given');
  });

  it('report what is wrong with their text', () => {
    const { loaded, problems } = load(
      'opspec 1\nfamily v\nop v.f(x: T[N]) -> (y: T[M])\nop v.g(x: T[N]) -> (y: U[N])\n',
    );
    expect(loaded).toBeUndefined();
    expect(problems.map((text) => text.split('\n')[0])).toEqual([
      'error spec/unknown-name: the name M is unknown',
      'error spec/unknown-type: the type variable U is not bound by any operand',
    ]);
  });

  it('cannot smuggle code in through a string', () => {
    const text = `opspec 1\nfamily v\nop f(x: T[N]) -> (y: T[N]) {\n  attr s : string = "'+process.exit(1)+'\\u2028\\n\\\\"\n  require N == N : "\`\${process.exit(1)}'"\n}\n`;
    const { loaded, problems } = load(text);
    expect(problems).toEqual([]);
    expect(loaded?.[0]?.attrs[0]?.default).toBe("'+process.exit(1)+'\u2028\n\\");
  });
});

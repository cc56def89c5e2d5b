import { tensorFromNumbers } from '@afterglow/core';
import { freshSymbol, type Type, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import { importType } from '../../import/import-type.js';
import type { NodeReader } from '../../import/node-reader.js';
import { Refusal } from '../../import/refusal.js';
import { readingOptions } from './items.js';

/** What an empty optional could hold, from the attribute; names of sizes mean nothing there. */
function contentType(n: NodeReader, b: ImportBuilder): Type {
  const proto = n.attributes.get('type')?.tp;
  if (!proto) return n.invalid('it has neither a value nor a type');
  const { diagnostics, report, rangeOf } = n.context.session;
  const location = report.locationOf(n.place);
  const what = 'attribute "type" of Optional';
  const declared = importType(proto.kind === 'tensor' ? { kind: 'optional', of: proto } : proto, {
    diagnostics,
    location,
    what,
    name: 'optional',
    rangeOf,
    symbols: { declare: () => freshSymbol(b.func, 'optional') },
  });
  if (!declared) throw Refusal.silent();
  return declared.kind === 'optional' ? declared.of : declared;
}

function getElement(n: NodeReader, b: ImportBuilder): Value {
  const value = n.in(0);
  if (value.type.kind !== 'optional') return value;
  return b.value('optional_get_element', [value], {}, readingOptions(n, b, 0));
}

function hasElement(n: NodeReader, b: ImportBuilder) {
  const value = n.maybe(0);
  if (value?.type.kind === 'optional') return b.value('optional_has_element', [value]);
  return tensorFromNumbers('bool', [], [value ? 1 : 0]);
}

/** ONNX operators on optionals. Since 18 they take values that are no optionals, which are always there. */
export const optionalRules = [
  importRule('ai.onnx', 'Optional', {
    '15-': (n, b) => (n.has(0) ? b.value('optional', [n.in(0)]) : b.value('optional', [], { type: contentType(n, b) })),
  }),
  importRule('ai.onnx', 'OptionalGetElement', { '15-': getElement }),
  importRule('ai.onnx', 'OptionalHasElement', { '15-': hasElement }),
];

// Which operator a recorded case tests. Most models are one node; those that end in `_expanded` are the body of a function
// operator, whose name ONNX's own expander puts before every value.

import { Diagnostics } from '@afterglow/core';
import { readModel } from '@afterglow/onnx';

const EXPANDED = /^(\w+?)_(?:bernoulli|test)_.*_function_/;

function qualified(domain, op) {
  return domain === '' || domain === 'ai.onnx' ? op : `${domain}.${op}`;
}

/** The operator a model tests, or a row for all graphs like it. */
export function operatorOf(name, source) {
  if (name.startsWith('light/')) return '(whole networks)';
  const model = readModel(source, new Diagnostics());
  const nodes = model?.graph?.node ?? [];
  const own = new Set(nodes.filter(({ opType }) => opType !== 'Constant').map((n) => qualified(n.domain, n.opType)));
  if (!/_expanded/.test(name) && own.size === 1) return [...own][0];
  for (const { output } of nodes) {
    const found = EXPANDED.exec(output[0] ?? '');
    if (found) return found[1];
  }
  if (own.size === 1) return [...own][0];
  return name.startsWith('node/') ? '(several nodes)' : `(${name.slice(0, name.indexOf('/'))})`;
}

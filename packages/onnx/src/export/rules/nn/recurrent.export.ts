// Recurrent layers. ONNX knows both layouts, but no runtime runs the one with the batch first: its operands are turned.

import type { Emitter } from '../../emitter.js';
import type { ExportNode } from '../../export-node.js';
import { type ExportRule, exportRule } from '../../export-rule.js';

function attributesOf(n: ExportNode) {
  const hidden = n.dim('hidden');
  const listed = (name: string) => (n.ints(name).length > 0 ? n.ints(name) : undefined);
  return {
    direction: n.word('direction'),
    // What an attribute cannot say follows from the weights.
    hidden_size: typeof hidden === 'number' ? hidden : undefined,
    activations: n.words('activations').length > 0 ? n.words('activations') : undefined,
    activation_alpha: listed('activation_alpha'),
    activation_beta: listed('activation_beta'),
    clip: n.given('clip') ? n.int('clip') : undefined,
    input_forget: n.given('input_forget') ? Number(n.flag('input_forget')) : undefined,
    linear_before_reset: n.given('linear_before_reset') ? Number(n.flag('linear_before_reset')) : undefined,
  };
}

const STATES = [5, 6];

/** Operands with the batch first become operands with the sequence first; results the other way. */
function turned(n: ExportNode, e: Emitter, onnx: string): readonly string[] {
  const swap = (x: string, perm: readonly number[]) => (x === '' ? '' : e.op('Transpose', [x], { perm }));
  const inputs = n.all().map((x, i) => (i === 0 || STATES.includes(i) ? swap(x, [1, 0, 2]) : x));
  const [y = '', ...states] = e.ops(onnx, inputs, attributesOf(n), n.resultCount);
  return [swap(y, [2, 0, 1, 3]), ...states.map((state) => swap(state, [1, 0, 2]))];
}

function recurrent(op: string, onnx: string): ExportRule {
  return exportRule(
    op,
    (n, e) => {
      if (n.int('layout') === 1) return turned(n, e, onnx);
      const wanted = Array.from({ length: n.resultCount }, (_, i) => n.wants(i));
      return e.ops(onnx, n.all(), attributesOf(n), wanted);
    },
    (n) => n.int('layout') === 0,
  );
}

export const recurrentRules = [recurrent('lstm', 'LSTM'), recurrent('gru', 'GRU'), recurrent('rnn', 'RNN')];

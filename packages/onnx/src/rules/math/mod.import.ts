import { importRule } from '../../import/import-rule.js';

export const mod = importRule('ai.onnx', 'Mod', {
  '10-': (n, b) => b.value('mod', [n.in(0), n.in(1)], { fmod: n.flag('fmod') }),
});

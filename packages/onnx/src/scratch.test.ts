import { Diagnostics, memorySource } from '@afterglow/core';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'vitest';
import { readModel } from './wire/read-model.js';
test('x', () => {
  for (const d of readdirSync('/work/shared/models')) {
    let b; try { b = readFileSync(`/work/shared/models/${d}/model.onnx`);} catch { continue; }
    const t=performance.now();
    const ds = new Diagnostics();
    const m = readModel(memorySource('model.onnx', b), ds);
    console.log(d, m?.graph?.node.length, m?.graph?.initializer.length, ds.list.length, (performance.now()-t).toFixed(1));
  }
  for (const d of readdirSync('/work/shared/models/bad-model')) {
    const b = readFileSync(`/work/shared/models/bad-model/${d}`);
    const ds = new Diagnostics();
    const m = readModel(memorySource('model.onnx', b), ds);
    console.log(d, !!m, ds.list.map(x=>x.code+' '+x.message));
  }
});

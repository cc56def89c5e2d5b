// LinearAttention-27 of ai.onnx on [B, H, L, D]: the recurrence token by token, in double, rounded once.
// Bounds: q is [B, H, L, D], k [B, G, L, D], v [B, G, L, E], state [B, G, D, E]; decay and beta broadcast to k and its heads.

import { math } from '@afterglow/core';
import { type Floats, floatsOf, newFloats, sealFloats } from '../../data/elements.js';
import { badOperand, kernel, optionalNumberAttr, optionalTensorAt, tensorAt } from '../../kernel.js';

export const linearAttention = kernel('linear_attention', (context) => {
  const [q, k, v, start] = [0, 1, 2, 3].map((i) => tensorAt(context, i));
  const [decay, beta] = [optionalTensorAt(context, 4), optionalTensorAt(context, 5)];
  const [batch, heads, length, depth] = q.shape;
  const [, groups, , width] = v.shape;
  if (heads % groups !== 0) badOperand(context, `${heads} query heads cannot share ${groups} key heads`);
  if (decay && decay.shape[3] !== 1 && decay.shape[3] !== depth) {
    badOperand(context, `decay has ${decay.shape[3]} entries for a key of ${depth}`);
  }
  if (beta && beta.shape[1] !== 1 && beta.shape[1] !== groups) {
    badOperand(context, `beta has ${beta.shape[1]} heads, not 1 or ${groups}`);
  }
  const scale = optionalNumberAttr(context, 'scale') ?? 1 / Math.sqrt(depth);
  const [queries, keys, values] = [floatsOf(q), floatsOf(k), floatsOf(v)];
  const [decays, betas] = [decay && floatsOf(decay), beta && floatsOf(beta)];
  const gates = decay ? decay.shape[3] : 0;
  const share = heads / groups;
  const out = newFloats(q.elem, batch * heads * length * width);
  const states = Float64Array.from(floatsOf(start));
  for (let b = 0; b < batch; b++) {
    for (let g = 0; g < groups; g++) {
      const head = b * groups + g;
      const state = states.subarray(head * depth * width, (head + 1) * depth * width);
      for (let t = 0; t < length; t++) {
        const token = head * length + t;
        const key = keys.subarray(token * depth, (token + 1) * depth);
        const value = Float64Array.from(values.subarray(token * width, (token + 1) * width));
        if (decays) fade(state, decays.subarray(token * gates, (token + 1) * gates), width);
        if (decay && decay.shape[3] !== 1 && decay.shape[3] !== depth) {
          badOperand(context, `decay has ${decay.shape[3]} entries for a key of ${depth}`);
        }
        if (beta && betas) {
          const row = beta.shape[1] === 1 ? b : head;
          correct(value, state, key, betas[row * length + t]);
        }
        write(state, key, value);
        for (let h = g * share; h < (g + 1) * share; h++) {
          const at = (b * heads + h) * length + t;
          const read = times(queries.subarray(at * depth, (at + 1) * depth), state, width);
          for (let e = 0; e < width; e++) out[at * width + e] = scale * read[e];
        }
      }
    }
  }
  return [sealFloats(q.elem, [batch, heads, length, width], out), sealFloats(start.elem, start.shape, states)];
});

/** state[d, ·] *= exp(gate of d); one gate stands for all. */
function fade(state: Float64Array, gates: Floats, width: number): void {
  for (let i = 0; i < state.length; i++) state[i] *= math.exp(gates[gates.length === 1 ? 0 : Math.floor(i / width)]);
}

/** value = beta · (value - keyᵀ · state). */
function correct(value: Float64Array, state: Float64Array, key: Floats, beta: number): void {
  const held = times(key, state, value.length);
  for (let e = 0; e < value.length; e++) value[e] = beta * (value[e] - held[e]);
}

/** state += key ⊗ value. */
function write(state: Float64Array, key: Floats, value: Float64Array): void {
  const width = value.length;
  for (let i = 0; i < state.length; i++) state[i] += key[Math.floor(i / width)] * value[i % width];
}

/** rowᵀ · state. */
function times(row: Floats, state: Float64Array, width: number): Float64Array {
  const sums = new Float64Array(width);
  for (let d = 0; d < row.length; d++) for (let e = 0; e < width; e++) sums[e] += row[d] * state[d * width + e];
  return sums;
}

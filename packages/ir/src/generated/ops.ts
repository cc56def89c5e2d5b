// Generated from ir-spec by `npm run generate`. Do not edit.

import { createRegistry } from '../graph/registry.js';
import { attentionOps } from './attention.ops.js';
import { controlOps } from './control.ops.js';
import { dynamicOps } from './dynamic.ops.js';
import { embeddingOps } from './embedding.ops.js';
import { linearOps } from './linear.ops.js';
import { lossOps } from './loss.ops.js';
import { mathOps } from './math.ops.js';
import { mlOps } from './ml.ops.js';
import { nnOps } from './nn.ops.js';
import { quantOps } from './quant.ops.js';
import { randomOps } from './random.ops.js';
import { reduceOps } from './reduce.ops.js';
import { sequenceOps } from './sequence.ops.js';
import { shapeOps } from './shape.ops.js';
import { signalOps } from './signal.ops.js';
import { textOps } from './text.ops.js';
import { visionOps } from './vision.ops.js';

/** All ops of the spec. */
export const ops = /* @__PURE__ */ createRegistry([attentionOps, controlOps, dynamicOps, embeddingOps, linearOps, lossOps, mathOps, mlOps, nnOps, quantOps, randomOps, reduceOps, sequenceOps, shapeOps, signalOps, textOps, visionOps]);

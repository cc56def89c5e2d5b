// NonMaxSuppression-11: for each batch and class the best boxes that overlap no better one by more than the threshold.
// Rows are (batch, class, box), best score first. Scores must exceed the threshold; equal scores keep their order.
// Bounds: boxes are [batch, n, 4], scores [batch, classes, n].

import { tensorFromArray } from '@afterglow/core';
import { type Floats, floatsOf, integersAsNumbers } from '../../data/elements.js';
import { boolAttr, type KernelContext, kernel, optionalTensorAt, tensorAt } from '../../kernel.js';

interface Box {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Corners come in any order (y1, x1, y2, x2); centres as (x, y, width, height). */
function boxAt(boxes: Floats, at: number, center: boolean): Box {
  const [a, b, c, d] = [boxes[at], boxes[at + 1], boxes[at + 2], boxes[at + 3]];
  if (center) return { top: b - d / 2, left: a - c / 2, bottom: b + d / 2, right: a + c / 2 };
  return { top: Math.min(a, c), left: Math.min(b, d), bottom: Math.max(a, c), right: Math.max(b, d) };
}

/** Intersection over union; boxes without area overlap nothing. */
function overlap(a: Box, b: Box): number {
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  if (height <= 0 || width <= 0) return 0;
  const area = (box: Box) => (box.bottom - box.top) * (box.right - box.left);
  return (height * width) / (area(a) + area(b) - height * width);
}

function scalar(context: KernelContext, index: number): number | undefined {
  const tensor = optionalTensorAt(context, index);
  if (!tensor) return undefined;
  return tensor.elem === 'i64' ? integersAsNumbers(tensor)[0] : floatsOf(tensor)[0];
}

export const nonMaxSuppression = kernel('non_max_suppression', (context) => {
  const [boxesTensor, scoresTensor] = [tensorAt(context, 0), tensorAt(context, 1)];
  const [batch, classes, n] = scoresTensor.shape;
  const most = scalar(context, 2) ?? 0;
  const iou = scalar(context, 3) ?? 0;
  const least = scalar(context, 4) ?? -Infinity;
  const center = boolAttr(context, 'center');
  const [boxes, scores] = [floatsOf(boxesTensor), floatsOf(scoresTensor)];
  const selected: number[] = [];
  for (let b = 0; b < batch; b++) {
    for (let c = 0; c < classes; c++) {
      const at = (b * classes + c) * n;
      const order = Array.from({ length: n }, (_, i) => i)
        .filter((i) => scores[at + i] > least)
        .sort((i, j) => scores[at + j] - scores[at + i] || i - j);
      const kept: Box[] = [];
      for (const i of order) {
        if (kept.length >= most) break;
        const box = boxAt(boxes, (b * n + i) * 4, center);
        if (kept.some((other) => overlap(box, other) > iou)) continue;
        kept.push(box);
        selected.push(b, c, i);
      }
    }
  }
  return [tensorFromArray('i64', [selected.length / 3, 3], BigInt64Array.from(selected, BigInt))];
});

// The u8 form of a float tensor whose range the data decide, as DynamicQuantizeLinear-11 defines it. A range of zero, which
// the formula leaves undefined, has scale 1.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';

export interface DynamicallyQuantized {
  readonly stored: Value;
  readonly scale: Value;
  readonly zero: Value;
}

export function dynamicQuantize(b: ImportBuilder, x: Value): DynamicallyQuantized {
  const none = b.scalar('f32', 0);
  const max = build.maximum(b, build.reduceMax(b, x, { keepdims: false }), none);
  const min = build.minimum(b, build.reduceMin(b, x, { keepdims: false }), none);
  const step = build.div(b, build.sub(b, max, min), b.scalar('f32', 255));
  const scale = build.where(b, build.equal(b, max, min), b.scalar('f32', 1), step);
  const middle = build.clip(b, build.div(b, build.sub(b, none, min), scale), { min: 0, max: 255 });
  const zero = b.cast(build.round(b, middle), 'u8');
  return { stored: build.quantizeLinear(b, x, scale, zero, { to: 'u8' }), scale, zero };
}

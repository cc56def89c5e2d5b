// Generated from ir-spec/ops/vision.op by `npm run generate`. Do not edit.

import type { AddOptions, Builder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { AffineGridArgs, Col2imArgs, DecodeImageArgs, DeformConvArgs, DynamicAffineGridArgs, DynamicCol2imArgs, DynamicResizeArgs, GridSampleArgs, MaxRoiPoolArgs, RoiAlignArgs } from './attrs.js';

/** A sampling grid: every place of an image of the given sizes, taken through an affine map. */
export function affineGrid(builder: Builder, theta: Value, attrs: AffineGridArgs, options?: AddOptions): Value {
  return builder.value('affine_grid', [theta], attrs, options);
}

/** Columns of blocks added up where they lie in an image: what undoes the gathering of windows. */
export function col2im(builder: Builder, x: Value, attrs: Col2imArgs, options?: AddOptions): Value {
  return builder.value('col2im', [x], attrs, options);
}

/** The pixels of an image file: BMP, JPEG, JPEG 2000, PNG, PNM, TIFF or WebP. Empty when it cannot be decoded. */
export function decodeImage(builder: Builder, stream: Value, attrs?: DecodeImageArgs, options?: AddOptions): Value {
  return builder.value('decode_image', [stream], attrs ?? {}, options);
}

/** Convolution whose every window element is read at an offset of its own, and weighed by a mask. */
export function deformConv(builder: Builder, x: Value, weight: Value, offset: Value, bias: Value | undefined, mask: Value | undefined, attrs: DeformConvArgs, options?: AddOptions): Value {
  return builder.value('deform_conv', [x, weight, offset, bias, mask], attrs, options);
}

/** Affine grid of a shape (batch and channels included) known only when the data are. */
export function dynamicAffineGrid(builder: Builder, theta: Value, shape: Value, attrs?: DynamicAffineGridArgs, options?: AddOptions): Value {
  return builder.value('dynamic_affine_grid', [theta, shape], attrs ?? {}, options);
}

/** Col2im where the sizes are known only when the data are. */
export function dynamicCol2im(builder: Builder, x: Value, image: Value, block: Value, attrs: DynamicCol2imArgs, options?: AddOptions): Value {
  return builder.value('dynamic_col2im', [x, image, block], attrs, options);
}

/**
 * Resize by scales or sizes known only when the data are. The lists have an entry for each of axes; the region has a start,
 * then an end, for each.
 */
export function dynamicResize(builder: Builder, x: Value, region: Value | undefined, scales: Value | undefined, sizes: Value | undefined, attrs: DynamicResizeArgs, options?: AddOptions): Value {
  return builder.value('dynamic_resize', [x, region, scales, sizes], attrs, options);
}

/** x sampled where grid says. Coordinates run from -1 to 1 along each axis, the last axis of x first. */
export function gridSample(builder: Builder, x: Value, grid: Value, attrs?: GridSampleArgs, options?: AddOptions): Value {
  return builder.value('grid_sample', [x, grid], attrs ?? {}, options);
}

/** Largest element of each bin of each region. A region is a batch index, then x1, y1, x2, y2. */
export function maxRoiPool(builder: Builder, x: Value, rois: Value, attrs: MaxRoiPoolArgs, options?: AddOptions): Value {
  return builder.value('max_roi_pool', [x, rois], attrs, options);
}

/** Regions of x, each pooled to one size from bilinear samples. A region is x1, y1, x2, y2. */
export function roiAlign(builder: Builder, x: Value, rois: Value, batch: Value, attrs?: RoiAlignArgs, options?: AddOptions): Value {
  return builder.value('roi_align', [x, rois, batch], attrs ?? {}, options);
}

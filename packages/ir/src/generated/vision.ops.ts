// Generated from ir-spec/ops/vision.op by `npm run generate`. Do not edit.
// Sampling of images at computed places: grids, regions, deformed windows, blocks.

import type { Dim } from '@afterglow/core';
import type { OpDef } from '../graph/op-def.js';
import { defineOp, dim, type Inference } from '../infer/index.js';
import { elementClasses } from './element-classes.js';

/** Number of places a window takes along one axis of an image. */
function block_count(t: Inference, size: Dim, pads: number, block: Dim, stride: number, dilation: number): Dim {
  return dim.add(t.floorDiv(dim.sub(dim.sub(dim.add(size, pads), dim.mul(dilation, dim.sub(block, 1))), 1), stride), 1);
}

/** A sampling grid: every place of an image of the given sizes, taken through an affine map. */
export const affineGridOp = /* @__PURE__ */ defineOp({
  name: 'affine_grid',
  family: 'vision',
  summary: 'A sampling grid: every place of an image of the given sizes, taken through an affine map.',
  operands: [{ name: 'theta', arity: 'one' }],
  results: [{ name: 'grid', arity: 'one' }],
  attrs: [
    { name: 'sizes', summary: 'The spatial sizes.', kind: 'dim', list: {} },
    { name: 'align_corners', kind: 'bool', default: false },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('theta', 'T', ['N', 'K', 'H']);
    t.elements('T', 'float', elementClasses.float);
    const sizes = t.sizes('sizes');
    const N = t.dim('N');
    const K = t.dim('K');
    const H = t.dim('H');
    const r = sizes.length;
    t.require((r > 0 && t.same(K, r)) && t.same(H, r + 1), 'theta must have a row for each spatial axis, and a column more');
    return [t.tensor('T', [N, ...sizes, K])];
  },
});

/** Columns of blocks added up where they lie in an image: what undoes the gathering of windows. */
export const col2imOp = /* @__PURE__ */ defineOp({
  name: 'col2im',
  family: 'vision',
  summary: 'Columns of blocks added up where they lie in an image: what undoes the gathering of windows.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'image', summary: 'Spatial sizes of the image and of a block.', kind: 'dim', list: {} },
    { name: 'block', kind: 'dim', list: {} },
    { name: 'strides', kind: 'i64', list: {} },
    { name: 'pads', summary: 'All begins, then all ends.', kind: 'i64', list: {} },
    { name: 'dilations', kind: 'i64', list: {} },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'T', ['N', 'CB', 'L']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const image = t.sizes('image');
    const block = t.sizes('block');
    const strides = t.ints('strides');
    const pads = t.ints('pads');
    const dilations = t.ints('dilations');
    const N = t.dim('N');
    const CB = t.dim('CB');
    const L = t.dim('L');
    t.length('block', image.length);
    t.length('strides', image.length);
    t.length('pads', 2 * image.length);
    t.length('dilations', image.length);
    const r = image.length;
    t.require(strides.every((s) => s > 0) && dilations.every((d) => d > 0), 'strides and dilations must be positive');
    const places = t.range(r).map((i) => block_count(t, t.at(image, i), t.at(pads, i) + t.at(pads, i + r), t.at(block, i), t.at(strides, i), t.at(dilations, i)));
    t.require(places.every((n) => t.lessEqual(0, n)), 'a block is larger than the padded image');
    t.require(t.same(L, dim.product(places)), 'there must be a column for each place of a block');
    return [t.tensor('T', [N, t.floorDiv(CB, dim.product(block)), ...image])];
  },
});

/** The pixels of an image file: BMP, JPEG, JPEG 2000, PNG, PNM, TIFF or WebP. Empty when it cannot be decoded. */
export const decodeImageOp = /* @__PURE__ */ defineOp({
  name: 'decode_image',
  family: 'vision',
  summary: 'The pixels of an image file: BMP, JPEG, JPEG 2000, PNG, PNM, TIFF or WebP. Empty when it cannot be decoded.',
  operands: [{ name: 'stream', arity: 'one' }],
  results: [{ name: 'image', arity: 'one' }],
  attrs: [
    { name: 'format', kind: 'enum', values: ['rgb', 'bgr', 'grayscale'], default: 'rgb' },
  ],
  regions: [],
  traits: new Set(['data_dependent', 'pure']),
  types: (t) => {
    t.operand('stream', 'u8', ['N']);
    t.elements('u8', 'u8', ['u8']);
    const format = t.string('format');
    return [t.plain('u8', [t.fresh('height'), t.fresh('width'), format === 'grayscale' ? 1 : 3])];
  },
});

/** Convolution whose every window element is read at an offset of its own, and weighed by a mask. */
export const deformConvOp = /* @__PURE__ */ defineOp({
  name: 'deform_conv',
  family: 'vision',
  summary: 'Convolution whose every window element is read at an offset of its own, and weighed by a mask.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'weight', arity: 'one' }, { name: 'offset', arity: 'one' }, { name: 'bias', arity: 'optional' }, { name: 'mask', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'strides', kind: 'i64', list: {} },
    { name: 'pads', summary: 'All begins, then all ends.', kind: 'i64', list: {} },
    { name: 'dilations', kind: 'i64', list: {} },
    { name: 'groups', kind: 'i64', default: 1 },
    { name: 'offset_groups', kind: 'i64', default: 1 },
  ],
  regions: [],
  traits: new Set(['contraction', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['N', 'C', '..X']);
    t.operand('weight', 'T', ['M', 'I', '..K']);
    t.operand('offset', 'T', ['N', 'F', '..O']);
    t.operand('bias', 'T', ['M']);
    t.operand('mask', 'T', ['N', 'G', '..P']);
    t.elements('T', 'float', elementClasses.float);
    const strides = t.ints('strides');
    const pads = t.ints('pads');
    const dilations = t.ints('dilations');
    const groups = t.int('groups');
    const offset_groups = t.int('offset_groups');
    const N = t.dim('N');
    const C = t.dim('C');
    const X = t.shape('X');
    const M = t.dim('M');
    const I = t.dim('I');
    const K = t.shape('K');
    const F = t.dim('F');
    const O = t.shape('O');
    t.length('strides', X.length);
    t.length('pads', 2 * X.length);
    t.length('dilations', X.length);
    const r = X.length;
    t.require(r > 0, 'there must be a spatial axis');
    t.require(K.length === r, 'x and weight must have the same number of spatial axes');
    t.require(groups > 0 && offset_groups > 0, 'there must be a group');
    t.require(strides.every((s) => s > 0) && dilations.every((d) => d > 0), 'strides and dilations must be positive');
    t.require(t.same(C, dim.mul(I, groups)), 'the channels of x must be those of weight times groups');
    t.require(t.divides(groups, M), 'the output channels must divide into groups');
    t.require(t.divides(offset_groups, C), 'the channels must divide into offset groups');
    t.require(t.same(F, dim.mul(dim.mul(offset_groups, dim.product(K)), r)), 'there must be an offset for each axis of each window element');
    const sizes = t.range(r).map((i) => block_count(t, t.at(X, i), t.at(pads, i) + t.at(pads, i + r), t.at(K, i), t.at(strides, i), t.at(dilations, i)));
    t.require(sizes.every((size) => t.lessEqual(0, size)), 'the window is larger than the padded operand');
    t.require(t.sameShape(O, sizes), 'there must be an offset for each place of the result');
    t.require(!t.has('mask') || (t.same(t.dim('G'), dim.mul(offset_groups, dim.product(K))) && t.sameShape(t.shape('P'), sizes)), 'there must be a mask for each window element');
    t.work(() => dim.mul(dim.mul(dim.mul(dim.mul(dim.mul(2, N), M), dim.product(sizes)), I), dim.product(K)));
    return [t.tensor('T', [N, M, ...sizes])];
  },
});

/** Affine grid of a shape (batch and channels included) known only when the data are. */
export const dynamicAffineGridOp = /* @__PURE__ */ defineOp({
  name: 'dynamic_affine_grid',
  family: 'vision',
  summary: 'Affine grid of a shape (batch and channels included) known only when the data are.',
  operands: [{ name: 'theta', arity: 'one' }, { name: 'shape', arity: 'one' }],
  results: [{ name: 'grid', arity: 'one' }],
  attrs: [
    { name: 'align_corners', kind: 'bool', default: false },
  ],
  regions: [],
  traits: new Set(['data_dependent', 'pure']),
  types: (t) => {
    t.operand('theta', 'T', ['N', 'K', 'H']);
    t.operand('shape', 'i64', ['R']);
    t.elements('i64', 'i64', ['i64']);
    t.elements('T', 'float', elementClasses.float);
    const N = t.dim('N');
    const K = t.dim('K');
    const H = t.dim('H');
    const R = t.dim('R');
    t.require(t.same(K, dim.sub(R, 2)) && t.same(H, dim.sub(R, 1)), 'theta must have a row for each spatial axis, and a column more');
    return [t.tensor('T', [N, ...t.range(t.known(R) - 2).map(() => t.fresh('grid')), K])];
  },
});

/** Col2im where the sizes are known only when the data are. */
export const dynamicCol2imOp = /* @__PURE__ */ defineOp({
  name: 'dynamic_col2im',
  family: 'vision',
  summary: 'Col2im where the sizes are known only when the data are.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'image', arity: 'one' }, { name: 'block', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'strides', kind: 'i64', list: {} },
    { name: 'pads', kind: 'i64', list: {} },
    { name: 'dilations', kind: 'i64', list: {} },
  ],
  regions: [],
  traits: new Set(['data_dependent', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['N', 'CB', 'L']);
    t.operand('image', 'i64', ['R']);
    t.operand('block', 'i64', ['R']);
    t.elements('i64', 'i64', ['i64']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const strides = t.ints('strides');
    const dilations = t.ints('dilations');
    const N = t.dim('N');
    const CB = t.dim('CB');
    const R = t.dim('R');
    t.length('strides', t.known(R));
    t.length('pads', 2 * t.known(R));
    t.length('dilations', t.known(R));
    t.require(strides.every((s) => s > 0) && dilations.every((d) => d > 0), 'strides and dilations must be positive');
    return [t.tensor('T', [N, t.fresh('channels', CB), ...t.range(t.known(R)).map(() => t.fresh('image'))])];
  },
});

/**
 * Resize by scales or sizes known only when the data are. The lists have an entry for each of axes; the region has a start,
 * then an end, for each.
 */
export const dynamicResizeOp = /* @__PURE__ */ defineOp({
  name: 'dynamic_resize',
  family: 'vision',
  summary: 'Resize by scales or sizes known only when the data are. The lists have an entry for each of axes; the region has a start, then an end, for each.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'region', arity: 'optional' }, { name: 'scales', arity: 'optional' }, { name: 'sizes', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axes', kind: 'i64', list: {} },
    { name: 'mode', kind: 'enum', values: ['nearest', 'linear', 'cubic'], default: 'nearest' },
    { name: 'coordinates', kind: 'enum', values: ['half_pixel', 'pytorch_half_pixel', 'align_corners', 'asymmetric', 'half_pixel_symmetric', 'tf_crop_and_resize'], default: 'half_pixel' },
    { name: 'nearest', kind: 'enum', values: ['round_prefer_floor', 'round_prefer_ceil', 'floor', 'ceil'], default: 'round_prefer_floor' },
    { name: 'cubic_coeff', kind: 'f64', default: -0.75 },
    { name: 'exclude_outside', kind: 'bool', default: false },
    { name: 'extrapolation', kind: 'f64', default: 0 },
    { name: 'antialias', kind: 'bool', default: false },
    { name: 'policy', summary: 'One scale for all axes, by which sizes are kept or exceeded.', kind: 'enum', values: ['stretch', 'not_larger', 'not_smaller'], default: 'stretch' },
  ],
  regions: [],
  traits: new Set(['data_dependent', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('region', 'R', ['Q']);
    t.operand('scales', 'f32', ['A']);
    t.operand('sizes', 'i64', ['B']);
    t.elements('f32', 'f32', ['f32']);
    t.elements('i64', 'i64', ['i64']);
    t.elements('T', '{ numeric, bool, string }', [...elementClasses.numeric, 'bool', 'string']);
    t.elements('R', 'float', elementClasses.float);
    const axes = t.ints('axes');
    const S = t.shape('S');
    const listed = t.axes(axes, S.length);
    t.require(t.has('scales') || t.has('sizes'), 'there must be scales or sizes');
    t.require(!t.has('scales') || t.same(t.dim('A'), axes.length), 'there must be a scale for each axis');
    t.require(!t.has('sizes') || t.same(t.dim('B'), axes.length), 'there must be a size for each axis');
    t.require(!t.has('region') || t.same(t.dim('Q'), 2 * axes.length), 'the region has a start and an end for each axis');
    return [t.tensor('T', t.range(S.length).map((i) => listed.some((a) => a === i) ? t.fresh('resized') : t.at(S, i)))];
  },
});

/** x sampled where grid says. Coordinates run from -1 to 1 along each axis, the last axis of x first. */
export const gridSampleOp = /* @__PURE__ */ defineOp({
  name: 'grid_sample',
  family: 'vision',
  summary: 'x sampled where grid says. Coordinates run from -1 to 1 along each axis, the last axis of x first.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'grid', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'mode', kind: 'enum', values: ['linear', 'nearest', 'cubic'], default: 'linear' },
    { name: 'padding', summary: 'What is read outside of x: zero, its border, or x mirrored.', kind: 'enum', values: ['zeros', 'border', 'reflection'], default: 'zeros' },
    { name: 'align_corners', summary: '-1 and 1 are the centres of the outermost elements, not their outer edges.', kind: 'bool', default: false },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'T', ['N', 'C', '..X']);
    t.operand('grid', 'G', ['N', '..O', 'K']);
    t.elements('T', '{ numeric, bool }', [...elementClasses.numeric, 'bool']);
    t.elements('G', 'float', elementClasses.float);
    const N = t.dim('N');
    const C = t.dim('C');
    const X = t.shape('X');
    const O = t.shape('O');
    const K = t.dim('K');
    const r = X.length;
    t.require(r > 0, 'there must be a spatial axis');
    t.require(O.length === r && t.same(K, r), 'the grid must have the spatial axes of x, and a coordinate for each');
    return [t.tensor('T', [N, C, ...O])];
  },
});

/** Largest element of each bin of each region. A region is a batch index, then x1, y1, x2, y2. */
export const maxRoiPoolOp = /* @__PURE__ */ defineOp({
  name: 'max_roi_pool',
  family: 'vision',
  summary: 'Largest element of each bin of each region. A region is a batch index, then x1, y1, x2, y2.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'rois', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'height', kind: 'i64' },
    { name: 'width', kind: 'i64' },
    { name: 'scale', kind: 'f64', default: 1 },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'T', ['N', 'C', 'H', 'W']);
    t.operand('rois', 'T', ['R', 5]);
    t.elements('T', 'float', elementClasses.float);
    const height = t.int('height');
    const width = t.int('width');
    const C = t.dim('C');
    const R = t.dim('R');
    t.require(height > 0 && width > 0, 'the result must not be empty');
    return [t.tensor('T', [R, C, height, width])];
  },
});

/** Regions of x, each pooled to one size from bilinear samples. A region is x1, y1, x2, y2. */
export const roiAlignOp = /* @__PURE__ */ defineOp({
  name: 'roi_align',
  family: 'vision',
  summary: 'Regions of x, each pooled to one size from bilinear samples. A region is x1, y1, x2, y2.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'rois', arity: 'one' }, { name: 'batch', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'mode', kind: 'enum', values: ['avg', 'max'], default: 'avg' },
    { name: 'height', kind: 'i64', default: 1 },
    { name: 'width', kind: 'i64', default: 1 },
    { name: 'samples', summary: 'Samples along each axis of a bin; 0: as many as elements of x lie in it.', kind: 'i64', default: 0 },
    { name: 'scale', summary: 'From coordinates of regions to those of x.', kind: 'f64', default: 1 },
    { name: 'half_pixel', summary: 'Shift by half an element, as centres have it; otherwise regions are at least one element large.', kind: 'bool', default: true },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'T', ['N', 'C', 'H', 'W']);
    t.operand('rois', 'T', ['R', 4]);
    t.operand('batch', 'I', ['R']);
    t.elements('T', 'float', elementClasses.float);
    t.elements('I', 'index', elementClasses.index);
    const height = t.int('height');
    const width = t.int('width');
    const samples = t.int('samples');
    const C = t.dim('C');
    const R = t.dim('R');
    t.require(height > 0 && width > 0, 'the result must not be empty');
    t.require(samples >= 0, 'there cannot be fewer than no samples');
    return [t.tensor('T', [R, C, height, width])];
  },
});

/** Ops of the family vision, by name. */
export const visionOps: readonly OpDef[] = [
  affineGridOp,
  col2imOp,
  decodeImageOp,
  deformConvOp,
  dynamicAffineGridOp,
  dynamicCol2imOp,
  dynamicResizeOp,
  gridSampleOp,
  maxRoiPoolOp,
  roiAlignOp,
];

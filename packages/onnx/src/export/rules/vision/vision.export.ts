// Sampling of images.

import type { ExportNode } from '../../export-node.js';
import { exportRule } from '../../export-rule.js';

export const gridSample = exportRule('grid_sample', (n, e) =>
  e.op('GridSample', n.all(), {
    mode: n.word('mode'),
    padding_mode: n.word('padding'),
    align_corners: Number(n.flag('align_corners')),
  }),
);

/** ONNX AffineGrid: the size has batch and channels, of which the channels do not matter. */
export const affineGrid = exportRule('affine_grid', (n, e) =>
  e.op('AffineGrid', [n.in(0), e.dims([n.shape(0)[0] ?? 1, 1, ...n.dims('sizes')])], {
    align_corners: Number(n.flag('align_corners')),
  }),
);

export const dynamicAffineGrid = exportRule('dynamic_affine_grid', (n, e) =>
  e.op('AffineGrid', n.all(), { align_corners: Number(n.flag('align_corners')) }),
);

const window = (n: ExportNode) => ({
  strides: n.ints('strides'),
  pads: n.ints('pads'),
  dilations: n.ints('dilations'),
});

export const deformConv = exportRule('deform_conv', (n, e) =>
  e.op('DeformConv', n.all(), { ...window(n), group: n.int('groups'), offset_group: n.int('offset_groups') }),
);

export const col2im = exportRule('col2im', (n, e) =>
  e.op('Col2Im', [n.in(0), e.dims(n.dims('image')), e.dims(n.dims('block'))], window(n)),
);

export const dynamicCol2im = exportRule('dynamic_col2im', (n, e) => e.op('Col2Im', n.all(), window(n)));

export const roiAlign = exportRule('roi_align', (n, e) => {
  const batch = n.elem(2) === 'i64' ? n.in(2) : e.cast(n.in(2), 'i64');
  return e.op('RoiAlign', [n.in(0), n.in(1), batch], {
    mode: n.word('mode'),
    output_height: n.int('height'),
    output_width: n.int('width'),
    sampling_ratio: n.int('samples'),
    spatial_scale: n.int('scale'),
    coordinate_transformation_mode: n.flag('half_pixel') ? 'half_pixel' : 'output_half_pixel',
  });
});

export const maxRoiPool = exportRule('max_roi_pool', (n, e) =>
  e.op('MaxRoiPool', n.all(), { pooled_shape: [n.int('height'), n.int('width')], spatial_scale: n.int('scale') }),
);

const PIXELS: Readonly<Record<string, string>> = { rgb: 'RGB', bgr: 'BGR', grayscale: 'Grayscale' };

export const decodeImage = exportRule('decode_image', (n, e) =>
  e.op('ImageDecoder', n.all(), { pixel_format: PIXELS[n.word('format')] }),
);

export const dynamicResize = exportRule('dynamic_resize', (n, e) =>
  e.op('Resize', n.all(), {
    axes: n.ints('axes'),
    mode: n.word('mode'),
    coordinate_transformation_mode: n.word('coordinates'),
    nearest_mode: n.word('nearest'),
    cubic_coeff_a: n.int('cubic_coeff'),
    exclude_outside: Number(n.flag('exclude_outside')),
    extrapolation_value: n.int('extrapolation'),
    antialias: Number(n.flag('antialias')),
    keep_aspect_ratio_policy: n.has(3) ? n.word('policy') : undefined,
  }),
);

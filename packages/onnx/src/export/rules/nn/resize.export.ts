import { exportRule } from '../../export-rule.js';

/** ONNX Resize: by scales where the op has them, else by sizes. */
export const resize = exportRule('resize', (n, e) => {
  const [scales, roi] = [n.ints('scales'), n.ints('roi')];
  const inputs = [n.in(0), roi.length > 0 ? e.floats(roi) : '', scales.length > 0 ? e.floats(scales) : ''];
  if (scales.length === 0) inputs.push(e.dims(n.dims('sizes')));
  return e.op('Resize', inputs, {
    mode: n.word('mode'),
    coordinate_transformation_mode: n.word('coordinates'),
    nearest_mode: n.word('nearest'),
    cubic_coeff_a: n.int('cubic_coeff'),
    exclude_outside: Number(n.flag('exclude_outside')),
    extrapolation_value: n.int('extrapolation'),
    antialias: Number(n.flag('antialias')),
  });
});

export const nonMaxSuppression = exportRule('non_max_suppression', (n, e) =>
  e.op('NonMaxSuppression', n.all(), { center_point_box: Number(n.flag('center')) }),
);

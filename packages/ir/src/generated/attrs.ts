// Generated from ir-spec by `npm run generate`. Do not edit.

import type { Dim, ElementType } from '@afterglow/core';
import type { Type } from '../graph/type.js';

/** Attributes of `affine_grid`. */
export type AffineGridAttrs = {
  /** The spatial sizes. */
  readonly sizes: readonly Dim[];
  readonly align_corners: boolean;
};
/** Attributes of `affine_grid` as given to a builder. */
export type AffineGridArgs = {
  /** The spatial sizes. */
  readonly sizes: readonly Dim[];
  /** Default false. */
  readonly align_corners?: boolean | undefined;
};

/** Attributes of `arg_max`. */
export type ArgMaxAttrs = {
  readonly axis: number;
  readonly keepdims: boolean;
  /** Of equal elements, the last instead of the first. */
  readonly select_last_index: boolean;
};
/** Attributes of `arg_max` as given to a builder. */
export type ArgMaxArgs = {
  /** Default 0. */
  readonly axis?: number | undefined;
  /** Default true. */
  readonly keepdims?: boolean | undefined;
  /** Of equal elements, the last instead of the first. Default false. */
  readonly select_last_index?: boolean | undefined;
};

/** Attributes of `arg_min`. */
export type ArgMinAttrs = {
  readonly axis: number;
  readonly keepdims: boolean;
  /** Of equal elements, the last instead of the first. */
  readonly select_last_index: boolean;
};
/** Attributes of `arg_min` as given to a builder. */
export type ArgMinArgs = {
  /** Default 0. */
  readonly axis?: number | undefined;
  /** Default true. */
  readonly keepdims?: boolean | undefined;
  /** Of equal elements, the last instead of the first. Default false. */
  readonly select_last_index?: boolean | undefined;
};

/** Attributes of `assume_shape`. */
export type AssumeShapeAttrs = {
  readonly shape: readonly Dim[];
};
/** Attributes of `assume_shape` as given to a builder. */
export type AssumeShapeArgs = {
  readonly shape: readonly Dim[];
};

/** Attributes of `attention`. */
export type AttentionAttrs = {
  /** 1 / sqrt(D) where not given. */
  readonly scale?: number;
  /** Scores are softcap · tanh(score / softcap), unless it is 0. */
  readonly softcap: number;
  /** How far a query looks back and ahead of its position; any distance where not given. 0 to the right is causal attention. */
  readonly left?: number;
  readonly right?: number;
  /** Position of the first query of every entry, instead of starts; 0 where not given. */
  readonly offset?: Dim;
  /** Element type of the softmax; that of q where not given. */
  readonly precision?: ElementType;
};
/** Attributes of `attention` as given to a builder. */
export type AttentionArgs = {
  /** 1 / sqrt(D) where not given. */
  readonly scale?: number | undefined;
  /** Scores are softcap · tanh(score / softcap), unless it is 0. Default 0. */
  readonly softcap?: number | undefined;
  /** How far a query looks back and ahead of its position; any distance where not given. 0 to the right is causal attention. */
  readonly left?: number | undefined;
  readonly right?: number | undefined;
  /** Position of the first query of every entry, instead of starts; 0 where not given. */
  readonly offset?: Dim | undefined;
  /** Element type of the softmax; that of q where not given. */
  readonly precision?: ElementType | undefined;
};

/** Attributes of `attention_scores`. */
export type AttentionScoresAttrs = {
  readonly stage: 'products' | 'capped' | 'masked' | 'probabilities';
  readonly scale?: number;
  readonly softcap: number;
  readonly left?: number;
  readonly right?: number;
  readonly offset?: Dim;
  readonly precision?: ElementType;
};
/** Attributes of `attention_scores` as given to a builder. */
export type AttentionScoresArgs = {
  /** Default 'probabilities'. */
  readonly stage?: 'products' | 'capped' | 'masked' | 'probabilities' | undefined;
  readonly scale?: number | undefined;
  /** Default 0. */
  readonly softcap?: number | undefined;
  readonly left?: number | undefined;
  readonly right?: number | undefined;
  readonly offset?: Dim | undefined;
  readonly precision?: ElementType | undefined;
};

/** Attributes of `average_pool`. */
export type AveragePoolAttrs = {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  /** All begins, then all ends. */
  readonly pads: readonly Dim[];
  readonly dilations: readonly number[];
  readonly ceil_mode: boolean;
  readonly count_include_pad: boolean;
};
/** Attributes of `average_pool` as given to a builder. */
export type AveragePoolArgs = {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  /** All begins, then all ends. */
  readonly pads: readonly Dim[];
  readonly dilations: readonly number[];
  /** Default false. */
  readonly ceil_mode?: boolean | undefined;
  /** Default false. */
  readonly count_include_pad?: boolean | undefined;
};

/** Attributes of `batch_norm`. */
export type BatchNormAttrs = {
  readonly epsilon: number;
};
/** Attributes of `batch_norm` as given to a builder. */
export type BatchNormArgs = {
  /** Default 0.00001. */
  readonly epsilon?: number | undefined;
};

/** Attributes of `bernoulli`. */
export type BernoulliAttrs = {
  readonly elem: ElementType;
  readonly seed: number;
};
/** Attributes of `bernoulli` as given to a builder. */
export type BernoulliArgs = {
  readonly elem: ElementType;
  readonly seed: number;
};

/** Attributes of `bit_cast`. */
export type BitCastAttrs = {
  readonly to: ElementType;
};
/** Attributes of `bit_cast` as given to a builder. */
export type BitCastArgs = {
  readonly to: ElementType;
};

/** Attributes of `cache_update`. */
export type CacheUpdateAttrs = {
  readonly axis: number;
  /** Positions past the end go on at the beginning, instead of being an error. */
  readonly circular: boolean;
};
/** Attributes of `cache_update` as given to a builder. */
export type CacheUpdateArgs = {
  /** Default -2. */
  readonly axis?: number | undefined;
  /** Positions past the end go on at the beginning, instead of being an error. Default false. */
  readonly circular?: boolean | undefined;
};

/** Attributes of `cast`. */
export type CastAttrs = {
  readonly to: ElementType;
  /** For 8-bit float targets: what is too large becomes the largest finite value. */
  readonly saturate: boolean;
  /** For the target f8e8m0: which of two neighbouring powers of two is taken; the nearest one unless stated, the larger on a tie. */
  readonly round?: 'nearest' | 'up' | 'down';
};
/** Attributes of `cast` as given to a builder. */
export type CastArgs = {
  readonly to: ElementType;
  /** For 8-bit float targets: what is too large becomes the largest finite value. Default true. */
  readonly saturate?: boolean | undefined;
  /** For the target f8e8m0: which of two neighbouring powers of two is taken; the nearest one unless stated, the larger on a tie. */
  readonly round?: 'nearest' | 'up' | 'down' | undefined;
};

/** Attributes of `celu`. */
export type CeluAttrs = {
  readonly alpha: number;
};
/** Attributes of `celu` as given to a builder. */
export type CeluArgs = {
  /** Default 1. */
  readonly alpha?: number | undefined;
};

/** Attributes of `clip`. */
export type ClipAttrs = {
  readonly min?: number;
  readonly max?: number;
};
/** Attributes of `clip` as given to a builder. */
export type ClipArgs = {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
};

/** Attributes of `col2im`. */
export type Col2imAttrs = {
  /** Spatial sizes of the image and of a block. */
  readonly image: readonly Dim[];
  readonly block: readonly Dim[];
  readonly strides: readonly number[];
  /** All begins, then all ends. */
  readonly pads: readonly number[];
  readonly dilations: readonly number[];
};
/** Attributes of `col2im` as given to a builder. */
export type Col2imArgs = {
  /** Spatial sizes of the image and of a block. */
  readonly image: readonly Dim[];
  readonly block: readonly Dim[];
  readonly strides: readonly number[];
  /** All begins, then all ends. */
  readonly pads: readonly number[];
  readonly dilations: readonly number[];
};

/** Attributes of `concat`. */
export type ConcatAttrs = {
  readonly axis: number;
};
/** Attributes of `concat` as given to a builder. */
export type ConcatArgs = {
  readonly axis: number;
};

/** Attributes of `concat_from_sequence`. */
export type ConcatFromSequenceAttrs = {
  readonly axis: number;
  readonly new_axis: boolean;
};
/** Attributes of `concat_from_sequence` as given to a builder. */
export type ConcatFromSequenceArgs = {
  readonly axis: number;
  /** Default false. */
  readonly new_axis?: boolean | undefined;
};

/** Attributes of `conv`. */
export type ConvAttrs = {
  readonly strides: readonly number[];
  /** All begins, then all ends. */
  readonly pads: readonly number[];
  readonly dilations: readonly number[];
  readonly groups: number;
  /** silu: y * sigmoid(y). The others as the ops of these names. */
  readonly act: 'none' | 'relu' | 'sigmoid' | 'tanh' | 'leaky_relu' | 'clip' | 'hard_sigmoid' | 'hard_swish' | 'silu';
  /** Slope of leaky_relu below zero, factor of hard_sigmoid, lower bound of clip (none if absent). */
  readonly act_alpha?: number;
  /** Shift of hard_sigmoid, upper bound of clip (none if absent). */
  readonly act_beta?: number;
};
/** Attributes of `conv` as given to a builder. */
export type ConvArgs = {
  readonly strides: readonly number[];
  /** All begins, then all ends. */
  readonly pads: readonly number[];
  readonly dilations: readonly number[];
  /** Default 1. */
  readonly groups?: number | undefined;
  /** silu: y * sigmoid(y). The others as the ops of these names. Default 'none'. */
  readonly act?: 'none' | 'relu' | 'sigmoid' | 'tanh' | 'leaky_relu' | 'clip' | 'hard_sigmoid' | 'hard_swish' | 'silu' | undefined;
  /** Slope of leaky_relu below zero, factor of hard_sigmoid, lower bound of clip (none if absent). */
  readonly act_alpha?: number | undefined;
  /** Shift of hard_sigmoid, upper bound of clip (none if absent). */
  readonly act_beta?: number | undefined;
};

/** Attributes of `conv_transpose`. */
export type ConvTransposeAttrs = {
  readonly strides: readonly number[];
  readonly pads: readonly Dim[];
  readonly dilations: readonly number[];
  /** Added to the size at the end of each axis. */
  readonly output_padding: readonly number[];
  readonly groups: number;
};
/** Attributes of `conv_transpose` as given to a builder. */
export type ConvTransposeArgs = {
  readonly strides: readonly number[];
  readonly pads: readonly Dim[];
  readonly dilations: readonly number[];
  /** Added to the size at the end of each axis. */
  readonly output_padding: readonly number[];
  /** Default 1. */
  readonly groups?: number | undefined;
};

/** Attributes of `couple_probabilities`. */
export type CoupleProbabilitiesAttrs = {
  readonly classes: number;
};
/** Attributes of `couple_probabilities` as given to a builder. */
export type CoupleProbabilitiesArgs = {
  readonly classes: number;
};

/** Attributes of `cumprod`. */
export type CumprodAttrs = {
  /** Leave out the element itself. */
  readonly exclusive: boolean;
  /** Multiply from the end. */
  readonly reverse: boolean;
};
/** Attributes of `cumprod` as given to a builder. */
export type CumprodArgs = {
  /** Leave out the element itself. Default false. */
  readonly exclusive?: boolean | undefined;
  /** Multiply from the end. Default false. */
  readonly reverse?: boolean | undefined;
};

/** Attributes of `cumsum`. */
export type CumsumAttrs = {
  /** Leave out the element itself. */
  readonly exclusive: boolean;
  /** Sum from the end. */
  readonly reverse: boolean;
};
/** Attributes of `cumsum` as given to a builder. */
export type CumsumArgs = {
  /** Leave out the element itself. Default false. */
  readonly exclusive?: boolean | undefined;
  /** Sum from the end. Default false. */
  readonly reverse?: boolean | undefined;
};

/** Attributes of `decode_image`. */
export type DecodeImageAttrs = {
  readonly format: 'rgb' | 'bgr' | 'grayscale';
};
/** Attributes of `decode_image` as given to a builder. */
export type DecodeImageArgs = {
  /** Default 'rgb'. */
  readonly format?: 'rgb' | 'bgr' | 'grayscale' | undefined;
};

/** Attributes of `deform_conv`. */
export type DeformConvAttrs = {
  readonly strides: readonly number[];
  /** All begins, then all ends. */
  readonly pads: readonly number[];
  readonly dilations: readonly number[];
  readonly groups: number;
  readonly offset_groups: number;
};
/** Attributes of `deform_conv` as given to a builder. */
export type DeformConvArgs = {
  readonly strides: readonly number[];
  /** All begins, then all ends. */
  readonly pads: readonly number[];
  readonly dilations: readonly number[];
  /** Default 1. */
  readonly groups?: number | undefined;
  /** Default 1. */
  readonly offset_groups?: number | undefined;
};

/** Attributes of `depth_to_space`. */
export type DepthToSpaceAttrs = {
  readonly block: number;
  /** dcr: depth, column, row order of the channels; crd: column, row, depth. */
  readonly mode: 'dcr' | 'crd';
};
/** Attributes of `depth_to_space` as given to a builder. */
export type DepthToSpaceArgs = {
  readonly block: number;
  /** dcr: depth, column, row order of the channels; crd: column, row, depth. Default 'dcr'. */
  readonly mode?: 'dcr' | 'crd' | undefined;
};

/** Attributes of `dequantize`. */
export type DequantizeAttrs = {
  readonly to: ElementType;
};
/** Attributes of `dequantize` as given to a builder. */
export type DequantizeArgs = {
  readonly to: ElementType;
};

/** Attributes of `dequantize_linear`. */
export type DequantizeLinearAttrs = {
  readonly to: ElementType;
  readonly axis: number;
  readonly block: number;
};
/** Attributes of `dequantize_linear` as given to a builder. */
export type DequantizeLinearArgs = {
  readonly to: ElementType;
  /** Default -1. */
  readonly axis?: number | undefined;
  /** Default 0. */
  readonly block?: number | undefined;
};

/** Attributes of `dft`. */
export type DftAttrs = {
  /** Counted over all axes of x, the last one included. */
  readonly axis: number;
  /** The signal is cut or filled with zeros to this length. */
  readonly length: Dim;
  /** Conjugate, and divided by the length. */
  readonly inverse: boolean;
  /** Half of the spectrum, of which the other half follows: that is the result, or (inverse) the operand. */
  readonly onesided: boolean;
};
/** Attributes of `dft` as given to a builder. */
export type DftArgs = {
  /** Counted over all axes of x, the last one included. */
  readonly axis: number;
  /** The signal is cut or filled with zeros to this length. */
  readonly length: Dim;
  /** Conjugate, and divided by the length. Default false. */
  readonly inverse?: boolean | undefined;
  /** Half of the spectrum, of which the other half follows: that is the result, or (inverse) the operand. Default false. */
  readonly onesided?: boolean | undefined;
};

/** Attributes of `diagonal`. */
export type DiagonalAttrs = {
  readonly first: number;
  readonly second: number;
};
/** Attributes of `diagonal` as given to a builder. */
export type DiagonalArgs = {
  readonly first: number;
  readonly second: number;
};

/** Attributes of `dict_vectorizer`. */
export type DictVectorizerAttrs = {
  /** Element type of the values of the map. */
  readonly elem: ElementType;
};
/** Attributes of `dict_vectorizer` as given to a builder. */
export type DictVectorizerArgs = {
  /** Element type of the values of the map. */
  readonly elem: ElementType;
};

/** Attributes of `dot_interaction`. */
export type DotInteractionAttrs = {
  readonly rows: readonly number[];
  readonly cols: readonly number[];
};
/** Attributes of `dot_interaction` as given to a builder. */
export type DotInteractionArgs = {
  readonly rows: readonly number[];
  readonly cols: readonly number[];
};

/** Attributes of `dropout`. */
export type DropoutAttrs = {
  readonly seed: number;
};
/** Attributes of `dropout` as given to a builder. */
export type DropoutArgs = {
  readonly seed: number;
};

/** Attributes of `dynamic_affine_grid`. */
export type DynamicAffineGridAttrs = {
  readonly align_corners: boolean;
};
/** Attributes of `dynamic_affine_grid` as given to a builder. */
export type DynamicAffineGridArgs = {
  /** Default false. */
  readonly align_corners?: boolean | undefined;
};

/** Attributes of `dynamic_col2im`. */
export type DynamicCol2imAttrs = {
  readonly strides: readonly number[];
  readonly pads: readonly number[];
  readonly dilations: readonly number[];
};
/** Attributes of `dynamic_col2im` as given to a builder. */
export type DynamicCol2imArgs = {
  readonly strides: readonly number[];
  readonly pads: readonly number[];
  readonly dilations: readonly number[];
};

/** Attributes of `dynamic_dft`. */
export type DynamicDftAttrs = {
  readonly inverse: boolean;
  readonly onesided: boolean;
};
/** Attributes of `dynamic_dft` as given to a builder. */
export type DynamicDftArgs = {
  /** Default false. */
  readonly inverse?: boolean | undefined;
  /** Default false. */
  readonly onesided?: boolean | undefined;
};

/** Attributes of `dynamic_pad`. */
export type DynamicPadAttrs = {
  readonly mode: 'constant' | 'edge' | 'reflect' | 'wrap';
};
/** Attributes of `dynamic_pad` as given to a builder. */
export type DynamicPadArgs = {
  /** Default 'constant'. */
  readonly mode?: 'constant' | 'edge' | 'reflect' | 'wrap' | undefined;
};

/** Attributes of `dynamic_reduce`. */
export type DynamicReduceAttrs = {
  readonly reduction: 'sum' | 'mean' | 'max' | 'min' | 'prod' | 'l1' | 'l2' | 'log_sum' | 'log_sum_exp' | 'sum_square';
  readonly keepdims: boolean;
  /** What no axes mean. */
  readonly empty: 'all' | 'none';
  readonly result_rank: number;
};
/** Attributes of `dynamic_reduce` as given to a builder. */
export type DynamicReduceArgs = {
  readonly reduction: 'sum' | 'mean' | 'max' | 'min' | 'prod' | 'l1' | 'l2' | 'log_sum' | 'log_sum_exp' | 'sum_square';
  /** Default true. */
  readonly keepdims?: boolean | undefined;
  /** What no axes mean. Default 'all'. */
  readonly empty?: 'all' | 'none' | undefined;
  readonly result_rank: number;
};

/** Attributes of `dynamic_reshape`. */
export type DynamicReshapeAttrs = {
  readonly allow_zero: boolean;
};
/** Attributes of `dynamic_reshape` as given to a builder. */
export type DynamicReshapeArgs = {
  /** Default false. */
  readonly allow_zero?: boolean | undefined;
};

/** Attributes of `dynamic_resize`. */
export type DynamicResizeAttrs = {
  readonly axes: readonly number[];
  readonly mode: 'nearest' | 'linear' | 'cubic';
  readonly coordinates: 'half_pixel' | 'pytorch_half_pixel' | 'align_corners' | 'asymmetric' | 'half_pixel_symmetric' | 'tf_crop_and_resize';
  readonly nearest: 'round_prefer_floor' | 'round_prefer_ceil' | 'floor' | 'ceil';
  readonly cubic_coeff: number;
  readonly exclude_outside: boolean;
  readonly extrapolation: number;
  readonly antialias: boolean;
  /** One scale for all axes, by which sizes are kept or exceeded. */
  readonly policy: 'stretch' | 'not_larger' | 'not_smaller';
};
/** Attributes of `dynamic_resize` as given to a builder. */
export type DynamicResizeArgs = {
  readonly axes: readonly number[];
  /** Default 'nearest'. */
  readonly mode?: 'nearest' | 'linear' | 'cubic' | undefined;
  /** Default 'half_pixel'. */
  readonly coordinates?: 'half_pixel' | 'pytorch_half_pixel' | 'align_corners' | 'asymmetric' | 'half_pixel_symmetric' | 'tf_crop_and_resize' | undefined;
  /** Default 'round_prefer_floor'. */
  readonly nearest?: 'round_prefer_floor' | 'round_prefer_ceil' | 'floor' | 'ceil' | undefined;
  /** Default -0.75. */
  readonly cubic_coeff?: number | undefined;
  /** Default false. */
  readonly exclude_outside?: boolean | undefined;
  /** Default 0. */
  readonly extrapolation?: number | undefined;
  /** Default false. */
  readonly antialias?: boolean | undefined;
  /** One scale for all axes, by which sizes are kept or exceeded. Default 'stretch'. */
  readonly policy?: 'stretch' | 'not_larger' | 'not_smaller' | undefined;
};

/** Attributes of `dynamic_splat`. */
export type DynamicSplatAttrs = {
  readonly value: number;
  readonly elem: ElementType;
};
/** Attributes of `dynamic_splat` as given to a builder. */
export type DynamicSplatArgs = {
  readonly value: number;
  readonly elem: ElementType;
};

/** Attributes of `dynamic_split`. */
export type DynamicSplitAttrs = {
  readonly axis: number;
  readonly parts: number;
};
/** Attributes of `dynamic_split` as given to a builder. */
export type DynamicSplitArgs = {
  readonly axis: number;
  readonly parts: number;
};

/** Attributes of `dynamic_squeeze`. */
export type DynamicSqueezeAttrs = {
  readonly result_rank: number;
};
/** Attributes of `dynamic_squeeze` as given to a builder. */
export type DynamicSqueezeArgs = {
  readonly result_rank: number;
};

/** Attributes of `dynamic_stft`. */
export type DynamicStftAttrs = {
  readonly onesided: boolean;
};
/** Attributes of `dynamic_stft` as given to a builder. */
export type DynamicStftArgs = {
  /** Default true. */
  readonly onesided?: boolean | undefined;
};

/** Attributes of `elu`. */
export type EluAttrs = {
  readonly alpha: number;
};
/** Attributes of `elu` as given to a builder. */
export type EluArgs = {
  /** Default 1. */
  readonly alpha?: number | undefined;
};

/** Attributes of `embedding_bag`. */
export type EmbeddingBagAttrs = {
  readonly mode: 'sum' | 'mean' | 'max';
  /** offsets has one more entry: the end of the last bag. */
  readonly last_offset: boolean;
};
/** Attributes of `embedding_bag` as given to a builder. */
export type EmbeddingBagArgs = {
  /** Default 'sum'. */
  readonly mode?: 'sum' | 'mean' | 'max' | undefined;
  /** offsets has one more entry: the end of the last bag. Default false. */
  readonly last_offset?: boolean | undefined;
};

/** Attributes of `expand`. */
export type ExpandAttrs = {
  readonly shape: readonly Dim[];
};
/** Attributes of `expand` as given to a builder. */
export type ExpandArgs = {
  readonly shape: readonly Dim[];
};

/** Attributes of `fully_connected`. */
export type FullyConnectedAttrs = {
  readonly act: 'none' | 'relu' | 'sigmoid' | 'tanh';
};
/** Attributes of `fully_connected` as given to a builder. */
export type FullyConnectedArgs = {
  /** Default 'none'. */
  readonly act?: 'none' | 'relu' | 'sigmoid' | 'tanh' | undefined;
};

/** Attributes of `gather`. */
export type GatherAttrs = {
  readonly axis: number;
};
/** Attributes of `gather` as given to a builder. */
export type GatherArgs = {
  /** Default 0. */
  readonly axis?: number | undefined;
};

/** Attributes of `gather_elements`. */
export type GatherElementsAttrs = {
  readonly axis: number;
};
/** Attributes of `gather_elements` as given to a builder. */
export type GatherElementsArgs = {
  /** Default 0. */
  readonly axis?: number | undefined;
};

/** Attributes of `gather_nd`. */
export type GatherNdAttrs = {
  readonly batch_dims: number;
};
/** Attributes of `gather_nd` as given to a builder. */
export type GatherNdArgs = {
  /** Default 0. */
  readonly batch_dims?: number | undefined;
};

/** Attributes of `gelu`. */
export type GeluAttrs = {
  readonly approximate: 'none' | 'tanh';
};
/** Attributes of `gelu` as given to a builder. */
export type GeluArgs = {
  /** Default 'none'. */
  readonly approximate?: 'none' | 'tanh' | undefined;
};

/** Attributes of `grid_sample`. */
export type GridSampleAttrs = {
  readonly mode: 'linear' | 'nearest' | 'cubic';
  /** What is read outside of x: zero, its border, or x mirrored. */
  readonly padding: 'zeros' | 'border' | 'reflection';
  /** -1 and 1 are the centres of the outermost elements, not their outer edges. */
  readonly align_corners: boolean;
};
/** Attributes of `grid_sample` as given to a builder. */
export type GridSampleArgs = {
  /** Default 'linear'. */
  readonly mode?: 'linear' | 'nearest' | 'cubic' | undefined;
  /** What is read outside of x: zero, its border, or x mirrored. Default 'zeros'. */
  readonly padding?: 'zeros' | 'border' | 'reflection' | undefined;
  /** -1 and 1 are the centres of the outermost elements, not their outer edges. Default false. */
  readonly align_corners?: boolean | undefined;
};

/** Attributes of `group_norm`. */
export type GroupNormAttrs = {
  readonly groups: number;
  readonly epsilon: number;
};
/** Attributes of `group_norm` as given to a builder. */
export type GroupNormArgs = {
  readonly groups: number;
  /** Default 0.00001. */
  readonly epsilon?: number | undefined;
};

/** Attributes of `gru`. */
export type GruAttrs = {
  readonly direction: 'forward' | 'reverse' | 'bidirectional';
  readonly hidden: Dim;
  readonly activations: readonly string[];
  readonly activation_alpha: readonly number[];
  readonly activation_beta: readonly number[];
  readonly clip?: number;
  /** Apply the reset gate after the linear transformation of the state. */
  readonly linear_before_reset: boolean;
  readonly layout: number;
};
/** Attributes of `gru` as given to a builder. */
export type GruArgs = {
  /** Default 'forward'. */
  readonly direction?: 'forward' | 'reverse' | 'bidirectional' | undefined;
  readonly hidden: Dim;
  /** Default []. */
  readonly activations?: readonly string[] | undefined;
  /** Default []. */
  readonly activation_alpha?: readonly number[] | undefined;
  /** Default []. */
  readonly activation_beta?: readonly number[] | undefined;
  readonly clip?: number | undefined;
  /** Apply the reset gate after the linear transformation of the state. Default false. */
  readonly linear_before_reset?: boolean | undefined;
  /** Default 0. */
  readonly layout?: number | undefined;
};

/** Attributes of `hard_sigmoid`. */
export type HardSigmoidAttrs = {
  readonly alpha: number;
  readonly beta: number;
};
/** Attributes of `hard_sigmoid` as given to a builder. */
export type HardSigmoidArgs = {
  /** Default 0.2. */
  readonly alpha?: number | undefined;
  /** Default 0.5. */
  readonly beta?: number | undefined;
};

/** Attributes of `hardmax`. */
export type HardmaxAttrs = {
  readonly axis: number;
};
/** Attributes of `hardmax` as given to a builder. */
export type HardmaxArgs = {
  /** Default -1. */
  readonly axis?: number | undefined;
};

/** Attributes of `instance_norm`. */
export type InstanceNormAttrs = {
  readonly epsilon: number;
};
/** Attributes of `instance_norm` as given to a builder. */
export type InstanceNormArgs = {
  /** Default 0.00001. */
  readonly epsilon?: number | undefined;
};

/** Attributes of `invoke`. */
export type InvokeAttrs = {
  readonly callee: string;
  /** Devices that run the callee. */
  readonly placement: readonly string[];
};
/** Attributes of `invoke` as given to a builder. */
export type InvokeArgs = {
  readonly callee: string;
  /** Devices that run the callee. Default []. */
  readonly placement?: readonly string[] | undefined;
};

/** Attributes of `is_inf`. */
export type IsInfAttrs = {
  readonly detect_negative: boolean;
  readonly detect_positive: boolean;
};
/** Attributes of `is_inf` as given to a builder. */
export type IsInfArgs = {
  /** Default true. */
  readonly detect_negative?: boolean | undefined;
  /** Default true. */
  readonly detect_positive?: boolean | undefined;
};

/** Attributes of `layer_norm`. */
export type LayerNormAttrs = {
  readonly axis: number;
  readonly epsilon: number;
};
/** Attributes of `layer_norm` as given to a builder. */
export type LayerNormArgs = {
  /** Default -1. */
  readonly axis?: number | undefined;
  /** Default 0.00001. */
  readonly epsilon?: number | undefined;
};

/** Attributes of `leaky_relu`. */
export type LeakyReluAttrs = {
  readonly alpha: number;
};
/** Attributes of `leaky_relu` as given to a builder. */
export type LeakyReluArgs = {
  /** Default 0.01. */
  readonly alpha?: number | undefined;
};

/** Attributes of `linear_attention`. */
export type LinearAttentionAttrs = {
  readonly scale?: number;
};
/** Attributes of `linear_attention` as given to a builder. */
export type LinearAttentionArgs = {
  readonly scale?: number | undefined;
};

/** Attributes of `log_softmax`. */
export type LogSoftmaxAttrs = {
  readonly axis: number;
};
/** Attributes of `log_softmax` as given to a builder. */
export type LogSoftmaxArgs = {
  /** Default -1. */
  readonly axis?: number | undefined;
};

/** Attributes of `loop`. */
export type LoopAttrs = {
  /** Number of carried values; all operands after cond. */
  readonly carried: number;
};
/** Attributes of `loop` as given to a builder. */
export type LoopArgs = {
  /** Number of carried values; all operands after cond. */
  readonly carried: number;
};

/** Attributes of `lp_pool`. */
export type LpPoolAttrs = {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  /** All begins, then all ends. */
  readonly pads: readonly Dim[];
  readonly dilations: readonly number[];
  readonly ceil_mode: boolean;
  readonly p: number;
};
/** Attributes of `lp_pool` as given to a builder. */
export type LpPoolArgs = {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  /** All begins, then all ends. */
  readonly pads: readonly Dim[];
  readonly dilations: readonly number[];
  /** Default false. */
  readonly ceil_mode?: boolean | undefined;
  /** Default 2. */
  readonly p?: number | undefined;
};

/** Attributes of `lrn`. */
export type LrnAttrs = {
  readonly size: number;
  readonly alpha: number;
  readonly beta: number;
  readonly bias: number;
};
/** Attributes of `lrn` as given to a builder. */
export type LrnArgs = {
  readonly size: number;
  /** Default 0.0001. */
  readonly alpha?: number | undefined;
  /** Default 0.75. */
  readonly beta?: number | undefined;
  /** Default 1. */
  readonly bias?: number | undefined;
};

/** Attributes of `lstm`. */
export type LstmAttrs = {
  readonly direction: 'forward' | 'reverse' | 'bidirectional';
  readonly hidden: Dim;
  readonly activations: readonly string[];
  readonly activation_alpha: readonly number[];
  readonly activation_beta: readonly number[];
  readonly clip?: number;
  readonly input_forget: boolean;
  readonly layout: number;
};
/** Attributes of `lstm` as given to a builder. */
export type LstmArgs = {
  /** Default 'forward'. */
  readonly direction?: 'forward' | 'reverse' | 'bidirectional' | undefined;
  readonly hidden: Dim;
  /** Default []. */
  readonly activations?: readonly string[] | undefined;
  /** Default []. */
  readonly activation_alpha?: readonly number[] | undefined;
  /** Default []. */
  readonly activation_beta?: readonly number[] | undefined;
  readonly clip?: number | undefined;
  /** Default false. */
  readonly input_forget?: boolean | undefined;
  /** Default 0. */
  readonly layout?: number | undefined;
};

/** Attributes of `map_values`. */
export type MapValuesAttrs = {
  /** Element type of the values of the map. */
  readonly elem: ElementType;
  readonly size?: number;
};
/** Attributes of `map_values` as given to a builder. */
export type MapValuesArgs = {
  /** Element type of the values of the map. */
  readonly elem: ElementType;
  readonly size?: number | undefined;
};

/** Attributes of `matmul`. */
export type MatmulAttrs = {
  readonly act: 'none' | 'relu' | 'sigmoid' | 'tanh';
};
/** Attributes of `matmul` as given to a builder. */
export type MatmulArgs = {
  /** Default 'none'. */
  readonly act?: 'none' | 'relu' | 'sigmoid' | 'tanh' | undefined;
};

/** Attributes of `max_pool`. */
export type MaxPoolAttrs = {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  /** All begins, then all ends. */
  readonly pads: readonly Dim[];
  readonly dilations: readonly number[];
  readonly ceil_mode: boolean;
  /** Count positions in column-major order. */
  readonly column_major: boolean;
};
/** Attributes of `max_pool` as given to a builder. */
export type MaxPoolArgs = {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  /** All begins, then all ends. */
  readonly pads: readonly Dim[];
  readonly dilations: readonly number[];
  /** Default false. */
  readonly ceil_mode?: boolean | undefined;
  /** Count positions in column-major order. Default false. */
  readonly column_major?: boolean | undefined;
};

/** Attributes of `max_roi_pool`. */
export type MaxRoiPoolAttrs = {
  readonly height: number;
  readonly width: number;
  readonly scale: number;
};
/** Attributes of `max_roi_pool` as given to a builder. */
export type MaxRoiPoolArgs = {
  readonly height: number;
  readonly width: number;
  /** Default 1. */
  readonly scale?: number | undefined;
};

/** Attributes of `mel_weight_matrix`. */
export type MelWeightMatrixAttrs = {
  readonly elem: ElementType;
};
/** Attributes of `mel_weight_matrix` as given to a builder. */
export type MelWeightMatrixArgs = {
  readonly elem: ElementType;
};

/** Attributes of `mod`. */
export type ModAttrs = {
  readonly fmod: boolean;
};
/** Attributes of `mod` as given to a builder. */
export type ModArgs = {
  /** Default false. */
  readonly fmod?: boolean | undefined;
};

/** Attributes of `multinomial`. */
export type MultinomialAttrs = {
  readonly samples: number;
  readonly elem: ElementType;
  readonly seed: number;
};
/** Attributes of `multinomial` as given to a builder. */
export type MultinomialArgs = {
  readonly samples: number;
  readonly elem: ElementType;
  readonly seed: number;
};

/** Attributes of `nll_loss`. */
export type NllLossAttrs = {
  readonly reduction: 'none' | 'sum' | 'mean';
  /** Targets of this value count nothing. Any other value outside of 0 to C - 1 is a run-time error. */
  readonly ignore_index?: number;
};
/** Attributes of `nll_loss` as given to a builder. */
export type NllLossArgs = {
  /** Default 'mean'. */
  readonly reduction?: 'none' | 'sum' | 'mean' | undefined;
  /** Targets of this value count nothing. Any other value outside of 0 to C - 1 is a run-time error. */
  readonly ignore_index?: number | undefined;
};

/** Attributes of `non_max_suppression`. */
export type NonMaxSuppressionAttrs = {
  /** Boxes are centre and size instead of two corners. */
  readonly center: boolean;
};
/** Attributes of `non_max_suppression` as given to a builder. */
export type NonMaxSuppressionArgs = {
  /** Boxes are centre and size instead of two corners. Default false. */
  readonly center?: boolean | undefined;
};

/** Attributes of `one_hot`. */
export type OneHotAttrs = {
  readonly axis: number;
};
/** Attributes of `one_hot` as given to a builder. */
export type OneHotArgs = {
  /** Default -1. */
  readonly axis?: number | undefined;
};

/** Attributes of `optional`. */
export type OptionalAttrs = {
  /** What an empty optional could hold. */
  readonly type?: Type;
};
/** Attributes of `optional` as given to a builder. */
export type OptionalArgs = {
  /** What an empty optional could hold. */
  readonly type?: Type | undefined;
};

/** Attributes of `pad`. */
export type PadAttrs = {
  /** All begins, then all ends, in the order of axes. */
  readonly pads: readonly Dim[];
  readonly axes: readonly number[];
  /** wrap: as if x were repeated; reflect: mirrored without the edge. */
  readonly mode: 'constant' | 'edge' | 'reflect' | 'wrap';
};
/** Attributes of `pad` as given to a builder. */
export type PadArgs = {
  /** All begins, then all ends, in the order of axes. */
  readonly pads: readonly Dim[];
  readonly axes: readonly number[];
  /** wrap: as if x were repeated; reflect: mirrored without the edge. Default 'constant'. */
  readonly mode?: 'constant' | 'edge' | 'reflect' | 'wrap' | undefined;
};

/** Attributes of `quantize`. */
export type QuantizeAttrs = {
  /** Element type and encoding of the result; its shape is that of x. */
  readonly to: Type;
};
/** Attributes of `quantize` as given to a builder. */
export type QuantizeArgs = {
  /** Element type and encoding of the result; its shape is that of x. */
  readonly to: Type;
};

/** Attributes of `quantize_linear`. */
export type QuantizeLinearAttrs = {
  readonly to: ElementType;
  readonly axis: number;
  /** Elements that share a scale along axis; 0 gives a slice one scale. */
  readonly block: number;
  /** What the quotient is rounded to before it becomes an integer. */
  readonly precision: ElementType;
  /** For 8-bit float results: what is too large becomes the largest finite value. */
  readonly saturate: boolean;
};
/** Attributes of `quantize_linear` as given to a builder. */
export type QuantizeLinearArgs = {
  readonly to: ElementType;
  /** Default -1. */
  readonly axis?: number | undefined;
  /** Elements that share a scale along axis; 0 gives a slice one scale. Default 0. */
  readonly block?: number | undefined;
  /** What the quotient is rounded to before it becomes an integer. Default 'f32'. */
  readonly precision?: ElementType | undefined;
  /** For 8-bit float results: what is too large becomes the largest finite value. Default true. */
  readonly saturate?: boolean | undefined;
};

/** Attributes of `quantized_concat`. */
export type QuantizedConcatAttrs = {
  readonly axis: number;
};
/** Attributes of `quantized_concat` as given to a builder. */
export type QuantizedConcatArgs = {
  readonly axis: number;
};

/** Attributes of `random_normal`. */
export type RandomNormalAttrs = {
  readonly shape: readonly Dim[];
  readonly elem: ElementType;
  readonly mean: number;
  readonly scale: number;
  readonly seed: number;
};
/** Attributes of `random_normal` as given to a builder. */
export type RandomNormalArgs = {
  readonly shape: readonly Dim[];
  readonly elem: ElementType;
  /** Default 0. */
  readonly mean?: number | undefined;
  /** Default 1. */
  readonly scale?: number | undefined;
  readonly seed: number;
};

/** Attributes of `random_uniform`. */
export type RandomUniformAttrs = {
  readonly shape: readonly Dim[];
  readonly elem: ElementType;
  readonly low: number;
  readonly high: number;
  readonly seed: number;
};
/** Attributes of `random_uniform` as given to a builder. */
export type RandomUniformArgs = {
  readonly shape: readonly Dim[];
  readonly elem: ElementType;
  /** Default 0. */
  readonly low?: number | undefined;
  /** Default 1. */
  readonly high?: number | undefined;
  readonly seed: number;
};

/** Attributes of `reduce_l1`. */
export type ReduceL1Attrs = {
  readonly axes: readonly number[];
  /** Keep reduced axes with size 1. */
  readonly keepdims: boolean;
};
/** Attributes of `reduce_l1` as given to a builder. */
export type ReduceL1Args = {
  /** Default []. */
  readonly axes?: readonly number[] | undefined;
  /** Keep reduced axes with size 1. Default true. */
  readonly keepdims?: boolean | undefined;
};

/** Attributes of `reduce_l2`. */
export type ReduceL2Attrs = {
  readonly axes: readonly number[];
  /** Keep reduced axes with size 1. */
  readonly keepdims: boolean;
};
/** Attributes of `reduce_l2` as given to a builder. */
export type ReduceL2Args = {
  /** Default []. */
  readonly axes?: readonly number[] | undefined;
  /** Keep reduced axes with size 1. Default true. */
  readonly keepdims?: boolean | undefined;
};

/** Attributes of `reduce_log_sum`. */
export type ReduceLogSumAttrs = {
  readonly axes: readonly number[];
  /** Keep reduced axes with size 1. */
  readonly keepdims: boolean;
};
/** Attributes of `reduce_log_sum` as given to a builder. */
export type ReduceLogSumArgs = {
  /** Default []. */
  readonly axes?: readonly number[] | undefined;
  /** Keep reduced axes with size 1. Default true. */
  readonly keepdims?: boolean | undefined;
};

/** Attributes of `reduce_log_sum_exp`. */
export type ReduceLogSumExpAttrs = {
  readonly axes: readonly number[];
  /** Keep reduced axes with size 1. */
  readonly keepdims: boolean;
};
/** Attributes of `reduce_log_sum_exp` as given to a builder. */
export type ReduceLogSumExpArgs = {
  /** Default []. */
  readonly axes?: readonly number[] | undefined;
  /** Keep reduced axes with size 1. Default true. */
  readonly keepdims?: boolean | undefined;
};

/** Attributes of `reduce_max`. */
export type ReduceMaxAttrs = {
  readonly axes: readonly number[];
  /** Keep reduced axes with size 1. */
  readonly keepdims: boolean;
};
/** Attributes of `reduce_max` as given to a builder. */
export type ReduceMaxArgs = {
  /** Default []. */
  readonly axes?: readonly number[] | undefined;
  /** Keep reduced axes with size 1. Default true. */
  readonly keepdims?: boolean | undefined;
};

/** Attributes of `reduce_mean`. */
export type ReduceMeanAttrs = {
  readonly axes: readonly number[];
  /** Keep reduced axes with size 1. */
  readonly keepdims: boolean;
};
/** Attributes of `reduce_mean` as given to a builder. */
export type ReduceMeanArgs = {
  /** Default []. */
  readonly axes?: readonly number[] | undefined;
  /** Keep reduced axes with size 1. Default true. */
  readonly keepdims?: boolean | undefined;
};

/** Attributes of `reduce_min`. */
export type ReduceMinAttrs = {
  readonly axes: readonly number[];
  /** Keep reduced axes with size 1. */
  readonly keepdims: boolean;
};
/** Attributes of `reduce_min` as given to a builder. */
export type ReduceMinArgs = {
  /** Default []. */
  readonly axes?: readonly number[] | undefined;
  /** Keep reduced axes with size 1. Default true. */
  readonly keepdims?: boolean | undefined;
};

/** Attributes of `reduce_prod`. */
export type ReduceProdAttrs = {
  readonly axes: readonly number[];
  /** Keep reduced axes with size 1. */
  readonly keepdims: boolean;
};
/** Attributes of `reduce_prod` as given to a builder. */
export type ReduceProdArgs = {
  /** Default []. */
  readonly axes?: readonly number[] | undefined;
  /** Keep reduced axes with size 1. Default true. */
  readonly keepdims?: boolean | undefined;
};

/** Attributes of `reduce_sum`. */
export type ReduceSumAttrs = {
  readonly axes: readonly number[];
  /** Keep reduced axes with size 1. */
  readonly keepdims: boolean;
};
/** Attributes of `reduce_sum` as given to a builder. */
export type ReduceSumArgs = {
  /** Default []. */
  readonly axes?: readonly number[] | undefined;
  /** Keep reduced axes with size 1. Default true. */
  readonly keepdims?: boolean | undefined;
};

/** Attributes of `reduce_sum_square`. */
export type ReduceSumSquareAttrs = {
  readonly axes: readonly number[];
  /** Keep reduced axes with size 1. */
  readonly keepdims: boolean;
};
/** Attributes of `reduce_sum_square` as given to a builder. */
export type ReduceSumSquareArgs = {
  /** Default []. */
  readonly axes?: readonly number[] | undefined;
  /** Keep reduced axes with size 1. Default true. */
  readonly keepdims?: boolean | undefined;
};

/** Attributes of `regex_full_match`. */
export type RegexFullMatchAttrs = {
  readonly pattern: string;
};
/** Attributes of `regex_full_match` as given to a builder. */
export type RegexFullMatchArgs = {
  readonly pattern: string;
};

/** Attributes of `reshape`. */
export type ReshapeAttrs = {
  readonly shape: readonly Dim[];
};
/** Attributes of `reshape` as given to a builder. */
export type ReshapeArgs = {
  readonly shape: readonly Dim[];
};

/** Attributes of `resize`. */
export type ResizeAttrs = {
  /** Scale of every axis; empty means size ratios. */
  readonly scales: readonly number[];
  /** The shape of the result. */
  readonly sizes: readonly Dim[];
  readonly mode: 'nearest' | 'linear' | 'cubic';
  readonly coordinates: 'half_pixel' | 'pytorch_half_pixel' | 'align_corners' | 'asymmetric' | 'half_pixel_symmetric' | 'tf_crop_and_resize';
  readonly nearest: 'round_prefer_floor' | 'round_prefer_ceil' | 'floor' | 'ceil';
  readonly cubic_coeff: number;
  readonly exclude_outside: boolean;
  /** All starts, then all ends, as fractions; for tf_crop_and_resize. */
  readonly roi: readonly number[];
  readonly extrapolation: number;
  readonly antialias: boolean;
};
/** Attributes of `resize` as given to a builder. */
export type ResizeArgs = {
  /** Scale of every axis; empty means size ratios. Default []. */
  readonly scales?: readonly number[] | undefined;
  /** The shape of the result. */
  readonly sizes: readonly Dim[];
  /** Default 'nearest'. */
  readonly mode?: 'nearest' | 'linear' | 'cubic' | undefined;
  /** Default 'half_pixel'. */
  readonly coordinates?: 'half_pixel' | 'pytorch_half_pixel' | 'align_corners' | 'asymmetric' | 'half_pixel_symmetric' | 'tf_crop_and_resize' | undefined;
  /** Default 'round_prefer_floor'. */
  readonly nearest?: 'round_prefer_floor' | 'round_prefer_ceil' | 'floor' | 'ceil' | undefined;
  /** Default -0.75. */
  readonly cubic_coeff?: number | undefined;
  /** Default false. */
  readonly exclude_outside?: boolean | undefined;
  /** All starts, then all ends, as fractions; for tf_crop_and_resize. Default []. */
  readonly roi?: readonly number[] | undefined;
  /** Default 0. */
  readonly extrapolation?: number | undefined;
  /** Default false. */
  readonly antialias?: boolean | undefined;
};

/** Attributes of `reverse_sequence`. */
export type ReverseSequenceAttrs = {
  readonly time_axis: number;
  readonly batch_axis: number;
};
/** Attributes of `reverse_sequence` as given to a builder. */
export type ReverseSequenceArgs = {
  readonly time_axis: number;
  readonly batch_axis: number;
};

/** Attributes of `rms_norm`. */
export type RmsNormAttrs = {
  readonly axis: number;
  readonly epsilon: number;
};
/** Attributes of `rms_norm` as given to a builder. */
export type RmsNormArgs = {
  /** Default -1. */
  readonly axis?: number | undefined;
  /** Default 0.00001. */
  readonly epsilon?: number | undefined;
};

/** Attributes of `rnn`. */
export type RnnAttrs = {
  readonly direction: 'forward' | 'reverse' | 'bidirectional';
  readonly hidden: Dim;
  readonly activations: readonly string[];
  readonly activation_alpha: readonly number[];
  readonly activation_beta: readonly number[];
  readonly clip?: number;
  readonly layout: number;
};
/** Attributes of `rnn` as given to a builder. */
export type RnnArgs = {
  /** Default 'forward'. */
  readonly direction?: 'forward' | 'reverse' | 'bidirectional' | undefined;
  readonly hidden: Dim;
  /** Default []. */
  readonly activations?: readonly string[] | undefined;
  /** Default []. */
  readonly activation_alpha?: readonly number[] | undefined;
  /** Default []. */
  readonly activation_beta?: readonly number[] | undefined;
  readonly clip?: number | undefined;
  /** Default 0. */
  readonly layout?: number | undefined;
};

/** Attributes of `roi_align`. */
export type RoiAlignAttrs = {
  readonly mode: 'avg' | 'max';
  readonly height: number;
  readonly width: number;
  /** Samples along each axis of a bin; 0: as many as elements of x lie in it. */
  readonly samples: number;
  /** From coordinates of regions to those of x. */
  readonly scale: number;
  /** Shift by half an element, as centres have it; otherwise regions are at least one element large. */
  readonly half_pixel: boolean;
};
/** Attributes of `roi_align` as given to a builder. */
export type RoiAlignArgs = {
  /** Default 'avg'. */
  readonly mode?: 'avg' | 'max' | undefined;
  /** Default 1. */
  readonly height?: number | undefined;
  /** Default 1. */
  readonly width?: number | undefined;
  /** Samples along each axis of a bin; 0: as many as elements of x lie in it. Default 0. */
  readonly samples?: number | undefined;
  /** From coordinates of regions to those of x. Default 1. */
  readonly scale?: number | undefined;
  /** Shift by half an element, as centres have it; otherwise regions are at least one element large. Default true. */
  readonly half_pixel?: boolean | undefined;
};

/** Attributes of `rotary_embedding`. */
export type RotaryEmbeddingAttrs = {
  /** Pairs are neighbours, instead of one feature from each half. */
  readonly interleaved: boolean;
};
/** Attributes of `rotary_embedding` as given to a builder. */
export type RotaryEmbeddingArgs = {
  /** Pairs are neighbours, instead of one feature from each half. Default false. */
  readonly interleaved?: boolean | undefined;
};

/** Attributes of `scan`. */
export type ScanAttrs = {
  /** Number of carried values, first among the operands. */
  readonly carried: number;
  /** Axis along which each scanned operand is cut; 0 where not given. */
  readonly scan_axes: readonly number[];
  /** Axis along which each collected result is joined; 0 where not given. */
  readonly output_axes: readonly number[];
  /** 1 where a scanned operand is read from its end. */
  readonly reverse_in: readonly number[];
  /** 1 where a collected result is written from its end. */
  readonly reverse_out: readonly number[];
};
/** Attributes of `scan` as given to a builder. */
export type ScanArgs = {
  /** Number of carried values, first among the operands. */
  readonly carried: number;
  /** Axis along which each scanned operand is cut; 0 where not given. Default []. */
  readonly scan_axes?: readonly number[] | undefined;
  /** Axis along which each collected result is joined; 0 where not given. Default []. */
  readonly output_axes?: readonly number[] | undefined;
  /** 1 where a scanned operand is read from its end. Default []. */
  readonly reverse_in?: readonly number[] | undefined;
  /** 1 where a collected result is written from its end. Default []. */
  readonly reverse_out?: readonly number[] | undefined;
};

/** Attributes of `scatter_elements`. */
export type ScatterElementsAttrs = {
  readonly axis: number;
  readonly reduction: 'none' | 'add' | 'mul' | 'max' | 'min';
};
/** Attributes of `scatter_elements` as given to a builder. */
export type ScatterElementsArgs = {
  /** Default 0. */
  readonly axis?: number | undefined;
  /** Default 'none'. */
  readonly reduction?: 'none' | 'add' | 'mul' | 'max' | 'min' | undefined;
};

/** Attributes of `scatter_nd`. */
export type ScatterNdAttrs = {
  readonly reduction: 'none' | 'add' | 'mul' | 'max' | 'min';
};
/** Attributes of `scatter_nd` as given to a builder. */
export type ScatterNdArgs = {
  /** Default 'none'. */
  readonly reduction?: 'none' | 'add' | 'mul' | 'max' | 'min' | undefined;
};

/** Attributes of `selu`. */
export type SeluAttrs = {
  readonly alpha: number;
  readonly gamma: number;
};
/** Attributes of `selu` as given to a builder. */
export type SeluArgs = {
  /** Default 1.6732632423543772. */
  readonly alpha?: number | undefined;
  /** Default 1.0507009873554805. */
  readonly gamma?: number | undefined;
};

/** Attributes of `sequence_empty`. */
export type SequenceEmptyAttrs = {
  /** Element type of the tensors it could hold. */
  readonly elem: ElementType;
};
/** Attributes of `sequence_empty` as given to a builder. */
export type SequenceEmptyArgs = {
  /** Element type of the tensors it could hold. */
  readonly elem: ElementType;
};

/** Attributes of `shape_of`. */
export type ShapeOfAttrs = {
  /** Negative positions count from the back; positions out of range are cut. */
  readonly start: number;
  readonly end?: number;
};
/** Attributes of `shape_of` as given to a builder. */
export type ShapeOfArgs = {
  /** Negative positions count from the back; positions out of range are cut. Default 0. */
  readonly start?: number | undefined;
  readonly end?: number | undefined;
};

/** Attributes of `slice`. */
export type SliceAttrs = {
  readonly starts: readonly Dim[];
  readonly ends: readonly Dim[];
  readonly axes: readonly number[];
  readonly steps: readonly number[];
};
/** Attributes of `slice` as given to a builder. */
export type SliceArgs = {
  readonly starts: readonly Dim[];
  readonly ends: readonly Dim[];
  readonly axes: readonly number[];
  readonly steps: readonly number[];
};

/** Attributes of `softmax`. */
export type SoftmaxAttrs = {
  readonly axis: number;
};
/** Attributes of `softmax` as given to a builder. */
export type SoftmaxArgs = {
  /** Default -1. */
  readonly axis?: number | undefined;
};

/** Attributes of `space_to_depth`. */
export type SpaceToDepthAttrs = {
  readonly block: number;
  /** dcr: depth, column, row order of the channels; crd: column, row, depth. */
  readonly mode: 'dcr' | 'crd';
};
/** Attributes of `space_to_depth` as given to a builder. */
export type SpaceToDepthArgs = {
  readonly block: number;
  /** dcr: depth, column, row order of the channels; crd: column, row, depth. Default 'dcr'. */
  readonly mode?: 'dcr' | 'crd' | undefined;
};

/** Attributes of `splat`. */
export type SplatAttrs = {
  readonly shape: readonly Dim[];
  readonly value: number;
  readonly elem: ElementType;
};
/** Attributes of `splat` as given to a builder. */
export type SplatArgs = {
  readonly shape: readonly Dim[];
  readonly value: number;
  readonly elem: ElementType;
};

/** Attributes of `split`. */
export type SplitAttrs = {
  readonly axis: number;
  readonly sizes: readonly Dim[];
};
/** Attributes of `split` as given to a builder. */
export type SplitArgs = {
  readonly axis: number;
  readonly sizes: readonly Dim[];
};

/** Attributes of `split_to_sequence`. */
export type SplitToSequenceAttrs = {
  readonly axis: number;
  /** Without `lengths`: whether slices keep the axis. */
  readonly keepdims: boolean;
};
/** Attributes of `split_to_sequence` as given to a builder. */
export type SplitToSequenceArgs = {
  /** Default 0. */
  readonly axis?: number | undefined;
  /** Without `lengths`: whether slices keep the axis. Default true. */
  readonly keepdims?: boolean | undefined;
};

/** Attributes of `squeeze`. */
export type SqueezeAttrs = {
  readonly axes: readonly number[];
};
/** Attributes of `squeeze` as given to a builder. */
export type SqueezeArgs = {
  readonly axes: readonly number[];
};

/** Attributes of `stft`. */
export type StftAttrs = {
  readonly step: Dim;
  readonly length: Dim;
  readonly onesided: boolean;
};
/** Attributes of `stft` as given to a builder. */
export type StftArgs = {
  readonly step: Dim;
  readonly length: Dim;
  /** Default true. */
  readonly onesided?: boolean | undefined;
};

/** Attributes of `string_normalize`. */
export type StringNormalizeAttrs = {
  readonly case: 'keep' | 'lower' | 'upper';
  readonly stop_words: readonly string[];
  /** Whether a stop word counts in the case it is written in only. */
  readonly case_sensitive: boolean;
};
/** Attributes of `string_normalize` as given to a builder. */
export type StringNormalizeArgs = {
  /** Default 'keep'. */
  readonly case?: 'keep' | 'lower' | 'upper' | undefined;
  /** Default []. */
  readonly stop_words?: readonly string[] | undefined;
  /** Whether a stop word counts in the case it is written in only. Default false. */
  readonly case_sensitive?: boolean | undefined;
};

/** Attributes of `string_split`. */
export type StringSplitAttrs = {
  /** What stands between pieces. Empty: runs of white space, none of which is left at either end. */
  readonly delimiter: string;
  /** The most pieces that are cut off; what is left is the last. */
  readonly max_splits?: number;
};
/** Attributes of `string_split` as given to a builder. */
export type StringSplitArgs = {
  /** What stands between pieces. Empty: runs of white space, none of which is left at either end. Default ''. */
  readonly delimiter?: string | undefined;
  /** The most pieces that are cut off; what is left is the last. */
  readonly max_splits?: number | undefined;
};

/** Attributes of `svm_decisions`. */
export type SvmDecisionsAttrs = {
  /** Number of support vectors of each class. */
  readonly counts: readonly number[];
};
/** Attributes of `svm_decisions` as given to a builder. */
export type SvmDecisionsArgs = {
  /** Number of support vectors of each class. */
  readonly counts: readonly number[];
};

/** Attributes of `svm_kernel`. */
export type SvmKernelAttrs = {
  readonly kernel: 'linear' | 'poly' | 'rbf' | 'sigmoid';
  readonly gamma: number;
  readonly coef0: number;
  readonly degree: number;
};
/** Attributes of `svm_kernel` as given to a builder. */
export type SvmKernelArgs = {
  /** Default 'linear'. */
  readonly kernel?: 'linear' | 'poly' | 'rbf' | 'sigmoid' | undefined;
  /** Default 0. */
  readonly gamma?: number | undefined;
  /** Default 0. */
  readonly coef0?: number | undefined;
  /** Default 0. */
  readonly degree?: number | undefined;
};

/** Attributes of `svm_votes`. */
export type SvmVotesAttrs = {
  readonly classes: number;
};
/** Attributes of `svm_votes` as given to a builder. */
export type SvmVotesArgs = {
  readonly classes: number;
};

/** Attributes of `swish`. */
export type SwishAttrs = {
  readonly alpha: number;
};
/** Attributes of `swish` as given to a builder. */
export type SwishArgs = {
  /** Default 1. */
  readonly alpha?: number | undefined;
};

/** Attributes of `tf_idf`. */
export type TfIdfAttrs = {
  /** tf: counts; idf: the weight of what occurs at all; tfidf: counts times weights. */
  readonly mode: 'tf' | 'idf' | 'tfidf';
  readonly min_length: number;
  readonly max_length: number;
  readonly max_skips: number;
  /** Where the 1-grams, the 2-grams, … begin in the pool. */
  readonly starts: readonly number[];
  /** The column of each n-gram. */
  readonly columns: readonly number[];
  /** Number of columns. */
  readonly width: number;
  readonly weights: readonly number[];
  /** The tokens of all n-grams, one kind of pool. */
  readonly pool_integers: readonly number[];
  readonly pool_strings: readonly string[];
};
/** Attributes of `tf_idf` as given to a builder. */
export type TfIdfArgs = {
  /** tf: counts; idf: the weight of what occurs at all; tfidf: counts times weights. */
  readonly mode: 'tf' | 'idf' | 'tfidf';
  readonly min_length: number;
  readonly max_length: number;
  readonly max_skips: number;
  /** Where the 1-grams, the 2-grams, … begin in the pool. */
  readonly starts: readonly number[];
  /** The column of each n-gram. */
  readonly columns: readonly number[];
  /** Number of columns. */
  readonly width: number;
  /** Default []. */
  readonly weights?: readonly number[] | undefined;
  /** The tokens of all n-grams, one kind of pool. Default []. */
  readonly pool_integers?: readonly number[] | undefined;
  /** Default []. */
  readonly pool_strings?: readonly string[] | undefined;
};

/** Attributes of `thresholded_relu`. */
export type ThresholdedReluAttrs = {
  readonly alpha: number;
};
/** Attributes of `thresholded_relu` as given to a builder. */
export type ThresholdedReluArgs = {
  /** Default 1. */
  readonly alpha?: number | undefined;
};

/** Attributes of `tile`. */
export type TileAttrs = {
  readonly repeats: readonly Dim[];
};
/** Attributes of `tile` as given to a builder. */
export type TileArgs = {
  readonly repeats: readonly Dim[];
};

/** Attributes of `top_k`. */
export type TopKAttrs = {
  readonly axis: number;
  readonly largest: boolean;
  readonly sorted: boolean;
};
/** Attributes of `top_k` as given to a builder. */
export type TopKArgs = {
  /** Default -1. */
  readonly axis?: number | undefined;
  /** Default true. */
  readonly largest?: boolean | undefined;
  /** Default true. */
  readonly sorted?: boolean | undefined;
};

/** Attributes of `transpose`. */
export type TransposeAttrs = {
  readonly perm: readonly number[];
};
/** Attributes of `transpose` as given to a builder. */
export type TransposeArgs = {
  readonly perm: readonly number[];
};

/** Attributes of `tree_ensemble`. */
export type TreeEnsembleAttrs = {
  readonly outputs: number;
  /** How the votes of trees for an output become one number, before base is added. */
  readonly aggregate: 'sum' | 'average' | 'min' | 'max';
};
/** Attributes of `tree_ensemble` as given to a builder. */
export type TreeEnsembleArgs = {
  readonly outputs: number;
  /** How the votes of trees for an output become one number, before base is added. Default 'sum'. */
  readonly aggregate?: 'sum' | 'average' | 'min' | 'max' | undefined;
};

/** Attributes of `trilu`. */
export type TriluAttrs = {
  readonly upper: boolean;
};
/** Attributes of `trilu` as given to a builder. */
export type TriluArgs = {
  /** Default true. */
  readonly upper?: boolean | undefined;
};

/** Attributes of `unique`. */
export type UniqueAttrs = {
  readonly axis?: number;
  readonly sorted: boolean;
};
/** Attributes of `unique` as given to a builder. */
export type UniqueArgs = {
  readonly axis?: number | undefined;
  /** Default true. */
  readonly sorted?: boolean | undefined;
};

/** Attributes of `unpack_bytes`. */
export type UnpackBytesAttrs = {
  readonly to: ElementType;
};
/** Attributes of `unpack_bytes` as given to a builder. */
export type UnpackBytesArgs = {
  readonly to: ElementType;
};

/** Attributes of `unsqueeze`. */
export type UnsqueezeAttrs = {
  readonly axes: readonly number[];
};
/** Attributes of `unsqueeze` as given to a builder. */
export type UnsqueezeArgs = {
  readonly axes: readonly number[];
};

/** Attribute types by op name. */
export type OpAttrs = {
  readonly abs: Record<never, never>;
  readonly acos: Record<never, never>;
  readonly acosh: Record<never, never>;
  readonly add: Record<never, never>;
  readonly affine_grid: AffineGridAttrs;
  readonly arg_max: ArgMaxAttrs;
  readonly arg_min: ArgMinAttrs;
  readonly asin: Record<never, never>;
  readonly asinh: Record<never, never>;
  readonly assume_shape: AssumeShapeAttrs;
  readonly atan: Record<never, never>;
  readonly atanh: Record<never, never>;
  readonly attention: AttentionAttrs;
  readonly attention_scores: AttentionScoresAttrs;
  readonly average_pool: AveragePoolAttrs;
  readonly batch_norm: BatchNormAttrs;
  readonly bernoulli: BernoulliAttrs;
  readonly bit_cast: BitCastAttrs;
  readonly bitwise_and: Record<never, never>;
  readonly bitwise_not: Record<never, never>;
  readonly bitwise_or: Record<never, never>;
  readonly bitwise_xor: Record<never, never>;
  readonly cache_update: CacheUpdateAttrs;
  readonly cast: CastAttrs;
  readonly causal_conv: Record<never, never>;
  readonly ceil: Record<never, never>;
  readonly celu: CeluAttrs;
  readonly clip: ClipAttrs;
  readonly col2im: Col2imAttrs;
  readonly concat: ConcatAttrs;
  readonly concat_from_sequence: ConcatFromSequenceAttrs;
  readonly conv: ConvAttrs;
  readonly conv_transpose: ConvTransposeAttrs;
  readonly cos: Record<never, never>;
  readonly cosh: Record<never, never>;
  readonly couple_probabilities: CoupleProbabilitiesAttrs;
  readonly cumprod: CumprodAttrs;
  readonly cumsum: CumsumAttrs;
  readonly decode_image: DecodeImageAttrs;
  readonly deform_conv: DeformConvAttrs;
  readonly depth_to_space: DepthToSpaceAttrs;
  readonly dequantize: DequantizeAttrs;
  readonly dequantize_linear: DequantizeLinearAttrs;
  readonly det: Record<never, never>;
  readonly dft: DftAttrs;
  readonly diagonal: DiagonalAttrs;
  readonly dict_vectorizer: DictVectorizerAttrs;
  readonly div: Record<never, never>;
  readonly dot_interaction: DotInteractionAttrs;
  readonly dropout: DropoutAttrs;
  readonly dynamic_affine_grid: DynamicAffineGridAttrs;
  readonly dynamic_col2im: DynamicCol2imAttrs;
  readonly dynamic_dft: DynamicDftAttrs;
  readonly dynamic_expand: Record<never, never>;
  readonly dynamic_pad: DynamicPadAttrs;
  readonly dynamic_reduce: DynamicReduceAttrs;
  readonly dynamic_reshape: DynamicReshapeAttrs;
  readonly dynamic_resize: DynamicResizeAttrs;
  readonly dynamic_slice: Record<never, never>;
  readonly dynamic_splat: DynamicSplatAttrs;
  readonly dynamic_split: DynamicSplitAttrs;
  readonly dynamic_squeeze: DynamicSqueezeAttrs;
  readonly dynamic_stft: DynamicStftAttrs;
  readonly dynamic_tile: Record<never, never>;
  readonly dynamic_unsqueeze: Record<never, never>;
  readonly elu: EluAttrs;
  readonly embedding_bag: EmbeddingBagAttrs;
  readonly equal: Record<never, never>;
  readonly erf: Record<never, never>;
  readonly exp: Record<never, never>;
  readonly expand: ExpandAttrs;
  readonly floor: Record<never, never>;
  readonly fully_connected: FullyConnectedAttrs;
  readonly gather: GatherAttrs;
  readonly gather_elements: GatherElementsAttrs;
  readonly gather_nd: GatherNdAttrs;
  readonly gelu: GeluAttrs;
  readonly greater: Record<never, never>;
  readonly greater_equal: Record<never, never>;
  readonly grid_sample: GridSampleAttrs;
  readonly group_norm: GroupNormAttrs;
  readonly gru: GruAttrs;
  readonly hard_sigmoid: HardSigmoidAttrs;
  readonly hard_swish: Record<never, never>;
  readonly hardmax: HardmaxAttrs;
  readonly identity: Record<never, never>;
  readonly if: Record<never, never>;
  readonly instance_norm: InstanceNormAttrs;
  readonly inverse: Record<never, never>;
  readonly invoke: InvokeAttrs;
  readonly is_inf: IsInfAttrs;
  readonly is_nan: Record<never, never>;
  readonly label_encoder: Record<never, never>;
  readonly layer_norm: LayerNormAttrs;
  readonly leaky_relu: LeakyReluAttrs;
  readonly less: Record<never, never>;
  readonly less_equal: Record<never, never>;
  readonly linear_attention: LinearAttentionAttrs;
  readonly log: Record<never, never>;
  readonly log_softmax: LogSoftmaxAttrs;
  readonly logical_and: Record<never, never>;
  readonly logical_not: Record<never, never>;
  readonly logical_or: Record<never, never>;
  readonly logical_xor: Record<never, never>;
  readonly loop: LoopAttrs;
  readonly lp_pool: LpPoolAttrs;
  readonly lrn: LrnAttrs;
  readonly lstm: LstmAttrs;
  readonly map_values: MapValuesAttrs;
  readonly matmul: MatmulAttrs;
  readonly max_pool: MaxPoolAttrs;
  readonly max_roi_pool: MaxRoiPoolAttrs;
  readonly maximum: Record<never, never>;
  readonly mel_weight_matrix: MelWeightMatrixAttrs;
  readonly minimum: Record<never, never>;
  readonly mish: Record<never, never>;
  readonly mod: ModAttrs;
  readonly mul: Record<never, never>;
  readonly multinomial: MultinomialAttrs;
  readonly neg: Record<never, never>;
  readonly nll_loss: NllLossAttrs;
  readonly non_max_suppression: NonMaxSuppressionAttrs;
  readonly non_zero: Record<never, never>;
  readonly one_hot: OneHotAttrs;
  readonly optional: OptionalAttrs;
  readonly optional_get_element: Record<never, never>;
  readonly optional_has_element: Record<never, never>;
  readonly pad: PadAttrs;
  readonly pow: Record<never, never>;
  readonly prelu: Record<never, never>;
  readonly quantize: QuantizeAttrs;
  readonly quantize_linear: QuantizeLinearAttrs;
  readonly quantized_add: Record<never, never>;
  readonly quantized_concat: QuantizedConcatAttrs;
  readonly quantized_mul: Record<never, never>;
  readonly random_normal: RandomNormalAttrs;
  readonly random_uniform: RandomUniformAttrs;
  readonly range: Record<never, never>;
  readonly reciprocal: Record<never, never>;
  readonly reduce_l1: ReduceL1Attrs;
  readonly reduce_l2: ReduceL2Attrs;
  readonly reduce_log_sum: ReduceLogSumAttrs;
  readonly reduce_log_sum_exp: ReduceLogSumExpAttrs;
  readonly reduce_max: ReduceMaxAttrs;
  readonly reduce_mean: ReduceMeanAttrs;
  readonly reduce_min: ReduceMinAttrs;
  readonly reduce_prod: ReduceProdAttrs;
  readonly reduce_sum: ReduceSumAttrs;
  readonly reduce_sum_square: ReduceSumSquareAttrs;
  readonly regex_full_match: RegexFullMatchAttrs;
  readonly relu: Record<never, never>;
  readonly reshape: ReshapeAttrs;
  readonly resize: ResizeAttrs;
  readonly reverse_sequence: ReverseSequenceAttrs;
  readonly rms_norm: RmsNormAttrs;
  readonly rnn: RnnAttrs;
  readonly roi_align: RoiAlignAttrs;
  readonly rotary_embedding: RotaryEmbeddingAttrs;
  readonly round: Record<never, never>;
  readonly scan: ScanAttrs;
  readonly scatter_elements: ScatterElementsAttrs;
  readonly scatter_nd: ScatterNdAttrs;
  readonly selu: SeluAttrs;
  readonly sequence_at: Record<never, never>;
  readonly sequence_construct: Record<never, never>;
  readonly sequence_empty: SequenceEmptyAttrs;
  readonly sequence_erase: Record<never, never>;
  readonly sequence_insert: Record<never, never>;
  readonly sequence_length: Record<never, never>;
  readonly shape_of: ShapeOfAttrs;
  readonly shift_left: Record<never, never>;
  readonly shift_right: Record<never, never>;
  readonly sigmoid: Record<never, never>;
  readonly sign: Record<never, never>;
  readonly sin: Record<never, never>;
  readonly sinh: Record<never, never>;
  readonly size_of: Record<never, never>;
  readonly slice: SliceAttrs;
  readonly softmax: SoftmaxAttrs;
  readonly softplus: Record<never, never>;
  readonly softsign: Record<never, never>;
  readonly space_to_depth: SpaceToDepthAttrs;
  readonly splat: SplatAttrs;
  readonly split: SplitAttrs;
  readonly split_to_sequence: SplitToSequenceAttrs;
  readonly sqrt: Record<never, never>;
  readonly squeeze: SqueezeAttrs;
  readonly stft: StftAttrs;
  readonly string_concat: Record<never, never>;
  readonly string_normalize: StringNormalizeAttrs;
  readonly string_split: StringSplitAttrs;
  readonly sub: Record<never, never>;
  readonly svm_decisions: SvmDecisionsAttrs;
  readonly svm_kernel: SvmKernelAttrs;
  readonly svm_votes: SvmVotesAttrs;
  readonly swish: SwishAttrs;
  readonly tan: Record<never, never>;
  readonly tanh: Record<never, never>;
  readonly tf_idf: TfIdfAttrs;
  readonly thresholded_relu: ThresholdedReluAttrs;
  readonly tile: TileAttrs;
  readonly top_k: TopKAttrs;
  readonly transpose: TransposeAttrs;
  readonly tree_ensemble: TreeEnsembleAttrs;
  readonly trilu: TriluAttrs;
  readonly unique: UniqueAttrs;
  readonly unpack_bytes: UnpackBytesAttrs;
  readonly unsqueeze: UnsqueezeAttrs;
  readonly where: Record<never, never>;
  readonly zip_map: Record<never, never>;
};

// The operators of the ONNX standard (domain ai.onnx, opsets 1 to 28), transcribed from the schemas of onnx 1.23: what an
// operator may be given, and the defaults of what it is not given. A version is valid until the next line of its name.
// Line: name since [deprecated] inputs outputs attributes. Inputs and outputs: r required, o optional, v variadic (with
// the least number), - none. Attributes: name:kind, `!` required, `=` default; kinds f i s t g tp and their lists.

/** The newest opset of ai.onnx in the table. */
export const NEWEST_OPSET = 28;

/** The newest IR version whose fields the reader knows. */
export const NEWEST_IR_VERSION = 14;

export const OPERATOR_TABLE = `
Abs 1 r r consumed_inputs:is
Abs 6 r r
Abs 13 r r
Acos 7 r r
Acos 22 r r
Acosh 9 r r
Acosh 22 r r
Add 1 rr r axis:i broadcast:i=0 consumed_inputs:is
Add 6 rr r axis:i broadcast:i=0
Add 7 rr r
Add 13 rr r
Add 14 rr r
AffineGrid 20 rr r align_corners:i=0
And 1 rr r axis:i broadcast:i=0
And 7 rr r
ArgMax 1 r r axis:i=0 keepdims:i=1
ArgMax 11 r r axis:i=0 keepdims:i=1
ArgMax 12 r r axis:i=0 keepdims:i=1 select_last_index:i=0
ArgMax 13 r r axis:i=0 keepdims:i=1 select_last_index:i=0
ArgMin 1 r r axis:i=0 keepdims:i=1
ArgMin 11 r r axis:i=0 keepdims:i=1
ArgMin 12 r r axis:i=0 keepdims:i=1 select_last_index:i=0
ArgMin 13 r r axis:i=0 keepdims:i=1 select_last_index:i=0
Asin 7 r r
Asin 22 r r
Asinh 9 r r
Asinh 22 r r
Atan 7 r r
Atan 22 r r
Atanh 9 r r
Atanh 22 r r
Attention 23 rrrooo rooo is_causal:i=0 kv_num_heads:i q_num_heads:i qk_matmul_output_mode:i=0 scale:f softcap:f=0 softmax_precision:i
Attention 24 rrroooo rooo is_causal:i=0 kv_num_heads:i q_num_heads:i qk_matmul_output_mode:i=0 scale:f softcap:f=0 softmax_precision:i
Attention 25 rrroooo rooo is_causal:i=0 kv_num_heads:i left_window_size:i=-1 q_num_heads:i qk_matmul_output_mode:i=0 right_window_size:i=-1 scale:f softcap:f=0 softmax_precision:i
AveragePool 1 r r auto_pad:s=NOTSET kernel_shape:is! pads:is strides:is
AveragePool 7 r r auto_pad:s=NOTSET count_include_pad:i=0 kernel_shape:is! pads:is strides:is
AveragePool 10 r r auto_pad:s=NOTSET ceil_mode:i=0 count_include_pad:i=0 kernel_shape:is! pads:is strides:is
AveragePool 11 r r auto_pad:s=NOTSET ceil_mode:i=0 count_include_pad:i=0 kernel_shape:is! pads:is strides:is
AveragePool 19 r r auto_pad:s=NOTSET ceil_mode:i=0 count_include_pad:i=0 dilations:is kernel_shape:is! pads:is strides:is
AveragePool 22 r r auto_pad:s=NOTSET ceil_mode:i=0 count_include_pad:i=0 dilations:is kernel_shape:is! pads:is strides:is
BatchNormalization 1 rrrrr roooo consumed_inputs:is! epsilon:f=1e-05 is_test:i=0 momentum:f=0.9 spatial:i=1
BatchNormalization 6 rrrrr roooo epsilon:f=1e-05 is_test:i=0 momentum:f=0.9 spatial:i=1
BatchNormalization 7 rrrrr roooo epsilon:f=1e-05 momentum:f=0.9 spatial:i=1
BatchNormalization 9 rrrrr roooo epsilon:f=1e-05 momentum:f=0.9
BatchNormalization 14 rrrrr roo epsilon:f=1e-05 momentum:f=0.9 training_mode:i=0
BatchNormalization 15 rrrrr roo epsilon:f=1e-05 momentum:f=0.9 training_mode:i=0
Bernoulli 15 r r dtype:i seed:f
Bernoulli 22 r r dtype:i seed:f
BitCast 26 r r to:i!
BitShift 11 rr r direction:s!
BitShift 28 rr r direction:s!
BitwiseAnd 18 rr r
BitwiseNot 18 r r
BitwiseOr 18 rr r
BitwiseXor 18 rr r
BlackmanWindow 17 r r output_datatype:i=1 periodic:i=1
Cast 1 r r to:s!
Cast 6 r r to:i!
Cast 9 r r to:i!
Cast 13 r r to:i!
Cast 19 r r saturate:i=1 to:i!
Cast 21 r r saturate:i=1 to:i!
Cast 23 r r saturate:i=1 to:i!
Cast 24 r r round_mode:s=up saturate:i=1 to:i!
Cast 25 r r round_mode:s=up saturate:i=1 to:i!
Cast 28 r r round_mode:s=up saturate:i=1 to:i!
CastLike 15 rr r
CastLike 19 rr r saturate:i=1
CastLike 21 rr r saturate:i=1
CastLike 23 rr r saturate:i=1
CastLike 24 rr r round_mode:s=up saturate:i=1
CastLike 25 rr r round_mode:s=up saturate:i=1
CausalConvWithState 27 rroo rr activation:s=none
Ceil 1 r r consumed_inputs:is
Ceil 6 r r
Ceil 13 r r
Celu 12 r r alpha:f=1
Celu 28 r r alpha:f=1
CenterCropPad 18 rr r axes:is
Clip 1 r r consumed_inputs:is max:f min:f
Clip 6 r r max:f=3.4028235e+38 min:f=-3.4028235e+38
Clip 11 roo r
Clip 12 roo r
Clip 13 roo r
Col2Im 18 rrr r dilations:is pads:is strides:is
Compress 9 rr r axis:i
Compress 11 rr r axis:i
Compress 28 rr r axis:i
Concat 1 v1 r axis:i
Concat 4 v1 r axis:i!
Concat 11 v1 r axis:i!
Concat 13 v1 r axis:i!
ConcatFromSequence 11 r r axis:i! new_axis:i=0
Constant 1 - r value:t!
Constant 9 - r value:t!
Constant 11 - r sparse_value:sp value:t
Constant 12 - r sparse_value:sp value:t value_float:f value_floats:fs value_int:i value_ints:is value_string:s value_strings:ss
Constant 13 - r sparse_value:sp value:t value_float:f value_floats:fs value_int:i value_ints:is value_string:s value_strings:ss
Constant 19 - r sparse_value:sp value:t value_float:f value_floats:fs value_int:i value_ints:is value_string:s value_strings:ss
Constant 21 - r sparse_value:sp value:t value_float:f value_floats:fs value_int:i value_ints:is value_string:s value_strings:ss
Constant 23 - r sparse_value:sp value:t value_float:f value_floats:fs value_int:i value_ints:is value_string:s value_strings:ss
Constant 24 - r sparse_value:sp value:t value_float:f value_floats:fs value_int:i value_ints:is value_string:s value_strings:ss
Constant 25 - r sparse_value:sp value:t value_float:f value_floats:fs value_int:i value_ints:is value_string:s value_strings:ss
ConstantOfShape 9 r r value:t
ConstantOfShape 20 r r value:t
ConstantOfShape 21 r r value:t
ConstantOfShape 23 r r value:t
ConstantOfShape 24 r r value:t
ConstantOfShape 25 r r value:t
Conv 1 rro r auto_pad:s=NOTSET dilations:is group:i=1 kernel_shape:is pads:is strides:is
Conv 11 rro r auto_pad:s=NOTSET dilations:is group:i=1 kernel_shape:is pads:is strides:is
Conv 22 rro r auto_pad:s=NOTSET dilations:is group:i=1 kernel_shape:is pads:is strides:is
ConvInteger 10 rroo r auto_pad:s=NOTSET dilations:is group:i=1 kernel_shape:is pads:is strides:is
ConvTranspose 1 rro r auto_pad:s=NOTSET dilations:is group:i=1 kernel_shape:is output_padding:is output_shape:is pads:is strides:is
ConvTranspose 11 rro r auto_pad:s=NOTSET dilations:is group:i=1 kernel_shape:is output_padding:is output_shape:is pads:is strides:is
ConvTranspose 22 rro r auto_pad:s=NOTSET dilations:is group:i=1 kernel_shape:is output_padding:is output_shape:is pads:is strides:is
Cos 7 r r
Cos 22 r r
Cosh 9 r r
Cosh 22 r r
CumProd 26 rr r exclusive:i=0 reverse:i=0
CumSum 11 rr r exclusive:i=0 reverse:i=0
CumSum 14 rr r exclusive:i=0 reverse:i=0
DFT 17 ro r axis:i=1 inverse:i=0 onesided:i=0
DFT 20 roo r inverse:i=0 onesided:i=0
DeformConv 19 rrroo r dilations:is group:i=1 kernel_shape:is offset_group:i=1 pads:is strides:is
DeformConv 22 rrroo r dilations:is group:i=1 kernel_shape:is offset_group:i=1 pads:is strides:is
DepthToSpace 1 r r blocksize:i!
DepthToSpace 11 r r blocksize:i! mode:s=DCR
DepthToSpace 13 r r blocksize:i! mode:s=DCR
DepthToSpace 28 r r blocksize:i! mode:s=DCR
DequantizeLinear 10 rro r
DequantizeLinear 13 rro r axis:i=1
DequantizeLinear 19 rro r axis:i=1
DequantizeLinear 21 rro r axis:i=1 block_size:i=0
DequantizeLinear 23 rro r axis:i=1 block_size:i=0 output_dtype:i=0
DequantizeLinear 24 rro r axis:i=1 block_size:i=0 output_dtype:i=0
DequantizeLinear 25 rro r axis:i=1 block_size:i=0 output_dtype:i=0
DequantizeLinear 28 rro r axis:i=1 block_size:i=0 output_dtype:i=0
Det 11 r r
Det 22 r r
Div 1 rr r axis:i broadcast:i=0 consumed_inputs:is
Div 6 rr r axis:i broadcast:i=0
Div 7 rr r
Div 13 rr r
Div 14 rr r
Dropout 1 r ro consumed_inputs:is is_test:i=0 ratio:f=0.5
Dropout 6 r ro is_test:i=0 ratio:f=0.5
Dropout 7 r ro ratio:f=0.5
Dropout 10 r ro ratio:f=0.5
Dropout 12 roo ro seed:i
Dropout 13 roo ro seed:i
Dropout 22 roo ro seed:i
DynamicQuantizeLinear 11 r rrr
Einsum 12 v1 r equation:s!
Einsum 28 v1 r equation:s!
Elu 1 r r alpha:f=1 consumed_inputs:is
Elu 6 r r alpha:f=1
Elu 22 r r alpha:f=1
Equal 1 rr r axis:i broadcast:i=0
Equal 7 rr r
Equal 11 rr r
Equal 13 rr r
Equal 19 rr r
Erf 9 r r
Erf 13 r r
Exp 1 r r consumed_inputs:is
Exp 6 r r
Exp 13 r r
Expand 8 rr r
Expand 13 rr r
EyeLike 9 r r dtype:i k:i=0
EyeLike 22 r r dtype:i k:i=0
Flatten 1 r r axis:i=1
Flatten 9 r r axis:i=1
Flatten 11 r r axis:i=1
Flatten 13 r r axis:i=1
Flatten 21 r r axis:i=1
Flatten 23 r r axis:i=1
Flatten 24 r r axis:i=1
Flatten 25 r r axis:i=1
Floor 1 r r consumed_inputs:is
Floor 6 r r
Floor 13 r r
GRU 1 rrrooo or activation_alpha:fs activation_beta:fs activations:ss clip:f direction:s=foward hidden_size:i output_sequence:i=0
GRU 3 rrrooo oo activation_alpha:fs activation_beta:fs activations:ss clip:f direction:s=forward hidden_size:i linear_before_reset:i=0 output_sequence:i=0
GRU 7 rrrooo oo activation_alpha:fs activation_beta:fs activations:ss clip:f direction:s=forward hidden_size:i linear_before_reset:i=0
GRU 14 rrrooo oo activation_alpha:fs activation_beta:fs activations:ss clip:f direction:s=forward hidden_size:i layout:i=0 linear_before_reset:i=0
GRU 22 rrrooo oo activation_alpha:fs activation_beta:fs activations:ss clip:f direction:s=forward hidden_size:i layout:i=0 linear_before_reset:i=0
Gather 1 rr r axis:i=0
Gather 11 rr r axis:i=0
Gather 13 rr r axis:i=0
GatherElements 11 rr r axis:i=0
GatherElements 13 rr r axis:i=0
GatherND 11 rr r
GatherND 12 rr r batch_dims:i=0
GatherND 13 rr r batch_dims:i=0
Gelu 20 r r approximate:s=none
Gemm 1 rrr r alpha:f=1 beta:f=1 broadcast:i=0 transA:i=0 transB:i=0
Gemm 6 rrr r alpha:f=1 beta:f=1 broadcast:i=0 transA:i=0 transB:i=0
Gemm 7 rrr r alpha:f=1 beta:f=1 transA:i=0 transB:i=0
Gemm 9 rrr r alpha:f=1 beta:f=1 transA:i=0 transB:i=0
Gemm 11 rro r alpha:f=1 beta:f=1 transA:i=0 transB:i=0
Gemm 13 rro r alpha:f=1 beta:f=1 transA:i=0 transB:i=0
GlobalAveragePool 1 r r
GlobalAveragePool 22 r r
GlobalLpPool 1 r r p:f=2
GlobalLpPool 2 r r p:i=2
GlobalLpPool 22 r r p:i=2
GlobalMaxPool 1 r r
GlobalMaxPool 22 r r
Greater 1 rr r axis:i broadcast:i=0
Greater 7 rr r
Greater 9 rr r
Greater 13 rr r
GreaterOrEqual 12 rr r
GreaterOrEqual 16 rr r
GridSample 16 rr r align_corners:i=0 mode:s=bilinear padding_mode:s=zeros
GridSample 20 rr r align_corners:i=0 mode:s=linear padding_mode:s=zeros
GridSample 22 rr r align_corners:i=0 mode:s=linear padding_mode:s=zeros
GroupNormalization 18 deprecated rrr r epsilon:f=1e-05 num_groups:i!
GroupNormalization 21 rrr r epsilon:f=1e-05 num_groups:i! stash_type:i=1
HammingWindow 17 r r output_datatype:i=1 periodic:i=1
HannWindow 17 r r output_datatype:i=1 periodic:i=1
HardSigmoid 1 r r alpha:f=0.2 beta:f=0.5 consumed_inputs:is
HardSigmoid 6 r r alpha:f=0.2 beta:f=0.5
HardSigmoid 22 r r alpha:f=0.2 beta:f=0.5
HardSwish 14 r r
HardSwish 22 r r
Hardmax 1 r r axis:i=1
Hardmax 11 r r axis:i=1
Hardmax 13 r r axis:i=-1
Identity 1 r r
Identity 13 r r
Identity 14 r r
Identity 16 r r
Identity 19 r r
Identity 21 r r
Identity 23 r r
Identity 24 r r
Identity 25 r r
If 1 r v1 else_branch:g! then_branch:g!
If 11 r v1 else_branch:g! then_branch:g!
If 13 r v1 else_branch:g! then_branch:g!
If 16 r v1 else_branch:g! then_branch:g!
If 19 r v1 else_branch:g! then_branch:g!
If 21 r v1 else_branch:g! then_branch:g!
If 23 r v1 else_branch:g! then_branch:g!
If 24 r v1 else_branch:g! then_branch:g!
If 25 r v1 else_branch:g! then_branch:g!
ImageDecoder 20 r r pixel_format:s=RGB
InstanceNormalization 1 rrr r consumed_inputs:is epsilon:f=1e-05
InstanceNormalization 6 rrr r epsilon:f=1e-05
InstanceNormalization 22 rrr r epsilon:f=1e-05
IsInf 10 r r detect_negative:i=1 detect_positive:i=1
IsInf 20 r r detect_negative:i=1 detect_positive:i=1
IsNaN 9 r r
IsNaN 13 r r
IsNaN 20 r r
LRN 1 r r alpha:f=1e-04 beta:f=0.75 bias:f=1 size:i!
LRN 13 r r alpha:f=1e-04 beta:f=0.75 bias:f=1 size:i!
LSTM 1 rrrooooo ooo activation_alpha:fs activation_beta:fs activations:ss clip:f direction:s=forward hidden_size:i input_forget:i=0 output_sequence:i=0
LSTM 7 rrrooooo ooo activation_alpha:fs activation_beta:fs activations:ss clip:f direction:s=forward hidden_size:i input_forget:i=0
LSTM 14 rrrooooo ooo activation_alpha:fs activation_beta:fs activations:ss clip:f direction:s=forward hidden_size:i input_forget:i=0 layout:i=0
LSTM 22 rrrooooo ooo activation_alpha:fs activation_beta:fs activations:ss clip:f direction:s=forward hidden_size:i input_forget:i=0 layout:i=0
LayerNormalization 17 rro roo axis:i=-1 epsilon:f=1e-05 stash_type:i=1
LeakyRelu 1 r r alpha:f=0.01 consumed_inputs:is
LeakyRelu 6 r r alpha:f=0.01
LeakyRelu 16 r r alpha:f=0.01
Less 1 rr r axis:i broadcast:i=0
Less 7 rr r
Less 9 rr r
Less 13 rr r
LessOrEqual 12 rr r
LessOrEqual 16 rr r
LinearAttention 27 rrrooo rr chunk_size:i=64 kv_num_heads:i! q_num_heads:i! scale:f=0 update_rule:s=gated_delta
Log 1 r r consumed_inputs:is
Log 6 r r
Log 13 r r
LogSoftmax 1 r r axis:i=1
LogSoftmax 11 r r axis:i=1
LogSoftmax 13 r r axis:i=-1
Loop 1 oov3 v1 body:g!
Loop 11 oov2 v1 body:g!
Loop 13 oov2 v1 body:g!
Loop 16 oov2 v1 body:g!
Loop 19 oov2 v1 body:g!
Loop 21 oov2 v1 body:g!
Loop 23 oov2 v1 body:g!
Loop 24 oov2 v1 body:g!
Loop 25 oov2 v1 body:g!
LpNormalization 1 r r axis:i=-1 p:i=2
LpNormalization 22 r r axis:i=-1 p:i=2
LpPool 1 r r auto_pad:s=NOTSET kernel_shape:is p:f=2 pads:is strides:is
LpPool 2 r r auto_pad:s=NOTSET kernel_shape:is! p:i=2 pads:is strides:is
LpPool 11 r r auto_pad:s=NOTSET kernel_shape:is! p:i=2 pads:is strides:is
LpPool 18 r r auto_pad:s=NOTSET ceil_mode:i=0 dilations:is kernel_shape:is! p:i=2 pads:is strides:is
LpPool 22 r r auto_pad:s=NOTSET ceil_mode:i=0 dilations:is kernel_shape:is! p:i=2 pads:is strides:is
MatMul 1 rr r
MatMul 9 rr r
MatMul 13 rr r
MatMulInteger 10 rroo r
Max 1 v1 r consumed_inputs:is
Max 6 v1 r
Max 8 v1 r
Max 12 v1 r
Max 13 v1 r
MaxPool 1 r r auto_pad:s=NOTSET kernel_shape:is! pads:is strides:is
MaxPool 8 r ro auto_pad:s=NOTSET kernel_shape:is! pads:is storage_order:i=0 strides:is
MaxPool 10 r ro auto_pad:s=NOTSET ceil_mode:i=0 dilations:is kernel_shape:is! pads:is storage_order:i=0 strides:is
MaxPool 11 r ro auto_pad:s=NOTSET ceil_mode:i=0 dilations:is kernel_shape:is! pads:is storage_order:i=0 strides:is
MaxPool 12 r ro auto_pad:s=NOTSET ceil_mode:i=0 dilations:is kernel_shape:is! pads:is storage_order:i=0 strides:is
MaxPool 22 r ro auto_pad:s=NOTSET ceil_mode:i=0 dilations:is kernel_shape:is! pads:is storage_order:i=0 strides:is
MaxRoiPool 1 rr r pooled_shape:is! spatial_scale:f=1
MaxRoiPool 22 rr r pooled_shape:is! spatial_scale:f=1
MaxUnpool 9 rro r kernel_shape:is! pads:is strides:is
MaxUnpool 11 rro r kernel_shape:is! pads:is strides:is
MaxUnpool 22 rro r kernel_shape:is! pads:is strides:is
Mean 1 v1 r consumed_inputs:is
Mean 6 v1 r
Mean 8 v1 r
Mean 13 v1 r
MeanVarianceNormalization 9 r r axes:is=[0,2,3]
MeanVarianceNormalization 13 r r axes:is=[0,2,3]
MelWeightMatrix 17 rrrrr r output_datatype:i=1
Min 1 v1 r consumed_inputs:is
Min 6 v1 r
Min 8 v1 r
Min 12 v1 r
Min 13 v1 r
Mish 18 r r
Mish 22 r r
Mod 10 rr r fmod:i=0
Mod 13 rr r fmod:i=0
Mod 28 rr r fmod:i=0
Mul 1 rr r axis:i broadcast:i=0 consumed_inputs:is
Mul 6 rr r axis:i broadcast:i=0
Mul 7 rr r
Mul 13 rr r
Mul 14 rr r
Multinomial 7 r r dtype:i=6 sample_size:i=1 seed:f
Multinomial 22 r r dtype:i=6 sample_size:i=1 seed:f
Neg 1 r r consumed_inputs:is
Neg 6 r r
Neg 13 r r
NegativeLogLikelihoodLoss 12 rro r ignore_index:i reduction:s=mean
NegativeLogLikelihoodLoss 13 rro r ignore_index:i reduction:s=mean
NegativeLogLikelihoodLoss 22 rro r ignore_index:i reduction:s=mean
NonMaxSuppression 10 rrooo r center_point_box:i=0
NonMaxSuppression 11 rrooo r center_point_box:i=0
NonZero 9 r r
NonZero 13 r r
Not 1 r r
OneHot 9 rrr r axis:i=-1
OneHot 11 rrr r axis:i=-1
OneHot 28 rrr r axis:i=-1
Optional 15 o r type:tp
Optional 28 o r type:tp
OptionalGetElement 15 r r
OptionalGetElement 18 r r
OptionalGetElement 28 r r
OptionalHasElement 15 r r
OptionalHasElement 18 o r
OptionalHasElement 28 o r
Or 1 rr r axis:i broadcast:i=0
Or 7 rr r
PRelu 1 rr r consumed_inputs:is
PRelu 6 rr r
PRelu 7 rr r
PRelu 9 rr r
PRelu 16 rr r
Pad 1 r r mode:s=constant paddings:is! value:f=0
Pad 2 r r mode:s=constant pads:is! value:f=0
Pad 11 rro r mode:s=constant
Pad 13 rro r mode:s=constant
Pad 18 rroo r mode:s=constant
Pad 19 rroo r mode:s=constant
Pad 21 rroo r mode:s=constant
Pad 23 rroo r mode:s=constant
Pad 24 rroo r mode:s=constant
Pad 25 rroo r mode:s=constant
Pow 1 rr r axis:i broadcast:i=0
Pow 7 rr r
Pow 12 rr r
Pow 13 rr r
Pow 15 rr r
QLinearConv 10 rrrrrrrro r auto_pad:s=NOTSET dilations:is group:i=1 kernel_shape:is pads:is strides:is
QLinearMatMul 10 rrrrrrrr r
QLinearMatMul 21 rrrrrrrr r
QuantizeLinear 10 rro r
QuantizeLinear 13 rro r axis:i=1
QuantizeLinear 19 rro r axis:i=1 saturate:i=1
QuantizeLinear 21 rro r axis:i=1 block_size:i=0 output_dtype:i=0 saturate:i=1
QuantizeLinear 23 rro r axis:i=1 block_size:i=0 output_dtype:i=0 precision:i=0 saturate:i=1
QuantizeLinear 24 rro r axis:i=1 block_size:i=0 output_dtype:i=0 precision:i=0 saturate:i=1
QuantizeLinear 25 rro r axis:i=1 block_size:i=0 output_dtype:i=0 precision:i=0 saturate:i=1
QuantizeLinear 28 rro r axis:i=1 block_size:i=0 output_dtype:i=0 precision:i=0 saturate:i=1
RMSNormalization 23 rr r axis:i=-1 epsilon:f=1e-05 stash_type:i=1
RNN 1 rrrooo oo activation_alpha:fs activation_beta:fs activations:ss=[Tanh,Tanh] clip:f direction:s=forward hidden_size:i output_sequence:i=0
RNN 7 rrrooo oo activation_alpha:fs activation_beta:fs activations:ss=[Tanh,Tanh] clip:f direction:s=forward hidden_size:i
RNN 14 rrrooo oo activation_alpha:fs activation_beta:fs activations:ss=[Tanh,Tanh] clip:f direction:s=forward hidden_size:i layout:i=0
RNN 22 rrrooo oo activation_alpha:fs activation_beta:fs activations:ss=[Tanh,Tanh] clip:f direction:s=forward hidden_size:i layout:i=0
RandomNormal 1 - r dtype:i=1 mean:f=0 scale:f=1 seed:f shape:is!
RandomNormal 22 - r dtype:i=1 mean:f=0 scale:f=1 seed:f shape:is!
RandomNormalLike 1 r r dtype:i mean:f=0 scale:f=1 seed:f
RandomNormalLike 22 r r dtype:i mean:f=0 scale:f=1 seed:f
RandomUniform 1 - r dtype:i=1 high:f=1 low:f=0 seed:f shape:is!
RandomUniform 22 - r dtype:i=1 high:f=1 low:f=0 seed:f shape:is!
RandomUniformLike 1 r r dtype:i high:f=1 low:f=0 seed:f
RandomUniformLike 22 r r dtype:i high:f=1 low:f=0 seed:f
Range 11 rrr r
Range 27 rrr r stash_type:i=1
Reciprocal 1 r r consumed_inputs:is
Reciprocal 6 r r
Reciprocal 13 r r
ReduceL1 1 r r axes:is keepdims:i=1
ReduceL1 11 r r axes:is keepdims:i=1
ReduceL1 13 r r axes:is keepdims:i=1
ReduceL1 18 ro r keepdims:i=1 noop_with_empty_axes:i=0
ReduceL2 1 r r axes:is keepdims:i=1
ReduceL2 11 r r axes:is keepdims:i=1
ReduceL2 13 r r axes:is keepdims:i=1
ReduceL2 18 ro r keepdims:i=1 noop_with_empty_axes:i=0
ReduceLogSum 1 r r axes:is keepdims:i=1
ReduceLogSum 11 r r axes:is keepdims:i=1
ReduceLogSum 13 r r axes:is keepdims:i=1
ReduceLogSum 18 ro r keepdims:i=1 noop_with_empty_axes:i=0
ReduceLogSum 28 ro r keepdims:i=1 noop_with_empty_axes:i=0
ReduceLogSumExp 1 r r axes:is keepdims:i=1
ReduceLogSumExp 11 r r axes:is keepdims:i=1
ReduceLogSumExp 13 r r axes:is keepdims:i=1
ReduceLogSumExp 18 ro r keepdims:i=1 noop_with_empty_axes:i=0
ReduceLogSumExp 28 ro r keepdims:i=1 noop_with_empty_axes:i=0
ReduceMax 1 r r axes:is keepdims:i=1
ReduceMax 11 r r axes:is keepdims:i=1
ReduceMax 12 r r axes:is keepdims:i=1
ReduceMax 13 r r axes:is keepdims:i=1
ReduceMax 18 ro r keepdims:i=1 noop_with_empty_axes:i=0
ReduceMax 20 ro r keepdims:i=1 noop_with_empty_axes:i=0
ReduceMean 1 r r axes:is keepdims:i=1
ReduceMean 11 r r axes:is keepdims:i=1
ReduceMean 13 r r axes:is keepdims:i=1
ReduceMean 18 ro r keepdims:i=1 noop_with_empty_axes:i=0
ReduceMin 1 r r axes:is keepdims:i=1
ReduceMin 11 r r axes:is keepdims:i=1
ReduceMin 12 r r axes:is keepdims:i=1
ReduceMin 13 r r axes:is keepdims:i=1
ReduceMin 18 ro r keepdims:i=1 noop_with_empty_axes:i=0
ReduceMin 20 ro r keepdims:i=1 noop_with_empty_axes:i=0
ReduceProd 1 r r axes:is keepdims:i=1
ReduceProd 11 r r axes:is keepdims:i=1
ReduceProd 13 r r axes:is keepdims:i=1
ReduceProd 18 ro r keepdims:i=1 noop_with_empty_axes:i=0
ReduceSum 1 r r axes:is keepdims:i=1
ReduceSum 11 r r axes:is keepdims:i=1
ReduceSum 13 ro r keepdims:i=1 noop_with_empty_axes:i=0
ReduceSumSquare 1 r r axes:is keepdims:i=1
ReduceSumSquare 11 r r axes:is keepdims:i=1
ReduceSumSquare 13 r r axes:is keepdims:i=1
ReduceSumSquare 18 ro r keepdims:i=1 noop_with_empty_axes:i=0
RegexFullMatch 20 r r pattern:s
Relu 1 r r consumed_inputs:is
Relu 6 r r
Relu 13 r r
Relu 14 r r
Reshape 1 r r consumed_inputs:is shape:is
Reshape 5 rr r
Reshape 13 rr r
Reshape 14 rr r allowzero:i=0
Reshape 19 rr r allowzero:i=0
Reshape 21 rr r allowzero:i=0
Reshape 23 rr r allowzero:i=0
Reshape 24 rr r allowzero:i=0
Reshape 25 rr r allowzero:i=0
Resize 10 rr r mode:s=nearest
Resize 11 rrro r coordinate_transformation_mode:s=half_pixel cubic_coeff_a:f=-0.75 exclude_outside:i=0 extrapolation_value:f=0 mode:s=nearest nearest_mode:s=round_prefer_floor
Resize 13 rooo r coordinate_transformation_mode:s=half_pixel cubic_coeff_a:f=-0.75 exclude_outside:i=0 extrapolation_value:f=0 mode:s=nearest nearest_mode:s=round_prefer_floor
Resize 18 rooo r antialias:i=0 axes:is coordinate_transformation_mode:s=half_pixel cubic_coeff_a:f=-0.75 exclude_outside:i=0 extrapolation_value:f=0 keep_aspect_ratio_policy:s=stretch mode:s=nearest nearest_mode:s=round_prefer_floor
Resize 19 rooo r antialias:i=0 axes:is coordinate_transformation_mode:s=half_pixel cubic_coeff_a:f=-0.75 exclude_outside:i=0 extrapolation_value:f=0 keep_aspect_ratio_policy:s=stretch mode:s=nearest nearest_mode:s=round_prefer_floor
ReverseSequence 10 rr r batch_axis:i=1 time_axis:i=0
ReverseSequence 28 rr r batch_axis:i=1 time_axis:i=0
RoiAlign 10 rrr r mode:s=avg output_height:i=1 output_width:i=1 sampling_ratio:i=0 spatial_scale:f=1
RoiAlign 16 rrr r coordinate_transformation_mode:s=half_pixel mode:s=avg output_height:i=1 output_width:i=1 sampling_ratio:i=0 spatial_scale:f=1
RoiAlign 22 rrr r coordinate_transformation_mode:s=half_pixel mode:s=avg output_height:i=1 output_width:i=1 sampling_ratio:i=0 spatial_scale:f=1
RotaryEmbedding 23 rrro r interleaved:i=0 num_heads:i rotary_embedding_dim:i=0
Round 11 r r
Round 22 r r
STFT 17 rroo r onesided:i=1
Scan 8 ov2 v1 body:g! directions:is num_scan_inputs:i!
Scan 9 v1 v1 body:g! num_scan_inputs:i! scan_input_axes:is scan_input_directions:is scan_output_axes:is scan_output_directions:is
Scan 11 v1 v1 body:g! num_scan_inputs:i! scan_input_axes:is scan_input_directions:is scan_output_axes:is scan_output_directions:is
Scan 16 v1 v1 body:g! num_scan_inputs:i! scan_input_axes:is scan_input_directions:is scan_output_axes:is scan_output_directions:is
Scan 19 v1 v1 body:g! num_scan_inputs:i! scan_input_axes:is scan_input_directions:is scan_output_axes:is scan_output_directions:is
Scan 21 v1 v1 body:g! num_scan_inputs:i! scan_input_axes:is scan_input_directions:is scan_output_axes:is scan_output_directions:is
Scan 23 v1 v1 body:g! num_scan_inputs:i! scan_input_axes:is scan_input_directions:is scan_output_axes:is scan_output_directions:is
Scan 24 v1 v1 body:g! num_scan_inputs:i! scan_input_axes:is scan_input_directions:is scan_output_axes:is scan_output_directions:is
Scan 25 v1 v1 body:g! num_scan_inputs:i! scan_input_axes:is scan_input_directions:is scan_output_axes:is scan_output_directions:is
Scatter 9 rrr r axis:i=0
Scatter 11 deprecated rrr r axis:i=0
ScatterElements 11 rrr r axis:i=0
ScatterElements 13 rrr r axis:i=0
ScatterElements 16 rrr r axis:i=0 reduction:s=none
ScatterElements 18 rrr r axis:i=0 reduction:s=none
ScatterND 11 rrr r
ScatterND 13 rrr r
ScatterND 16 rrr r reduction:s=none
ScatterND 18 rrr r reduction:s=none
Selu 1 r r alpha:f=1.6732 consumed_inputs:is gamma:f=1.0507
Selu 6 r r alpha:f=1.6732632 gamma:f=1.050701
Selu 22 r r alpha:f=1.6732632 gamma:f=1.050701
SequenceAt 11 rr r
SequenceConstruct 11 v1 r
SequenceEmpty 11 - r dtype:i
SequenceErase 11 ro r
SequenceInsert 11 rro r
SequenceLength 11 r r
SequenceMap 17 rv1 v1 body:g!
Shape 1 r r
Shape 13 r r
Shape 15 r r end:i start:i=0
Shape 19 r r end:i start:i=0
Shape 21 r r end:i start:i=0
Shape 23 r r end:i start:i=0
Shape 24 r r end:i start:i=0
Shape 25 r r end:i start:i=0
Shrink 9 r r bias:f=0 lambd:f=0.5
Sigmoid 1 r r consumed_inputs:is
Sigmoid 6 r r
Sigmoid 13 r r
Sign 9 r r
Sign 13 r r
Sin 7 r r
Sin 22 r r
Sinh 9 r r
Sinh 22 r r
Size 1 r r
Size 13 r r
Size 19 r r
Size 21 r r
Size 23 r r
Size 24 r r
Size 25 r r
Slice 1 r r axes:is ends:is! starts:is!
Slice 10 rrroo r
Slice 11 rrroo r
Slice 13 rrroo r
Softmax 1 r r axis:i=1
Softmax 11 r r axis:i=1
Softmax 13 r r axis:i=-1
SoftmaxCrossEntropyLoss 12 rro ro ignore_index:i reduction:s=mean
SoftmaxCrossEntropyLoss 13 rro ro ignore_index:i reduction:s=mean
Softplus 1 r r
Softplus 22 r r
Softsign 1 r r
Softsign 22 r r
SpaceToDepth 1 r r blocksize:i!
SpaceToDepth 13 r r blocksize:i!
SpaceToDepth 28 r r blocksize:i! mode:s=DCR
Split 1 ro v1 axis:i split:is
Split 2 r v1 axis:i=0 split:is
Split 11 r v1 axis:i=0 split:is
Split 13 ro v1 axis:i=0
Split 18 ro v1 axis:i=0 num_outputs:i
SplitToSequence 11 ro r axis:i=0 keepdims:i=1
SplitToSequence 24 ro r axis:i=0 keepdims:i=1
Sqrt 1 r r consumed_inputs:is
Sqrt 6 r r
Sqrt 13 r r
Squeeze 1 r r axes:is
Squeeze 11 r r axes:is
Squeeze 13 ro r
Squeeze 21 ro r
Squeeze 23 ro r
Squeeze 24 ro r
Squeeze 25 ro r
StringConcat 20 rr r
StringNormalizer 10 r r case_change_action:s=NONE is_case_sensitive:i=0 locale:s stopwords:ss
StringSplit 20 r rr delimiter:s maxsplit:i
Sub 1 rr r axis:i broadcast:i=0 consumed_inputs:is
Sub 6 rr r axis:i broadcast:i=0
Sub 7 rr r
Sub 13 rr r
Sub 14 rr r
Sum 1 v1 r consumed_inputs:is
Sum 6 v1 r
Sum 8 v1 r
Sum 13 v1 r
SwiGLU 28 rr r alpha:f=1
Swish 24 r r alpha:f=1
Tan 7 r r
Tan 22 r r
Tanh 1 r r consumed_inputs:is
Tanh 6 r r
Tanh 13 r r
TensorScatter 24 rro r axis:i=-2 mode:s=linear
TfIdfVectorizer 9 r r max_gram_length:i! max_skip_count:i! min_gram_length:i! mode:s! ngram_counts:is! ngram_indexes:is! pool_int64s:is pool_strings:ss weights:fs
ThresholdedRelu 10 r r alpha:f=1
ThresholdedRelu 22 r r alpha:f=1
Tile 1 rrr r
Tile 6 rr r
Tile 13 rr r
TopK 1 r rr axis:i=-1 k:i!
TopK 10 rr rr axis:i=-1
TopK 11 rr rr axis:i=-1 largest:i=1 sorted:i=1
TopK 24 rr rr axis:i=-1 largest:i=1 sorted:i=1
Transpose 1 r r perm:is
Transpose 13 r r perm:is
Transpose 21 r r perm:is
Transpose 23 r r perm:is
Transpose 24 r r perm:is
Transpose 25 r r perm:is
Trilu 14 ro r upper:i=1
Unique 11 r rooo axis:i sorted:i=1
Unique 28 r rooo axis:i sorted:i=1
Unsqueeze 1 r r axes:is!
Unsqueeze 11 r r axes:is!
Unsqueeze 13 rr r
Unsqueeze 21 rr r
Unsqueeze 23 rr r
Unsqueeze 24 rr r
Unsqueeze 25 rr r
Upsample 1 r r height_scale:f! mode:s=nearest width_scale:f!
Upsample 7 r r mode:s=nearest scales:fs!
Upsample 9 rr r mode:s=nearest
Upsample 10 deprecated rr r mode:s=nearest
Where 9 rrr r
Where 16 rrr r
Xor 1 rr r axis:i broadcast:i=0
Xor 7 rr r
`;

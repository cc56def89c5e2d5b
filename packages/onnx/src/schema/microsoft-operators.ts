// The operators of domain com.microsoft, transcribed from the schemas of ONNX Runtime 1.32. The domain has one version, whose
// operators gain inputs and attributes over time.
// Line format: see `operator-table.ts`.

export const MICROSOFT_OPERATORS = `
Attention 1 rrooooo ro do_rotary:i mask_filter_value:f num_heads:i! past_present_share_buffer:i qkv_hidden_sizes:is rotary_embedding_dim:i scale:f unidirectional:i=0
AttnLSTM 1 rrrooooooooooo ooo activation_alpha:fs activation_beta:fs activations:ss clip:f direction:s=forward hidden_size:i input_forget:i=0
BeamSearch 1 rrorrooooooo roo decoder:g! decoder_start_token_id:i=-1 early_stopping:i=0 encoder:g eos_token_id:i! init_decoder:g model_type:i=0 no_repeat_ngram_size:i=0 pad_token_id:i! vocab_size:i=-1
BiasAdd 1 rrr r
BiasDropout 1 rrooo ro seed:i
BiasGelu 1 rr r
BiasSoftmax 1 rr r axis:i=1 is_inner_broadcast:i!
BiasSplitGelu 1 rr r
BifurcationDetector 1 rrro rr max_ngram_size:i=3 min_ngram_size:i=1
BitmaskBiasDropout 1 rrooo ro seed:i
BitmaskDropout 1 roo ro seed:i
BranchwiseRMSNorm 1 ro r epsilon:f=1e-05 num_branches:i=0
CDist 1 rr r metric:s=sqeuclidean
CausalConvWithState 1 rroo rro activation:s=none channels_last:i=0 dilation:i=1 input_channel_offset:i=0 input_channels:i=0 ndim:i=1 state_channels_last:i=-1 state_length:i=0 state_update_capacity:i=0 state_window:i=0
ComplexMul 1 rr r
ComplexMulConj 1 rr r
ConvStateReplay 1 rrrr r
ConvTransposeWithDynamicPads 1 rroo r auto_pad:s=NOTSET dilations:is group:i=1 kernel_shape:is output_padding:is strides:is
CropAndResize 1 rrrr r extrapolation_value:f=0 mode:s=bilinear
DecoderAttention 1 rrrrrooorrrr roo mask_filter_value:f num_heads:i!
DecoderMaskedMultiHeadAttention 1 roooooooooo rooo mask_filter_value:f num_heads:i! output_qk:i past_present_share_buffer:i scale:f
DecoderMaskedSelfAttention 1 rrrororoo rr do_rotary:i mask_filter_value:f num_heads:i! past_present_share_buffer:i scale:f
DequantizeBFP 1 rrr r bfp_type:i! block_dim:i=-1 dtype:i=1
DequantizeLinear 1 rro r axis:i
DequantizeWithOrder 1 rr r order_input:i! order_output:i! to:i!
DynamicQuantizeLSTM 1 rrrooooorrrr ooo activation_alpha:fs activation_beta:fs activations:ss clip:f direction:s=forward hidden_size:i input_forget:i=0
DynamicQuantizeMatMul 1 rrroo r
DynamicSparseAttention 1 roooooorrrrooooooooo rooo attention_mode:s=selected_only auxiliary_kv_shared:i=0 do_rotary:i=0 is_causal:i=1 kv_num_heads:i! local_window_size:i=-1 num_heads:i! output_bf16:i=0 qk_norm_epsilon:f=1e-06 rotary_interleaved:i=0 rotary_offset:i=0 scale:f selected_kv_source:s=main smooth_softmax:i=0
DynamicTimeWarping 1 r r
EPContext 1 v0 v1 embed_mode:i=1 ep_cache_context:s ep_sdk_version:s hardware_architecture:s main_context:i=1 max_size:i=0 notes:s onnx_model_filename:s partition_name:s source:s
EmbedLayerNormalization 1 rorrorroo roo epsilon:f=1e-12 mask_index_type:i
EngramGate 1 rrrrro ro epsilon:f=1e-05
ExpandDims 1 rr r
FastGelu 1 ro r
FusedConv 1 rroo r activation:s activation_params:fs auto_pad:s=NOTSET dilations:is group:i=1 kernel_shape:is pads:is strides:is
FusedGemm 1 rro r activation:s activation_alpha:f activation_beta:f activation_gamma:f alpha:f=1 beta:f=1 transA:i=0 transB:i=0
FusedMatMul 1 rr r alpha:f=1 transA:i=0 transB:i=0 transBatchA:i=0 transBatchB:i=0
FusedMatMulActivation 1 rr r activation:s! activation_alpha:f activation_axis:i activation_beta:f activation_gamma:f alpha:f=1 transA:i=0 transB:i=0 transBatchA:i=0 transBatchB:i=0
GatedAdd 1 rrro r
GatedDeltaNet 1 roooooooooo roo beta_activation:s=none chunk_size:i=64 gate_activation:s=none gate_lower_bound:f=-5 qk_l2_norm:i=0 scale:f=0 state_update_capacity:i=0 update_rule:s=gated_delta
GatedDeltaNetStateReplay 1 rrrr r
GatedRMSNorm 1 rrr r activation:s=silu epsilon:f=1e-05
GatedRelativePositionBias 1 rrrrrro r num_heads:i!
GatherBlockQuantized 1 rrro r bits:i=4 block_size:i=128 gather_axis:i=0 quantize_axis:i=1
GatherND 1 rr r
GatherPacked 1 rr r K:i! output_dtype:i=16 packed_type:i!
Gelu 1 r r
GemmFastGelu 1 rro r
GemmFloat8 1 rroooo r activation:s alpha:f=1 beta:f=0 dtype:i=1 transA:i=0 transB:i=0
GemmaRotaryEmbedding 1 rrrrr rr
GreedySearch 1 rrooooo r decoder:g! decoder_start_token_id:i=-1 encoder:g eos_token_id:i! init_decoder:g model_type:i=0 no_repeat_ngram_size:i=0 pad_token_id:i! vocab_size:i=-1
GridSample 1 rr r align_corners:i=0 mode:s=bilinear padding_mode:s=zeros
GroupNorm 1 rrr r activation:i! channels_last:i=1 epsilon:f=1e-05 groups:i!
GroupQueryAttention 1 roooorroooooooooo rooo causal:i=1 do_rotary:i k_norm_epsilon:f k_quant_type:s=NONE kv_cache_bit_width:i kv_num_heads:i! local_window_size:i=-1 num_heads:i! q_norm_epsilon:f qk_norm_epsilon:f=1e-06 qk_output:i=0 rotary_interleaved:i scale:f sliding_window_cache:i=0 smooth_softmax:i=-1 softcap:f v_quant_type:s=NONE
HyperConnectionLowRankMix 1 rrrrroo rro epsilon:f=1e-05 gate_div:f=1 gate_mul:f=1 num_branches:i! reduction_scale:f=1 silu_alpha:f=1
HyperConnectionPostMix 1 rrro r num_branches:i=0
HyperConnectionPreMix 1 rr r num_branches:i=0 reduction_scale:f=1
Inverse 1 r r
Irfft 1 r r normalized:i=0 onesided:i=1 signal_ndim:i!
IsAllFinite 1 v1 r isinf_only:i=0 isnan_only:i=0
LinearAttention 1 rrrooo rr chunk_size:i=64 kv_num_heads:i! q_num_heads:i! scale:f=0 state_window:i=0 update_rule:s=gated_delta
LinearAttentionGate 1 rrro ro
LongformerAttention 1 rrrrrrr r num_heads:i! window:i!
MRotaryEmbedding 1 rrrr r interleaved:i is_packed_batching:i mrope_layout:i mrope_section:is! num_heads:i rotary_embedding_dim:i scale:f
Mamba2Verify 1 rrrrrrrrrr rrroo d_state:i=128 epsilon:f=1e-05 head_dim:i=64 heads:i! n_groups:i! time_step_min:f=0.001
MatMulBlockQuantizedFp4Weight 1 rrrroo r block_size:i=16
MatMulBlockQuantizedFp8Weight 1 rrroo r block_size:i=128
MatMulBnb4 1 rrr r K:i! N:i! block_size:i! quant_type:i! training_mode:i=0 transB:i=1
MatMulFpQ4 1 rrr r blk_quant_type:i=1
MatMulInteger16 1 rr r
MatMulIntegerToFloat 1 rrrrooo r
MatMulNBits 1 rrrooo r K:i! N:i! accuracy_level:i=0 bits:i=4 block_size:i! weight_prepacked:i=0
MatMulNBitsMlp 1 roorrorro ro K:i! N:i! accuracy_level:i=0 activation:s! bits:i=4 block_size:i! epsilon:f=1e-05
MatMulNBitsQLoRA 1 rrrrrrr r K:i! N:i! accuracy_level:i=0 bits:i=4 block_size:i=32 lora_bits:i=8 lora_block_size:i=32
MatMulNBitsQkv 1 rorrrorrorro rrro K:i! Nkv:i! Nq:i! accuracy_level:i=0 bits:i=4 block_size:i! epsilon:f=1e-06
MatMulPacked 1 rro r K:i! N:i! activation_type:s=none packed_type:i!
MaxpoolWithMask 1 rr r auto_pad:s=NOTSET kernel_shape:is pads:is storage_order:i=0 strides:is
MoE 1 rrrorooo r activation_alpha:f=1 activation_beta:f=0 activation_type:s=relu k:i=1 normalize_routing_weights:i=0 swiglu_fusion:i=0 swiglu_limit:f swiglu_limit_after_activation:i=0 use_sparse_mixer:i=0
MoEGroupRouter 1 rro ooo group_topk:i=2 n_group:i=1 router_sentinel:f=-10000 top_k:i! topk_group:i=1
MoEPacked 1 rrroro r activation_type:s=swiglu down_type:i! gate_type:i! k:i=1 normalize_routing_weights:i=1 routed_scaling_factor:f=1 routing_epsilon:f=0 up_type:i=-1
MulInteger 1 roro r
MultiHeadAttention 1 rooooooooo rooo mask_filter_value:f num_heads:i! scale:f unidirectional:i=0
MurmurHash3 1 r r positive:i=1 seed:i=0
NGramHashMapping 1 rrroooo ro max_ngram_size:i! n_head_per_ngram:i! pad_id:i! reset_on_eos:i=0
NGramRepeatBlock 1 rr r ngram_size:i!
NhwcConv 1 rro r auto_pad:s=NOTSET dilations:is group:i=1 kernel_shape:is pads:is strides:is
NhwcFusedConv 1 rroo r activation:s activation_params:fs auto_pad:s=NOTSET dilations:is group:i=1 kernel_shape:is pads:is strides:is
NhwcMaxPool 1 r r auto_pad:s=NOTSET ceil_mode:i=0 dilations:is kernel_shape:is! pads:is strides:is
PackedAttention 1 rrrrro r num_heads:i! qkv_hidden_sizes:is scale:f
PackedMultiHeadAttention 1 rooorro r mask_filter_value:f num_heads:i! scale:f
PackedSparseAttentionIndexer 1 rorrrrrroooorroroooooo rrrrorooo compress_ratio:i! epsilon:f=1e-06 head_weight_scale:f index_topk:i indexshare_state_policy:s=default max_output_entries:i=0 policy_mode:s! scale:f state_capacity:i! state_update_capacity:i=0 token_budget:i
PackedSparseAttentionIndexerMerge 1 rrroooo rrr max_output_entries:i! policy_mode:s!
Pad 1 rro r mode:s=constant
PagedAttention 1 roororrrooooooooo roo do_rotary:i is_causal:i=1 k_cache_dtype:s= k_quant_type:s=NONE kv_cache_layout:s=SEPARATE kv_num_heads:i! local_window_size:i=-1 num_heads:i! qk_norm_epsilon:f rotary_interleaved:i rotary_offset:i scale:f softcap:f v_cache_dtype:s= v_head_size:i v_quant_type:s=NONE
QAttention 1 rrrrroooo ro do_rotary:i mask_filter_value:f num_heads:i! past_present_share_buffer:i scale:f unidirectional:i=0
QEmbedLayerNormalization 1 rorrorrorrorrrrorr rr epsilon:f=1e-12
QGemm 1 rrrrrrooo r alpha:f=1 transA:i=0 transB:i=0
QLinearAdd 1 rrorroro r
QLinearAveragePool 1 rroro r auto_pad:s=NOTSET ceil_mode:i=0 channels_last:i=0 count_include_pad:i=0 kernel_shape:is! pads:is strides:is
QLinearConcat 1 rrv3 r axis:i!
QLinearConv 1 rrrrrrrro r auto_pad:s=NOTSET channels_last:i=0 dilations:is group:i=1 kernel_shape:is pads:is strides:is
QLinearGlobalAveragePool 1 rrrrr r channels_last:i=0
QLinearLeakyRelu 1 rroro r alpha:f=0.01
QLinearMul 1 rrorroro r
QLinearReduceMean 1 rroro r axes:is! keepdims:i!
QLinearSigmoid 1 rroro r
QLinearSoftmax 1 rrorr r axis:i=-1 opset:i!
QLinearWhere 1 rrrrrrrrr r
QMoE 1 rrroorooooooooooooooo r accuracy_level:i=0 activation_alpha:f=1 activation_beta:f=0 activation_type:s=relu block_size:i expert_weight_bits:i=4 fc1_expert_weight_bits:i fc2_expert_weight_bits:i fc3_expert_weight_bits:i k:i=1 normalize_routing_weights:i=0 quant_type:s=int swiglu_fusion:i=0 swiglu_limit:f swiglu_limit_after_activation:i=0 use_sparse_mixer:i=0 weights_prepacked:i=-1
QOrderedAttention 1 rrrrrrrrrrrrrroorooo r num_heads:i! order_input:i! order_output:i! order_weight:i! qkv_hidden_sizes:is unidirectional:i=0
QOrderedGelu 1 rrr r order_X:i order_Y:i
QOrderedLayerNormalization 1 rrror r axis:i=-1 epsilon:f=1e-05 order_X:i=1 order_Y:i=1
QOrderedLongformerAttention 1 rrrrrrrrrrrrrr r num_heads:i! order_global_weight:i! order_input:i! order_output:i! order_weight:i! window:i!
QOrderedMatMul 1 rrrrrooo r order_A:i! order_B:i! order_Y:i!
QuantizeBFP 1 r rrr bfp_type:i! block_dim:i=-1
QuantizeLinear 1 rro r axis:i
QuantizeWithOrder 1 rr r order_input:i! order_output:i!
QuickGelu 1 r r alpha:f=1.702
RMSNormRotary 1 rrrrro ro epsilon:f=1e-06 flatten_batch:i=0 input_start:i=0 input_width:i=0 output_fp16:i=0 rotary_embedding_dim:i! use_fp32_arithmetic:i=1
Range 1 rro r
ReduceSumInteger 1 r r axes:is! keepdims:i!
RelativePositionBias 1 rrr r is_bidirectional:i=0 max_distance:i!
RemovePadding 1 rr rrrr
RestorePadding 1 rr r
Rfft 1 r r normalized:i=0 onesided:i=1 signal_ndim:i=1
RotaryEmbedding 1 rrrr r interleaved:i is_packed_batching:i num_heads:i rotary_embedding_dim:i scale:f
RouterGateUpProj 1 rr rr activation:s=swiglu activation_alpha:f=1 activation_beta:f=0 limit:f=0 router_size:i!
SampleOp 1 r r
Sampling 1 rrooooooo ro custom:i=0 decoder:g! decoder_start_token_id:i=-1 encoder:g eos_token_id:i! filter_value:f=-1e+20 init_decoder:g min_tokens_to_keep:i=0 model_type:i=0 no_repeat_ngram_size:i=0 pad_token_id:i! presence_penalty:f=0 temperature:f=1 top_p:f=0 vocab_size:i=-1
ScaledSiLU 1 ro r alpha:f=1
SkipGroupNorm 1 rrrro ro activation:i! channels_last:i=1 epsilon:f=1e-05 groups:i!
SkipLayerNormalization 1 rrroo rooo epsilon:f=1e-12
SkipSimplifiedLayerNormalization 1 rrro rooo epsilon:f=1e-12
Snpe 1 v1 v1 DLC:s! notes:s snpe_version:s target_device:s
SparseAttention 1 roorrrrrroo rrr do_rotary:i kv_num_heads:i! num_heads:i! rotary_interleaved:i scale:f sparse_block_size:i!
SparseAttentionIndexer 1 rorrrroroooooo rro compress_ratio:i! epsilon:f=1e-06 head_weight_scale:f index_topk:i policy_mode:s! scale:f token_budget:i
SparsePagedAttention 1 roorrrrrorrooooooooooo roo attention_mode:s=selected_only auxiliary_cache_layout:s=contiguous auxiliary_kv_shared:i=0 do_rotary:i=0 is_causal:i=1 k_quant_type:s=NONE kv_num_heads:i! local_window_size:i=-1 num_heads:i! qk_norm_epsilon:f=1e-06 rotary_interleaved:i=0 rotary_offset:i=0 scale:f selected_kv_source:s=main softcap:f v_quant_type:s=NONE
SparseToDenseMatMul 1 rr r alpha:f=1 transA:i=0 transB:i=0
SpeculativePrefixCommit 1 rrrrrrr rrr head_rows:i=8
SwiGLU 1 ro r activation_alpha:f=1 activation_beta:f=0 limit:f=0 round_activation:i=0
Tokenizer 1 r r mark:i! mincharnum:i! pad_value:s! separators:ss tokenexp:s
TorchEmbedding 1 rroo r
TransposeMatMul 1 rr r alpha:f=1 transA:i=0 transB:i=0
Trilu 1 ro r upper:i=1
UnfoldTensor 1 r r dim:i=-1 size:i! step:i=1
Unique 1 r rrr
VarlenCausalConvWithState 1 rrrorooo rro activation:s=none delta_offset:i=0 dilation:i=1 group_size:i=1 state_update_capacity:i=0
VarlenNGramHashMapping 1 rrrroooooo rooo max_ngram_size:i! n_head_per_ngram:i! pad_id:i! reset_on_eos:i=0 state_update_capacity:i=0
WhisperBeamSearch 1 rrorroooooooooo roooo beginning_timestamp_token_id:i decoder:g! decoder_output_cross_qk:i decoder_start_token_id:i=-1 early_stopping:i=0 encoder:g eos_token_id:i! init_decoder:g model_type:i=2 no_repeat_ngram_size:i=0 no_speech_token_id:i no_timestamps_token_id:i pad_token_id:i! start_of_lm_token_id:i transcribe_token_id:i translate_token_id:i vocab_size:i=-1
WordConvEmbedding 1 rrrr r char_embedding_size:i conv_window_size:i embedding_size:i
`;

// The operators of domain ai.onnx.ml, versions 1 to 5, transcribed from the schemas of onnx 1.23.
// Line format: see `operator-table.ts`.

export const ML_OPERATORS = `
ArrayFeatureExtractor 1 rr r
Binarizer 1 r r threshold:f=0
CastMap 1 r r cast_to:s=TO_FLOAT map_form:s=DENSE max_map:i=1
CategoryMapper 1 r r cats_int64s:is cats_strings:ss default_int64:i=-1 default_string:s=_Unused
DictVectorizer 1 r r int64_vocabulary:is string_vocabulary:ss
FeatureVectorizer 1 v1 r inputdimensions:is
Imputer 1 r r imputed_value_floats:fs imputed_value_int64s:is replaced_value_float:f=0 replaced_value_int64:i=0
LabelEncoder 1 r r classes_strings:ss default_int64:i=-1 default_string:s=_Unused
LabelEncoder 2 r r default_float:f=-0 default_int64:i=-1 default_string:s=_Unused keys_floats:fs keys_int64s:is keys_strings:ss values_floats:fs values_int64s:is values_strings:ss
LabelEncoder 4 r r default_float:f=-0 default_int64:i=-1 default_string:s=_Unused default_tensor:t keys_floats:fs keys_int64s:is keys_strings:ss keys_tensor:t values_floats:fs values_int64s:is values_strings:ss values_tensor:t
LinearClassifier 1 r rr classlabels_ints:is classlabels_strings:ss coefficients:fs! intercepts:fs multi_class:i=0 post_transform:s=NONE
LinearRegressor 1 r r coefficients:fs intercepts:fs post_transform:s=NONE targets:i=1
Normalizer 1 r r norm:s=MAX
OneHotEncoder 1 r r cats_int64s:is cats_strings:ss zeros:i=1
SVMClassifier 1 r rr classlabels_ints:is classlabels_strings:ss coefficients:fs kernel_params:fs kernel_type:s=LINEAR post_transform:s=NONE prob_a:fs prob_b:fs rho:fs support_vectors:fs vectors_per_class:is
SVMRegressor 1 r r coefficients:fs kernel_params:fs kernel_type:s=LINEAR n_supports:i=0 one_class:i=0 post_transform:s=NONE rho:fs support_vectors:fs
Scaler 1 r r offset:fs scale:fs
TreeEnsemble 5 r r aggregate_function:i=1 leaf_targetids:is! leaf_weights:t! membership_values:t n_targets:i nodes_falseleafs:is! nodes_falsenodeids:is! nodes_featureids:is! nodes_hitrates:t nodes_missing_value_tracks_true:is nodes_modes:t! nodes_splits:t! nodes_trueleafs:is! nodes_truenodeids:is! post_transform:i=0 tree_roots:is!
TreeEnsembleClassifier 1 r rr base_values:fs class_ids:is class_nodeids:is class_treeids:is class_weights:fs classlabels_int64s:is classlabels_strings:ss nodes_falsenodeids:is nodes_featureids:is nodes_hitrates:fs nodes_missing_value_tracks_true:is nodes_modes:ss nodes_nodeids:is nodes_treeids:is nodes_truenodeids:is nodes_values:fs post_transform:s=NONE
TreeEnsembleClassifier 3 r rr base_values:fs base_values_as_tensor:t class_ids:is class_nodeids:is class_treeids:is class_weights:fs class_weights_as_tensor:t classlabels_int64s:is classlabels_strings:ss nodes_falsenodeids:is nodes_featureids:is nodes_hitrates:fs nodes_hitrates_as_tensor:t nodes_missing_value_tracks_true:is nodes_modes:ss nodes_nodeids:is nodes_treeids:is nodes_truenodeids:is nodes_values:fs nodes_values_as_tensor:t post_transform:s=NONE
TreeEnsembleClassifier 5 deprecated r rr base_values:fs base_values_as_tensor:t class_ids:is class_nodeids:is class_treeids:is class_weights:fs class_weights_as_tensor:t classlabels_int64s:is classlabels_strings:ss nodes_falsenodeids:is nodes_featureids:is nodes_hitrates:fs nodes_hitrates_as_tensor:t nodes_missing_value_tracks_true:is nodes_modes:ss nodes_nodeids:is nodes_treeids:is nodes_truenodeids:is nodes_values:fs nodes_values_as_tensor:t post_transform:s=NONE
TreeEnsembleRegressor 1 r r aggregate_function:s=SUM base_values:fs n_targets:i nodes_falsenodeids:is nodes_featureids:is nodes_hitrates:fs nodes_missing_value_tracks_true:is nodes_modes:ss nodes_nodeids:is nodes_treeids:is nodes_truenodeids:is nodes_values:fs post_transform:s=NONE target_ids:is target_nodeids:is target_treeids:is target_weights:fs
TreeEnsembleRegressor 3 r r aggregate_function:s=SUM base_values:fs base_values_as_tensor:t n_targets:i nodes_falsenodeids:is nodes_featureids:is nodes_hitrates:fs nodes_hitrates_as_tensor:t nodes_missing_value_tracks_true:is nodes_modes:ss nodes_nodeids:is nodes_treeids:is nodes_truenodeids:is nodes_values:fs nodes_values_as_tensor:t post_transform:s=NONE target_ids:is target_nodeids:is target_treeids:is target_weights:fs target_weights_as_tensor:t
TreeEnsembleRegressor 5 deprecated r r aggregate_function:s=SUM base_values:fs base_values_as_tensor:t n_targets:i nodes_falsenodeids:is nodes_featureids:is nodes_hitrates:fs nodes_hitrates_as_tensor:t nodes_missing_value_tracks_true:is nodes_modes:ss nodes_nodeids:is nodes_treeids:is nodes_truenodeids:is nodes_values:fs nodes_values_as_tensor:t post_transform:s=NONE target_ids:is target_nodeids:is target_treeids:is target_weights:fs target_weights_as_tensor:t
ZipMap 1 r r classlabels_int64s:is classlabels_strings:ss
`;

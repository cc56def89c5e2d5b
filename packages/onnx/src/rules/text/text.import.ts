import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** Languages whose letters change case in ways of their own. */
const SPECIAL_CASE = /^(tr|az|lt)([._-]|$)/i;

function normalizer(n: NodeReader, b: ImportBuilder) {
  const action = n.word('case_change_action', { NONE: 'keep', LOWER: 'lower', UPPER: 'upper' } as const);
  const locale = n.given('locale') ? n.string('locale') : '';
  if (SPECIAL_CASE.test(locale) && action !== 'keep') {
    n.unsupported(`locale=${JSON.stringify(locale)}`, 'case changes as Unicode has it for all languages');
  }
  return b.value('string_normalize', [n.in(0)], {
    case: action,
    stop_words: n.maybeStrings('stopwords') ?? [],
    case_sensitive: n.flag('is_case_sensitive'),
  });
}

/** Whether the pattern is valid is seen where it is compiled: by the kernel, which has RE2's parser. */
function fullMatch(n: NodeReader, b: ImportBuilder) {
  const pattern = n.given('pattern') ? n.string('pattern') : n.invalid('it has no pattern');
  return b.value('regex_full_match', [n.in(0)], { pattern });
}

/** ONNX operators on strings. */
export const textRules = [
  importRule('ai.onnx', 'StringConcat', { '20-': (n, b) => b.value('string_concat', [n.in(0), n.in(1)]) }),
  importRule('ai.onnx', 'StringSplit', {
    '20-': (n, b) =>
      b.values('string_split', [n.in(0)], {
        delimiter: n.given('delimiter') ? n.string('delimiter') : '',
        max_splits: n.maybeInt('maxsplit'),
      }),
  }),
  importRule('ai.onnx', 'StringNormalizer', { '10-': normalizer }),
  importRule('ai.onnx', 'RegexFullMatch', { '20-': fullMatch }),
];

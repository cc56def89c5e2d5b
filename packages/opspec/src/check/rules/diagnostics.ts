// Codes of what can be wrong with a rule file that parses and that no expression has. Expressions report the codes of the op
// language, which they are written in.

import { diagnostic } from '@afterglow/core';
import { told } from '../../diagnostics.js';

export const ruleDiagnostics = {
  unknownVersion: diagnostic<{ readonly found: string; readonly supported: number }>({
    code: 'rule/unknown-version',
    severity: 'error',
    message: ({ found, supported }) =>
      `this file is written in version ${found} of the rule language; this reader knows ${supported}`,
    explanation: 'The first line of a rule file names the version of the language.\n\n```text\nrulespec 99\n```',
  }),
  noGroup: told({
    code: 'rule/no-group',
    explanation:
      'A file with rules names their group in its head; passes take rules by group.\n\n```text\nrulespec 1\nrule r { match neg(neg(%x)) rewrite %x }\n```',
  }),
  badPattern: told({
    code: 'rule/bad-pattern',
    explanation:
      'A pattern cannot match, or does not say enough: it starts at no node, has more operands than the op, leaves out a required attribute, or defines a value that nothing in it reads.\n\n```text\nmatch transpose(%x)\n```',
  }),
  unboundName: told({
    code: 'rule/unbound-name',
    explanation:
      'A name is used that only some alternatives of the pattern bind.\n\n```text\nmatch add(%x, relu(%y) | tanh(%z))\nrewrite %y\n```',
  }),
  badReplacement: told({
    code: 'rule/bad-replacement',
    explanation:
      'The replacement is no graph: an op gets operands or attributes it does not have, or there are not as many values as results to replace.\n\n```text\nmatch neg(%x)\nrewrite relu(%x, %x)\n```',
  }),
  noReason: told({
    code: 'rule/no-reason',
    explanation:
      'A condition gives no reason. People read it when they ask why a fusion did not happen.\n\n```text\nwhere rank(%x) == 2 : ""\n```',
  }),
};

// The declaration half of the rule grammar: files, rules, conditions, replacements.

import { token, vocabularyOf } from '@afterglow/syntax';
import type { IToken } from 'chevrotain';
import type { DefDecl, Name } from './ast.js';
import { keywords as k } from './keywords.js';
import { PatternParser } from './pattern-parser.js';
import type { Build, BuildAttr, BuildLine, MatchDecl, OpVariable, Rewrite, RuleClause, RuleDecl } from './rule-ast.js';
import { allRuleKeywords, ruleKeywords as r } from './rule-keywords.js';

interface Header {
  readonly version: string;
  readonly versionToken: IToken;
  readonly group: Name | undefined;
  readonly doc: string;
}

export class RuleParser extends PatternParser {
  constructor() {
    super(vocabularyOf(allRuleKeywords));
    this.performSelfAnalysis();
  }

  file = this.RULE('file', (): { header: Header; declarations: (RuleDecl | DefDecl)[] } => {
    const header = this.SUBRULE(this.header);
    const declarations: (RuleDecl | DefDecl)[] = [];
    this.MANY(() => declarations.push(this.SUBRULE(this.declaration)));
    return { header, declarations };
  });

  header = this.RULE('header', (): Header => {
    this.CONSUME(r.rulespec);
    const versionToken = this.CONSUME(token.IntegerLiteral);
    let group: Name | undefined;
    let doc = '';
    this.OPTION(() => {
      const first = this.CONSUME(r.group);
      doc = this.docBefore(first);
      group = this.SUBRULE(this.kebabName);
    });
    return { version: versionToken.image, versionToken, group, doc };
  });

  declaration = this.RULE('declaration', (): RuleDecl | DefDecl =>
    this.OR<RuleDecl | DefDecl>([{ ALT: () => this.SUBRULE(this.rule) }, { ALT: () => this.SUBRULE(this.def) }]),
  );

  /** `fuse-bias`: words joined by dashes without space. */
  private kebabName: (idx?: number) => Name = this.RULE('kebabName', (): Name => {
    const first = this.LA(1);
    this.SUBRULE(this.label);
    this.MANY(() => {
      this.CONSUME(token.Minus);
      this.OR([{ ALT: () => this.SUBRULE2(this.label) }, { ALT: () => this.CONSUME(token.IntegerLiteral) }]);
    });
    return this.ACTION(() => {
      const span = this.since(first);
      return { text: this.source.text.slice(span.offset, span.offset + span.length), span };
    });
  });

  private rule: (idx?: number) => RuleDecl = this.RULE('ruleDeclaration', (): RuleDecl => {
    const first = this.CONSUME(r.rule);
    const doc = this.docBefore(first);
    const name = this.SUBRULE(this.kebabName);
    const variables: OpVariable[] = [];
    this.OPTION(() => {
      this.CONSUME(k.for);
      this.AT_LEAST_ONE_SEP({
        SEP: token.Comma,
        DEF: () => {
          const variable = this.SUBRULE(this.word);
          this.CONSUME(k.in);
          variables.push({ name: variable, ops: this.SUBRULE(this.opSet) });
        },
      });
    });
    this.CONSUME(token.LBrace);
    const matches: MatchDecl[] = [];
    this.AT_LEAST_ONE(() => matches.push(this.SUBRULE(this.match)));
    const clauses: RuleClause[] = [];
    this.MANY(() => clauses.push(this.SUBRULE(this.clause)));
    const rewrite = this.SUBRULE(this.rewrite);
    this.CONSUME(token.RBrace);
    return this.ACTION(() => ({
      kind: 'rule',
      source: this.source,
      name,
      doc,
      variables,
      matches,
      clauses,
      rewrite,
    }));
  });

  private opSet: (idx?: number) => Name[] = this.RULE('opSet', (): Name[] => {
    const ops: Name[] = [];
    this.CONSUME(token.LBrace);
    this.AT_LEAST_ONE_SEP({ SEP: token.Comma, DEF: () => ops.push(this.SUBRULE(this.label)) });
    this.CONSUME(token.RBrace);
    return ops;
  });

  private clause: (idx?: number) => RuleClause = this.RULE(
    'clause',
    (): RuleClause =>
      this.OR<RuleClause>([
        {
          ALT: (): RuleClause => {
            this.CONSUME(k.let);
            const name = this.SUBRULE(this.word);
            this.CONSUME(token.Equals);
            return { kind: 'let', name, value: this.SUBRULE(this.expression) };
          },
        },
        {
          ALT: (): RuleClause => {
            const first = this.CONSUME(r.when);
            const test = this.SUBRULE2(this.expression);
            return { kind: 'when', test, span: this.since(first) };
          },
        },
        {
          ALT: (): RuleClause => {
            const first = this.CONSUME(k.where);
            const test = this.SUBRULE3(this.expression);
            const span = this.since(first);
            this.CONSUME(token.Colon);
            return { kind: 'where', test, because: this.SUBRULE(this.text), span };
          },
        },
      ]),
  );

  private rewrite: (idx?: number) => Rewrite = this.RULE('rewriteDeclaration', (): Rewrite => {
    const first = this.CONSUME(r.rewrite);
    const lines: BuildLine[] = [];
    let results: Build[] | undefined;
    this.MANY({ GATE: () => this.atLine(), DEF: () => lines.push(this.SUBRULE(this.buildLine)) });
    this.OPTION(() => {
      results = this.OR([
        { ALT: () => [this.SUBRULE(this.build)] },
        {
          ALT: () => {
            const several: Build[] = [];
            this.CONSUME(token.LParen);
            this.AT_LEAST_ONE_SEP({ SEP: token.Comma, DEF: () => several.push(this.SUBRULE2(this.build)) });
            this.CONSUME(token.RParen);
            return several;
          },
        },
      ]);
    });
    return { lines, results, span: this.since(first) };
  });

  private buildLine: (idx?: number) => BuildLine = this.RULE('buildLine', (): BuildLine => {
    const first = this.LA(1);
    const names = this.SUBRULE(this.resultNames);
    this.CONSUME(token.Equals);
    return { names, value: this.SUBRULE(this.build), span: this.since(first) };
  });

  private build: (idx?: number) => Build = this.RULE(
    'build',
    (): Build =>
      this.OR<Build>({
        IGNORE_AMBIGUITIES: true,
        DEF: [
          { GATE: () => this.LA(2).tokenType === token.LParen, ALT: () => this.SUBRULE(this.buildNode) },
          {
            ALT: (): Build => {
              const taken = this.CONSUME(token.ValueName);
              return { kind: 'value', name: taken.image, span: this.since(taken) };
            },
          },
          {
            ALT: (): Build => {
              const dots = this.CONSUME(token.DotDot);
              const taken = this.CONSUME2(token.ValueName);
              return { kind: 'rest', name: taken.image, span: this.since(dots) };
            },
          },
          {
            ALT: (): Build => {
              const first = this.CONSUME(r.const);
              const type = this.SUBRULE(this.type);
              this.CONSUME(token.Equals);
              const value = this.SUBRULE(this.expression);
              return { kind: 'const', type, value, span: this.since(first) };
            },
          },
          {
            GATE: () => this.LA(1).image === '_',
            ALT: (): Build => {
              const taken = this.CONSUME(token.Word);
              return { kind: 'missing', span: this.since(taken) };
            },
          },
        ],
      }),
  );

  private buildNode: (idx?: number) => Build = this.RULE('buildNode', (): Build => {
    const first = this.LA(1);
    const op = this.SUBRULE(this.label);
    const operands: Build[] = [];
    const attrs: BuildAttr[] = [];
    this.CONSUME(token.LParen);
    this.MANY_SEP({ SEP: token.Comma, DEF: () => operands.push(this.SUBRULE(this.build)) });
    this.CONSUME(token.RParen);
    this.OPTION(() => {
      this.CONSUME(token.LBrace);
      this.MANY_SEP2({ SEP: token.Comma, DEF: () => attrs.push(this.SUBRULE(this.buildAttr)) });
      this.CONSUME(token.RBrace);
    });
    return { kind: 'node', op, operands, attrs, span: this.since(first) };
  });

  private buildAttr: (idx?: number) => BuildAttr = this.RULE(
    'buildAttr',
    (): BuildAttr =>
      this.OR<BuildAttr>([
        {
          ALT: (): BuildAttr => {
            this.CONSUME(token.DotDot);
            return { kind: 'rest', name: this.SUBRULE(this.word) };
          },
        },
        {
          ALT: (): BuildAttr => {
            const name = this.SUBRULE2(this.word);
            this.CONSUME(token.Equals);
            return { kind: 'attr', name, value: this.SUBRULE(this.expression) };
          },
        },
      ]),
  );
}

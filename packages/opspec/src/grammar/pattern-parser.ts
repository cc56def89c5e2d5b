// The pattern half of the rule grammar: what a rule looks for.

import { token } from '@afterglow/syntax';
import type { Name, TypeExpr } from './ast.js';
import { spanOf } from './expression-parser.js';
import { keywords as k } from './keywords.js';
import type { AttrPattern, MatchDecl, NodePattern, Pattern, PatternLine, RestAttrs } from './rule-ast.js';
import { ruleKeywords as r } from './rule-keywords.js';
import { SignatureParser } from './signature-parser.js';

interface ListedAttrs {
  readonly attrs: AttrPattern[];
  readonly rest: RestAttrs | undefined;
}

export class PatternParser extends SignatureParser {
  protected match: (idx?: number) => MatchDecl = this.RULE('matchDeclaration', (): MatchDecl => {
    const first = this.CONSUME(r.match);
    const lines: PatternLine[] = [];
    this.OR([
      {
        GATE: () => this.atLine(),
        ALT: () =>
          this.AT_LEAST_ONE({ GATE: () => this.atLine(), DEF: () => lines.push(this.SUBRULE(this.patternLine)) }),
      },
      {
        ALT: () => {
          const pattern = this.SUBRULE(this.pattern);
          this.ACTION(() => lines.push({ names: [], pattern, span: pattern.span }));
        },
      },
    ]);
    return this.ACTION(() => ({ lines, span: spanOf(first, first) }));
  });

  /** True before `%name =` and `%name, …`. */
  protected atLine(): boolean {
    const [name, then] = [this.LA(1), this.LA(2).tokenType];
    const isName = name.tokenType === token.ValueName || name.image === '_';
    return isName && (then === token.Equals || then === token.Comma);
  }

  private patternLine: (idx?: number) => PatternLine = this.RULE('patternLine', (): PatternLine => {
    const first = this.LA(1);
    const names = this.SUBRULE(this.resultNames);
    this.CONSUME(token.Equals);
    const pattern = this.SUBRULE(this.pattern);
    return { names, pattern, span: this.since(first) };
  });

  protected resultNames: (idx?: number) => Name[] = this.RULE('resultNames', (): Name[] => {
    const names: Name[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: token.Comma,
      DEF: () => {
        const taken = this.OR([{ ALT: () => this.CONSUME(token.ValueName) }, { ALT: () => this.CONSUME(token.Word) }]);
        this.ACTION(() => names.push({ text: taken.image, span: spanOf(taken, taken) }));
      },
    });
    return names;
  });

  protected pattern: (idx?: number) => Pattern = this.RULE('pattern', (): Pattern => {
    const of: Pattern[] = [];
    const first = this.LA(1);
    this.AT_LEAST_ONE_SEP({ SEP: token.Pipe, DEF: () => of.push(this.SUBRULE(this.onePattern)) });
    return this.ACTION(() => {
      const [only] = of;
      return only && of.length === 1 ? only : { kind: 'either', of, span: this.since(first) };
    });
  });

  private onePattern: (idx?: number) => Pattern = this.RULE(
    'onePattern',
    (): Pattern =>
      this.OR({
        // The gate tells `f(…)` from a constant called `f`; `true` may not name an op here.
        IGNORE_AMBIGUITIES: true,
        DEF: [
          { GATE: () => this.atNode(), ALT: () => this.SUBRULE(this.nodePattern) },
          { ALT: () => this.SUBRULE(this.valuePattern) },
          { ALT: () => this.SUBRULE(this.numberPattern) },
          {
            ALT: (): Pattern => {
              this.CONSUME(token.DotDot);
              const taken = this.CONSUME(token.ValueName);
              return { kind: 'rest', name: taken.image, span: spanOf(taken, taken) };
            },
          },
          {
            ALT: (): Pattern => {
              const name = this.SUBRULE(this.word);
              return this.ACTION(() =>
                name.text === '_' ? { kind: 'any', span: name.span } : { kind: 'uniform', name, span: name.span },
              );
            },
          },
          {
            ALT: () => {
              this.CONSUME(token.LParen);
              const inner = this.SUBRULE(this.pattern);
              this.CONSUME(token.RParen);
              return inner;
            },
          },
        ],
      }),
  );

  /** True before `op(` and the words that may stand before it. */
  private atNode(): boolean {
    const { tokenType } = this.LA(1);
    if (tokenType === token.LParen || tokenType === token.ValueName) return false;
    if (this.LA(2).tokenType === token.LParen) return true;
    return tokenType === r.shared || tokenType === r.ordered;
  }

  private nodePattern: (idx?: number) => NodePattern = this.RULE('nodePattern', (): NodePattern => {
    const first = this.LA(1);
    let [shared, ordered] = [false, false];
    this.MANY({
      GATE: () => this.LA(2).tokenType !== token.LParen,
      DEF: () => {
        const word = this.OR([{ ALT: () => this.CONSUME(r.shared) }, { ALT: () => this.CONSUME(r.ordered) }]);
        if (word.tokenType === r.shared) shared = true;
        else ordered = true;
      },
    });
    const op = this.SUBRULE(this.label);
    const operands: Pattern[] = [];
    this.CONSUME(token.LParen);
    this.MANY_SEP({ SEP: token.Comma, DEF: () => operands.push(this.SUBRULE(this.pattern)) });
    this.CONSUME(token.RParen);
    let listed: ListedAttrs = { attrs: [], rest: undefined };
    this.OPTION(() => {
      listed = this.SUBRULE(this.attrPatterns);
    });
    const type = this.SUBRULE(this.typeOfPattern);
    return { kind: 'node', op, shared, ordered, operands, ...listed, type, span: this.since(first) };
  });

  private typeOfPattern: (idx?: number) => TypeExpr | undefined = this.RULE('typeOfPattern', () => {
    let type: TypeExpr | undefined;
    this.OPTION(() => {
      this.CONSUME(token.Colon);
      type = this.SUBRULE(this.type);
    });
    return type;
  });

  private attrPatterns: (idx?: number) => ListedAttrs = this.RULE('attrPatterns', (): ListedAttrs => {
    const attrs: AttrPattern[] = [];
    let rest: RestAttrs | undefined;
    this.CONSUME(token.LBrace);
    this.MANY_SEP({
      SEP: token.Comma,
      DEF: () =>
        this.OR([
          {
            ALT: () => {
              const dots = this.CONSUME(token.DotDot);
              const name = this.OPTION(() => this.SUBRULE(this.word));
              rest = { span: spanOf(dots, dots), name };
            },
          },
          {
            ALT: () => {
              const name = this.SUBRULE2(this.word);
              this.CONSUME(token.Equals);
              const value = this.SUBRULE(this.expression);
              const optional = this.OPTION2(() => this.CONSUME(token.Question)) !== undefined;
              attrs.push({ name, value, optional });
            },
          },
        ]),
    });
    this.CONSUME(token.RBrace);
    return { attrs, rest };
  });

  private valuePattern: (idx?: number) => Pattern = this.RULE('valuePattern', (): Pattern => {
    const first = this.LA(1);
    const constant = this.OPTION(() => this.CONSUME(r.const)) !== undefined;
    const { image: name } = this.CONSUME(token.ValueName);
    const optional = this.OPTION2(() => this.CONSUME(token.Question)) !== undefined;
    const type = this.SUBRULE(this.typeOfPattern);
    return { kind: 'value', name, constant, optional, type, span: this.since(first) };
  });

  private numberPattern: (idx?: number) => Pattern = this.RULE('numberPattern', (): Pattern => {
    const first = this.LA(1);
    const about = this.OPTION(() => this.CONSUME(token.Tilde)) !== undefined;
    const negative = this.OPTION2(() => this.CONSUME(token.Minus)) !== undefined;
    const taken = this.OR([
      { ALT: () => this.CONSUME(token.IntegerLiteral) },
      { ALT: () => this.CONSUME(token.FloatLiteral) },
      { ALT: () => this.CONSUME(k.true) },
      { ALT: () => this.CONSUME(k.false) },
    ]);
    return this.ACTION((): Pattern => {
      const magnitude = taken.image === 'true' ? 1 : taken.image === 'false' ? 0 : Number(taken.image);
      return { kind: 'number', value: negative ? -magnitude : magnitude, about, span: this.since(first) };
    });
  });
}

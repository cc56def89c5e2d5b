// The expression half of the op grammar: dims, integers, lists, conditions. Loosest first: `if`, `implies`, `or`, `and`, `not`,
// comparison, sum, product, sign, index. The dim part reads what `parseDim` reads.

import { plainErrorMessages, token, unquote } from '@afterglow/syntax';
import { EmbeddedActionsParser, type IToken, type TokenType } from 'chevrotain';
import type { BinaryOperator, Binder, Expr, ListItem, Name } from './ast.js';
import { keywords as k } from './keywords.js';

/** The span from the first to the last token of something. */
export function spanOf(first: IToken, last: IToken): { readonly offset: number; readonly length: number } {
  return { offset: first.startOffset, length: last.startOffset + last.image.length - first.startOffset };
}

export class ExpressionParser extends EmbeddedActionsParser {
  constructor(vocabulary: TokenType[]) {
    super(vocabulary, { errorMessageProvider: plainErrorMessages, maxLookahead: 2, recoveryEnabled: false });
  }

  /** Any word, also one that is a keyword elsewhere. */
  protected word = this.RULE('word', (): Name => {
    const taken = this.CONSUME(token.Word);
    return { text: taken.image, span: spanOf(taken, taken) };
  });

  protected text = this.RULE('text', (): string => {
    const taken = this.CONSUME(token.StringLiteral);
    return this.ACTION(() => unquote(taken.image) ?? taken.image);
  });

  expression: (idx?: number) => Expr = this.RULE(
    'expression',
    (): Expr => this.OR([{ ALT: () => this.SUBRULE(this.conditional) }, { ALT: () => this.SUBRULE(this.implication) }]),
  );

  private conditional: (idx?: number) => Expr = this.RULE('conditional', (): Expr => {
    const first = this.CONSUME(k.if);
    const test = this.SUBRULE(this.expression);
    this.CONSUME(k.then);
    const then = this.SUBRULE2(this.expression);
    this.CONSUME(k.else);
    const otherwise = this.SUBRULE3(this.expression);
    return { kind: 'if', test, then, else: otherwise, span: this.since(first) };
  });

  private implication: (idx?: number) => Expr = this.RULE('implication', (): Expr => {
    const left = this.SUBRULE(this.disjunction);
    let result = left;
    this.OPTION(() => {
      this.CONSUME(k.implies);
      const right = this.SUBRULE2(this.disjunction);
      result = this.join('implies', left, right);
    });
    return result;
  });

  private disjunction: (idx?: number) => Expr = this.RULE('disjunction', (): Expr => {
    let left = this.SUBRULE(this.conjunction);
    this.MANY(() => {
      this.CONSUME(k.or);
      left = this.join('or', left, this.SUBRULE2(this.conjunction));
    });
    return left;
  });

  private conjunction: (idx?: number) => Expr = this.RULE('conjunction', (): Expr => {
    let left = this.SUBRULE(this.negation);
    this.MANY(() => {
      this.CONSUME(k.and);
      left = this.join('and', left, this.SUBRULE2(this.negation));
    });
    return left;
  });

  private negation: (idx?: number) => Expr = this.RULE(
    'negation',
    (): Expr =>
      this.OR([
        {
          ALT: (): Expr => {
            const first = this.CONSUME(k.not);
            const value = this.SUBRULE(this.negation);
            return { kind: 'unary', op: 'not', value, span: this.since(first) };
          },
        },
        { ALT: () => this.SUBRULE(this.comparison) },
      ]),
  );

  private comparison: (idx?: number) => Expr = this.RULE('comparison', (): Expr => {
    const left = this.SUBRULE(this.sum);
    let result = left;
    this.OPTION(() => {
      const op = this.OR([
        { ALT: () => this.CONSUME(token.EqualEqual) },
        { ALT: () => this.CONSUME(token.NotEqual) },
        { ALT: () => this.CONSUME(token.Less) },
        { ALT: () => this.CONSUME(token.LessEqual) },
        { ALT: () => this.CONSUME(token.Greater) },
        { ALT: () => this.CONSUME(token.GreaterEqual) },
      ]);
      result = this.join(op.image as BinaryOperator, left, this.SUBRULE2(this.sum));
    });
    return result;
  });

  private sum: (idx?: number) => Expr = this.RULE('sum', (): Expr => {
    let left = this.SUBRULE(this.product);
    this.MANY(() => {
      const op = this.OR([{ ALT: () => this.CONSUME(token.Plus) }, { ALT: () => this.CONSUME(token.Minus) }]);
      left = this.join(op.image as BinaryOperator, left, this.SUBRULE2(this.product));
    });
    return left;
  });

  private product: (idx?: number) => Expr = this.RULE('product', (): Expr => {
    let left = this.SUBRULE(this.signed);
    this.MANY(() => {
      const op = this.OR([
        { ALT: () => this.CONSUME(token.Star) },
        { ALT: () => this.CONSUME(token.Slash) },
        { ALT: () => this.CONSUME(k.div) },
        { ALT: () => this.CONSUME(k.mod) },
      ]);
      left = this.join(op.image as BinaryOperator, left, this.SUBRULE2(this.signed));
    });
    return left;
  });

  private signed: (idx?: number) => Expr = this.RULE(
    'signed',
    (): Expr =>
      this.OR([
        {
          ALT: (): Expr => {
            const first = this.CONSUME(token.Minus);
            const value = this.SUBRULE(this.signed);
            return { kind: 'unary', op: '-', value, span: this.since(first) };
          },
        },
        { ALT: () => this.SUBRULE(this.indexed) },
      ]),
  );

  private indexed: (idx?: number) => Expr = this.RULE('indexed', (): Expr => {
    let value = this.SUBRULE(this.primary);
    this.MANY(() => {
      this.CONSUME(token.LBracket);
      const list = value;
      let from: Expr | undefined;
      let to: Expr | undefined;
      let isSlice = false;
      this.OPTION(() => {
        from = this.SUBRULE(this.expression);
      });
      this.OPTION2(() => {
        this.CONSUME(token.Colon);
        isSlice = true;
        this.OPTION3(() => {
          to = this.SUBRULE2(this.expression);
        });
      });
      const last = this.CONSUME(token.RBracket);
      value = this.ACTION((): Expr => {
        const span = { offset: list.span.offset, length: last.startOffset + 1 - list.span.offset };
        if (from && !isSlice) return { kind: 'index', list, at: from, span };
        return { kind: 'slice', list, ...(from ? { from } : {}), ...(to ? { to } : {}), span };
      });
    });
    return value;
  });

  private primary: (idx?: number) => Expr = this.RULE(
    'primary',
    (): Expr =>
      this.OR({
        // `true` and `false` are words too; the first alternative that fits wins.
        IGNORE_AMBIGUITIES: true,
        DEF: [
          { ALT: () => this.literal(this.CONSUME(token.IntegerLiteral), true) },
          { ALT: () => this.literal(this.CONSUME(token.FloatLiteral), false) },
          {
            ALT: (): Expr => {
              const taken = this.CONSUME(token.StringLiteral);
              return {
                kind: 'string',
                value: this.ACTION(() => unquote(taken.image) ?? ''),
                span: spanOf(taken, taken),
              };
            },
          },
          { ALT: (): Expr => this.boolean(this.CONSUME(k.true), true) },
          { ALT: (): Expr => this.boolean(this.CONSUME(k.false), false) },
          {
            ALT: () => {
              this.CONSUME(token.LParen);
              const inner = this.SUBRULE(this.expression);
              this.CONSUME(token.RParen);
              return inner;
            },
          },
          { ALT: () => this.SUBRULE(this.list) },
          { ALT: () => this.SUBRULE(this.reference) },
          {
            // Only rules bind values; elsewhere the name is unknown.
            ALT: (): Expr => {
              const taken = this.CONSUME(token.ValueName);
              return { kind: 'name', name: taken.image, span: spanOf(taken, taken) };
            },
          },
        ],
      }),
  );

  private reference: (idx?: number) => Expr = this.RULE('reference', (): Expr => {
    const callee = this.SUBRULE(this.word);
    let result: Expr = { kind: 'name', name: callee.text, span: callee.span };
    this.OPTION(() => {
      this.CONSUME(token.LParen);
      let binder: Binder | undefined;
      const args: Expr[] = [];
      this.OPTION2({
        GATE: () => this.LA(2).tokenType === k.in,
        DEF: () => {
          binder = this.SUBRULE(this.binder);
          this.CONSUME(token.Comma);
        },
      });
      this.MANY_SEP({ SEP: token.Comma, DEF: () => args.push(this.SUBRULE(this.expression)) });
      const last = this.CONSUME(token.RParen);
      result = this.ACTION(() => ({
        kind: 'call',
        callee,
        args,
        ...(binder ? { binder } : {}),
        span: { offset: callee.span.offset, length: last.startOffset + 1 - callee.span.offset },
      }));
    });
    return result;
  });

  protected binder: (idx?: number) => Binder = this.RULE('binder', (): Binder => {
    const name = this.SUBRULE(this.word);
    this.CONSUME(k.in);
    return { name, list: this.SUBRULE(this.expression) };
  });

  private list: (idx?: number) => Expr = this.RULE('list', (): Expr => {
    const first = this.CONSUME(token.LBracket);
    const items: ListItem[] = [];
    let binder: Binder | undefined;
    this.MANY_SEP({ SEP: token.Comma, DEF: () => items.push(this.SUBRULE(this.listItem)) });
    this.OPTION(() => {
      this.CONSUME(k.for);
      binder = this.SUBRULE(this.binder);
    });
    this.CONSUME(token.RBracket);
    return this.ACTION((): Expr => {
      const [item] = items;
      const span = this.since(first);
      if (binder && item && items.length === 1 && !item.spread) {
        return { kind: 'comprehension', item: item.value, binder, span };
      }
      return { kind: 'list', items, span };
    });
  });

  protected listItem: (idx?: number) => ListItem = this.RULE('listItem', (): ListItem => {
    let spread = false;
    this.OPTION(() => {
      this.CONSUME(token.DotDot);
      spread = true;
    });
    return { spread, value: this.SUBRULE(this.expression) };
  });

  private literal(taken: IToken, integer: boolean): Expr {
    return { kind: 'number', value: Number(taken.image), integer, span: spanOf(taken, taken) };
  }

  private boolean(taken: IToken, value: boolean): Expr {
    return { kind: 'boolean', value, span: spanOf(taken, taken) };
  }

  private join(op: BinaryOperator, left: Expr, right: Expr): Expr {
    return this.ACTION(() => {
      const end = right.span.offset + right.span.length;
      return { kind: 'binary', op, left, right, span: { offset: left.span.offset, length: end - left.span.offset } };
    });
  }

  /** The span from `first` to the token taken last. */
  protected since(first: IToken): { readonly offset: number; readonly length: number } {
    return this.ACTION(() => spanOf(first, this.LA(0)));
  }
}

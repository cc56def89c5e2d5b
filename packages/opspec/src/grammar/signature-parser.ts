// The signature half of the op grammar: operands, results, types, constraints, formulas; and the documentation before a
// declaration.

import { type LexedText, token } from '@afterglow/syntax';
import type { IToken } from 'chevrotain';
import type { Binder, Constraint, DefDecl, ListItem, Name, OperandDecl, TypeExpr } from './ast.js';
import { ExpressionParser, spanOf } from './expression-parser.js';
import { keywords as k, reserved } from './keywords.js';

export interface Signature {
  readonly operands: OperandDecl[];
  readonly results: OperandDecl[];
  readonly constraints: Constraint[];
}

export class SignatureParser extends ExpressionParser {
  #lexed: LexedText | undefined;

  /** Points the parser at tokens of a text: all of them, or those of one declaration. */
  start(lexed: LexedText, tokens: IToken[]): void {
    this.#lexed = lexed;
    this.input = tokens;
  }

  /** The name of an op, trait or region: any word at all, also one that expressions reserve. */
  protected label: (idx?: number) => Name = this.RULE('label', (): Name => {
    const taken = this.OR([
      { ALT: () => this.CONSUME(token.Word) },
      ...reserved.map((word) => ({ ALT: () => this.CONSUME(k[word]) })),
    ]);
    return this.ACTION(() => ({ text: taken.image, span: spanOf(taken, taken) }));
  });

  protected signature: (idx?: number) => Signature = this.RULE('signature', (): Signature => {
    const operands: OperandDecl[] = [];
    const results: OperandDecl[] = [];
    const constraints: Constraint[] = [];
    this.CONSUME(token.LParen);
    this.MANY_SEP({ SEP: token.Comma, DEF: () => operands.push(this.SUBRULE(this.operand)) });
    this.CONSUME(token.RParen);
    this.OPTION(() => {
      this.CONSUME(token.Arrow);
      this.CONSUME2(token.LParen);
      this.MANY_SEP2({ SEP: token.Comma, DEF: () => results.push(this.SUBRULE2(this.operand)) });
      this.CONSUME2(token.RParen);
    });
    this.OPTION2(() => {
      this.CONSUME(k.where);
      this.AT_LEAST_ONE_SEP({ SEP: token.Comma, DEF: () => constraints.push(this.SUBRULE(this.constraint)) });
    });
    return { operands, results, constraints };
  });

  protected operand: (idx?: number) => OperandDecl = this.RULE('operand', (): OperandDecl => {
    let mode: OperandDecl['mode'] = 'in';
    const first = this.LA(1);
    this.OPTION({
      GATE: () => this.LA(2).tokenType !== token.Colon && this.LA(2).tokenType !== token.Question,
      DEF: () => {
        const taken = this.OR([
          { ALT: () => this.CONSUME(k.in) },
          { ALT: () => this.CONSUME(k.out) },
          { ALT: () => this.CONSUME(k.inout) },
        ]);
        mode = this.ACTION(() => taken.image as OperandDecl['mode']);
      },
    });
    const name = this.SUBRULE(this.word);
    const optional = this.OPTION2(() => this.CONSUME(token.Question)) !== undefined;
    this.CONSUME(token.Colon);
    const type = this.SUBRULE(this.type);
    const variadic = this.OPTION3(() => this.CONSUME(token.Ellipsis)) !== undefined;
    let each: Binder | undefined;
    this.OPTION4(() => {
      this.CONSUME(k.for);
      each = this.SUBRULE(this.binder);
    });
    return this.ACTION(() => ({
      name,
      doc: this.docBefore(first),
      mode,
      optional,
      variadic,
      type,
      ...(each ? { each } : {}),
    }));
  });

  protected type: (idx?: number) => TypeExpr = this.RULE('type', (): TypeExpr => {
    const first = this.LA(1);
    let elem = this.SUBRULE(this.word);
    let real = false;
    let shape: ListItem[] | undefined;
    this.OPTION(() => {
      this.CONSUME(token.LParen);
      elem = this.SUBRULE2(this.word);
      this.CONSUME(token.RParen);
      real = true;
    });
    this.OPTION2(() => {
      this.CONSUME(token.LBracket);
      const items: ListItem[] = [];
      this.MANY_SEP({ SEP: token.Comma, DEF: () => items.push(this.SUBRULE(this.listItem)) });
      this.CONSUME(token.RBracket);
      shape = items;
    });
    return { elem, real, shape, span: this.since(first) };
  });

  protected constraint: (idx?: number) => Constraint = this.RULE('constraint', (): Constraint => {
    const name = this.SUBRULE(this.word);
    return this.OR([
      {
        ALT: (): Constraint => {
          this.CONSUME(k.in);
          return { name, kind: 'in', words: this.SUBRULE(this.wordSet) };
        },
      },
      {
        ALT: (): Constraint => {
          this.CONSUME(k.like);
          return { name, kind: 'like', words: [this.SUBRULE2(this.word)] };
        },
      },
    ]);
  });

  protected wordSet: (idx?: number) => Name[] = this.RULE('wordSet', (): Name[] => {
    const words: Name[] = [];
    this.OR([
      { ALT: () => words.push(this.SUBRULE(this.word)) },
      {
        ALT: () => {
          this.CONSUME(token.LBrace);
          this.AT_LEAST_ONE_SEP({ SEP: token.Comma, DEF: () => words.push(this.SUBRULE2(this.word)) });
          this.CONSUME(token.RBrace);
        },
      },
    ]);
    return words;
  });

  /** A formula of the file. */
  protected def: (idx?: number) => DefDecl = this.RULE('defDeclaration', (): DefDecl => {
    const first = this.CONSUME(k.def);
    const name = this.SUBRULE(this.word);
    const params: { name: Name; type: Name; list: boolean }[] = [];
    this.CONSUME(token.LParen);
    this.MANY_SEP({
      SEP: token.Comma,
      DEF: () => {
        const param = this.SUBRULE2(this.word);
        this.CONSUME(token.Colon);
        params.push({ name: param, ...this.SUBRULE(this.valueType) });
      },
    });
    this.CONSUME(token.RParen);
    this.CONSUME2(token.Colon);
    const result = this.SUBRULE2(this.valueType);
    this.CONSUME(token.Equals);
    const value = this.SUBRULE(this.expression);
    return this.ACTION(() => ({
      kind: 'def',
      source: this.source,
      name,
      doc: this.docBefore(first),
      params,
      result,
      value,
    }));
  });

  protected valueType: (idx?: number) => { type: Name; list: boolean } = this.RULE('valueType', () => {
    const type = this.SUBRULE(this.word);
    let list = false;
    this.OPTION(() => {
      this.CONSUME(token.LBracket);
      this.CONSUME(token.RBracket);
      list = true;
    });
    return { type, list };
  });

  protected get source() {
    return this.#lexed?.source ?? { file: '', text: '' };
  }

  /** The `///` lines that stand directly before a token, joined. */
  protected docBefore(at: IToken): string {
    return this.ACTION(() => {
      const lexed = this.#lexed;
      if (!lexed) return '';
      const lines: string[] = [];
      let end = at.startOffset;
      for (let i = lexed.docs.length - 1; i >= 0; i--) {
        const doc = lexed.docs[i];
        if (!doc || doc.startOffset > end) continue;
        const after = doc.startOffset + doc.image.length;
        if (lexed.source.text.slice(after, end).trim() !== '') break;
        // One space belongs to the slashes; more of it is the layout of an example.
        lines.unshift(doc.image.slice(3).replace(/^ /, '').trimEnd());
        end = doc.startOffset;
      }
      return lines.join('\n').trim();
    });
  }
}

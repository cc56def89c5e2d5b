// The declaration half of the op grammar: ops, tables of look-alike ops, instructions, element types, classes, traits, formulas.

import { token, vocabularyOf } from '@afterglow/syntax';
import type { IToken } from 'chevrotain';
import type {
  AliasDecl,
  AttrDecl,
  Body,
  ClassDecl,
  Constraint,
  Declaration,
  ElementDecl,
  Expr,
  Name,
  OpDecl,
  Statement,
} from './ast.js';
import { spanOf } from './expression-parser.js';
import { keywords as k } from './keywords.js';
import { SignatureParser } from './signature-parser.js';

interface Header {
  readonly version: string;
  readonly versionToken: IToken;
  readonly family: Name | undefined;
  readonly doc: string;
}

type MutableBody = { -readonly [K in keyof Body]: Body[K] } & {
  attrs: AttrDecl[];
  statements: Statement[];
  traits: Name[];
  inplace: Name[];
  regions: { name: Name; doc: string }[];
};

function emptyBody(): MutableBody {
  return { attrs: [], statements: [], traits: [], inplace: [], regions: [] };
}

export class SpecParser extends SignatureParser {
  constructor() {
    super(vocabularyOf(Object.values(k)));
    this.performSelfAnalysis();
  }

  file = this.RULE('file', (): { header: Header; declarations: Declaration[] } => {
    const header = this.SUBRULE(this.header);
    const declarations: Declaration[] = [];
    this.MANY(() => {
      const more = this.SUBRULE(this.declaration);
      this.ACTION(() => declarations.push(...more));
    });
    return { header, declarations };
  });

  header = this.RULE('header', (): Header => {
    this.CONSUME(k.opspec);
    const versionToken = this.CONSUME(token.IntegerLiteral);
    let family: Name | undefined;
    let doc = '';
    this.OPTION(() => {
      const first = this.CONSUME(k.family);
      doc = this.docBefore(first);
      family = this.SUBRULE(this.word);
    });
    return { version: versionToken.image, versionToken, family, doc };
  });

  declaration = this.RULE('declaration', (): Declaration[] =>
    this.OR([
      { ALT: () => [this.SUBRULE(this.op)] },
      { ALT: () => this.SUBRULE(this.table) },
      { ALT: () => [this.SUBRULE(this.element)] },
      { ALT: () => [this.SUBRULE(this.elementClass)] },
      { ALT: (): Declaration[] => [this.SUBRULE(this.trait)] },
      { ALT: () => [this.SUBRULE(this.def)] },
    ]),
  );

  private op: (idx?: number) => OpDecl = this.RULE('opDeclaration', (): OpDecl => {
    const first = this.OR([{ ALT: () => this.CONSUME(k.op) }, { ALT: () => this.CONSUME(k.instr) }]);
    const doc = this.docBefore(first);
    const name = this.SUBRULE(this.label);
    const signature = this.SUBRULE(this.signature);
    let body: Body = emptyBody();
    this.OPTION(() => {
      body = this.SUBRULE(this.body);
    });
    const kind = first.image === 'instr' ? 'instr' : 'op';
    return this.ACTION(() => ({ kind, source: this.source, name, doc, ...signature, ...body }));
  });

  private table: (idx?: number) => OpDecl[] = this.RULE('tableDeclaration', (): OpDecl[] => {
    const first = this.CONSUME(k.table);
    const tableDoc = this.docBefore(first);
    const kind = this.OR([{ ALT: () => this.CONSUME(k.op) }, { ALT: () => this.CONSUME(k.instr) }]);
    const tableName = this.SUBRULE(this.word);
    const signature = this.SUBRULE(this.signature);
    this.CONSUME(token.LBrace);
    const shared = this.SUBRULE(this.items);
    const rows: OpDecl[] = [];
    this.MANY(() => {
      this.CONSUME(token.Pipe);
      const name = this.SUBRULE(this.label);
      this.CONSUME2(token.Pipe);
      const constraints: Constraint[] = [];
      this.MANY_SEP({ SEP: token.Comma, DEF: () => constraints.push(this.SUBRULE(this.constraint)) });
      this.CONSUME3(token.Pipe);
      const doc = this.SUBRULE(this.text);
      let own: Body = emptyBody();
      this.OPTION(() => {
        own = this.SUBRULE(this.body);
      });
      this.ACTION(() =>
        rows.push({
          kind: kind.image === 'instr' ? 'instr' : 'op',
          source: this.source,
          name,
          doc,
          operands: signature.operands,
          results: signature.results,
          constraints: [...signature.constraints, ...constraints],
          table: { name: tableName.text, doc: tableDoc },
          attrs: [...shared.attrs, ...own.attrs],
          statements: [...shared.statements, ...own.statements],
          traits: [...shared.traits, ...own.traits],
          regions: [...shared.regions, ...own.regions],
          inplace: [...shared.inplace, ...own.inplace],
          ...((own.extension ?? shared.extension) ? { extension: own.extension ?? shared.extension } : {}),
          ...((own.alias ?? shared.alias) ? { alias: own.alias ?? shared.alias } : {}),
          ...((own.encoding ?? shared.encoding) ? { encoding: own.encoding ?? shared.encoding } : {}),
        } as OpDecl),
      );
    });
    this.CONSUME(token.RBrace);
    return rows;
  });

  private body: (idx?: number) => Body = this.RULE('body', (): Body => {
    this.CONSUME(token.LBrace);
    const items = this.SUBRULE(this.items);
    this.CONSUME(token.RBrace);
    return items;
  });

  private items: (idx?: number) => Body = this.RULE('items', (): Body => {
    const body = emptyBody();
    this.MANY(() =>
      this.OR([
        { ALT: () => body.attrs.push(this.SUBRULE(this.attr)) },
        { ALT: () => body.statements.push(this.SUBRULE(this.let)) },
        { ALT: () => body.statements.push(this.SUBRULE(this.requirement)) },
        { ALT: () => body.statements.push(this.SUBRULE(this.work)) },
        {
          ALT: () => {
            this.CONSUME(k.traits);
            this.AT_LEAST_ONE_SEP({ SEP: token.Comma, DEF: () => body.traits.push(this.SUBRULE(this.word)) });
          },
        },
        {
          ALT: () => {
            const first = this.CONSUME(k.region);
            body.regions.push({ name: this.SUBRULE(this.label), doc: this.docBefore(first) });
          },
        },
        {
          ALT: () => {
            const first = this.CONSUME(k.extension);
            body.extension = { reason: this.SUBRULE(this.text), span: spanOf(first, first) };
          },
        },
        {
          ALT: () => {
            body.alias = this.SUBRULE(this.alias);
          },
        },
        {
          ALT: () => {
            this.CONSUME(k.inplace);
            this.AT_LEAST_ONE_SEP2({ SEP: token.Comma, DEF: () => body.inplace.push(this.SUBRULE2(this.word)) });
          },
        },
        {
          ALT: () => {
            this.CONSUME(k.encoding);
            body.encoding = this.SUBRULE3(this.word);
          },
        },
      ]),
    );
    return body;
  });

  private alias: (idx?: number) => AliasDecl = this.RULE('aliasDeclaration', (): AliasDecl => {
    const first = this.OR([{ ALT: () => this.CONSUME(k.view) }, { ALT: () => this.CONSUME(k.join) }]);
    const operand = this.SUBRULE(this.word);
    const at = this.OPTION(() => {
      this.CONSUME(k.at);
      return this.SUBRULE(this.expression);
    });
    return { kind: first.image === 'view' ? 'view' : 'join', operand, ...(at ? { at } : {}) };
  });

  private attr: (idx?: number) => AttrDecl = this.RULE('attrDeclaration', (): AttrDecl => {
    const first = this.CONSUME(k.attr);
    const name = this.SUBRULE(this.word);
    const optional = this.OPTION(() => this.CONSUME(token.Question)) !== undefined;
    this.CONSUME(token.Colon);
    const kind = this.SUBRULE2(this.word);
    const values: Name[] = [];
    this.OPTION2(() => {
      this.CONSUME(token.LBrace);
      this.AT_LEAST_ONE_SEP({ SEP: token.Comma, DEF: () => values.push(this.SUBRULE3(this.word)) });
      this.CONSUME(token.RBrace);
    });
    let list: { length?: Expr } | undefined;
    this.OPTION3(() => {
      this.CONSUME(token.LBracket);
      const made: { length?: Expr } = {};
      this.OPTION4(() => {
        made.length = this.SUBRULE(this.expression);
      });
      this.CONSUME(token.RBracket);
      list = made;
    });
    let fallback: Expr | undefined;
    this.OPTION5(() => {
      this.CONSUME(token.Equals);
      fallback = this.SUBRULE2(this.expression);
    });
    return {
      name,
      doc: this.docBefore(first),
      optional,
      kind,
      ...(values.length > 0 ? { values } : {}),
      ...(list ? { list } : {}),
      ...(fallback ? { default: fallback } : {}),
    };
  });

  private let: (idx?: number) => Statement = this.RULE('letDeclaration', (): Statement => {
    this.CONSUME(k.let);
    const name = this.SUBRULE(this.word);
    this.CONSUME(token.Equals);
    return { kind: 'let', name, value: this.SUBRULE(this.expression) };
  });

  private requirement: (idx?: number) => Statement = this.RULE('requirement', (): Statement => {
    const first = this.CONSUME(k.require);
    const test = this.SUBRULE(this.expression);
    const span = this.since(first);
    this.CONSUME(token.Colon);
    return { kind: 'require', span, test, message: this.SUBRULE(this.text) };
  });

  private work: (idx?: number) => Statement = this.RULE('workDeclaration', (): Statement => {
    const first = this.CONSUME(k.work);
    const value = this.SUBRULE(this.expression);
    return { kind: 'work', span: this.since(first), value };
  });

  private element: (idx?: number) => ElementDecl = this.RULE('elementDeclaration', (): ElementDecl => {
    const first = this.CONSUME(k.element);
    const name = this.SUBRULE(this.word);
    this.CONSUME(token.Colon);
    const elementClass = this.SUBRULE2(this.word);
    const bits = this.CONSUME(token.IntegerLiteral);
    this.CONSUME(k.bits);
    this.CONSUME(k.onnx);
    const onnx = this.CONSUME2(token.IntegerLiteral);
    const doc = this.docBefore(first);
    return { kind: 'element', name, doc, elementClass, bits: Number(bits.image), onnx: Number(onnx.image) };
  });

  private elementClass: (idx?: number) => ClassDecl = this.RULE('elementClass', (): ClassDecl => {
    const first = this.CONSUME(k.class);
    const name = this.SUBRULE(this.word);
    this.CONSUME(token.Equals);
    return { kind: 'class', name, doc: this.docBefore(first), words: this.SUBRULE(this.wordSet) };
  });

  private trait: (idx?: number) => Declaration = this.RULE('traitDeclaration', (): Declaration => {
    const first = this.CONSUME(k.trait);
    const name = this.SUBRULE(this.word);
    return { kind: 'trait', name, doc: this.docBefore(first) };
  });
}

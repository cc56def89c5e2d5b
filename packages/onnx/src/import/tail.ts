// What is left of a graph behind a node. Where the node's results have another rank in each of two cases, no single value can stand for
// them; but each case can be followed to the end of the graph, where the ranks mostly agree again:
//
//   %d = If(c) { then: f32[]  else: f32[1] }            if(%c) then { %d : f32[]   …   yield %y } else { %d : f32[1]   …   yield %y }
//   …                                            →
//   return %y

import { Scope } from './scope.js';
import type { GraphContext, ImportSession } from './session.js';

/** Nodes that are imported once more at most, all branches of a model together: a model in which more is left says so instead. */
const MOST_COPIES = 8192;

/** Thrown where there are more; ends in the node whose branches were followed. */
export class TooManyCopies extends Error {}

export function countCopy({ copied }: ImportSession): void {
  if (++copied.nodes > MOST_COPIES) throw new TooManyCopies('too many nodes are imported once more');
}

/** For a graph that stands in the place of a node: what comes behind that node. */
export interface Behind {
  readonly tail: Tail;
  /** Names of the node's outputs, which are what the graph answers. */
  readonly outputs: readonly string[];
  /** The graph of the node. */
  readonly context: GraphContext;
}

export class Tail {
  /** Names of what the graph answers. */
  readonly outputs: readonly string[];
  /** The graph whose end it is. */
  readonly context: GraphContext;
  /** True when the rest of the graph was imported elsewhere: whoever walks the graph is done. */
  isTaken = false;
  readonly #importInto: (context: GraphContext) => Scope;

  /** `importInto` answers where the outputs are found. */
  constructor(outputs: readonly string[], context: GraphContext, importInto: (context: GraphContext) => Scope) {
    this.outputs = outputs;
    this.context = context;
    this.#importInto = importInto;
  }

  importInto(context: GraphContext): Scope {
    return this.#importInto(context);
  }

  /** Marks it as taken, and so many less one of those behind it. */
  take(count: number): void {
    this.isTaken = true;
    if (count > 1) this.context.behind?.tail.take(count - 1);
  }

  /** This tail, and then what comes behind the node that the graph stands for; undefined where it stands for none. */
  widened(): Tail | undefined {
    const { behind } = this.context;
    if (!behind) return undefined;
    const { tail, outputs, context } = behind;
    return new Tail(tail.outputs, tail.context, (inner) => {
      const { region } = inner;
      const around: GraphContext = { ...context, region, isCopy: true, scope: new Scope(context.scope, true) };
      // Branches of two ranks inside end where this copy of the graph around ends.
      const rest = new Tail(tail.outputs, around, tail.#importInto);
      const found = this.#importInto({ ...inner, behind: { tail: rest, outputs, context: around } });
      if (rest.isTaken) return around.scope;
      for (const [i, name] of this.outputs.entries()) {
        around.scope.bind(outputs[i] ?? '', found.lookup(name) ?? { kind: 'unknown' });
      }
      return rest.importInto(around);
    });
  }
}

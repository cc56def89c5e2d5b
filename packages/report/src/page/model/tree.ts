// A step as a tree: functions called by `invoke`, bodies of control flow, and the module tree of the model are folders that
// open and close. The items at its leaves are what the drawing shows.
// Invariant: ids depend on names only, so what is open stays open from step to step.

import { type FuncData, type NodeData, nodeKey, type StepData, type ViewData } from '../../view/data.js';
import { Flow } from './convex.js';

export type ItemKind = 'root' | 'ports' | 'scope' | 'run' | 'region' | 'node' | 'input' | 'output' | 'enter' | 'leave';

export interface Item {
  readonly id: string;
  readonly kind: ItemKind;
  readonly label: string;
  readonly parent: Item | undefined;
  readonly children: Item[];
  /** The function it belongs to. */
  readonly func: string;
  /** For nodes, and for the way into and out of their bodies: the node. */
  readonly node: NodeData | undefined;
  /** Values it reads, and for inputs and outputs the value itself. */
  readonly reads: readonly string[];
  readonly value: string | undefined;
  readonly type: number | undefined;
  /** Position in execution order. */
  readonly order: number;
}

export interface Tree {
  readonly root: Item;
  readonly items: ReadonlyMap<string, Item>;
  /** The item of a node, by its key. */
  readonly byKey: ReadonlyMap<string, Item>;
  /** The item that makes a value, by function and name of the value. */
  readonly makers: ReadonlyMap<string, Item>;
  /** Number of the type of a value, by function and name. */
  readonly types: ReadonlyMap<string, number>;
}

/** Items of one folder beyond which it is cut into runs, and the length of these. */
const MANY = 2000;
const RUN = 200;
/** Inputs or outputs of a function that stand side by side. */
const MANY_PORTS = 8;

class TreeBuilder {
  readonly items = new Map<string, Item>();
  readonly byKey = new Map<string, Item>();
  readonly makers = new Map<string, Item>();
  readonly types = new Map<string, number>();
  readonly #data: ViewData;
  readonly #funcs: ReadonlyMap<string, FuncData>;
  /** Functions whose nodes have a place already. */
  readonly shown = new Set<string>();
  #order = 0;

  constructor(data: ViewData, step: StepData) {
    this.#data = data;
    this.#funcs = new Map(step.funcs.map((func) => [func.name, func]));
  }

  item(kind: ItemKind, label: string, parent: Item | undefined, id: string, more: Partial<Item> = {}): Item {
    let unique = id;
    for (let k = 2; this.items.has(unique); k++) unique = `${id}~${k}`;
    const item: Item = {
      ...{ id: unique, kind, label, parent, children: [], func: parent?.func ?? '', node: undefined },
      ...{ reads: [], value: undefined, type: undefined, order: this.#order++ },
      ...more,
    };
    parent?.children.push(item);
    this.items.set(unique, item);
    return item;
  }

  makes(func: string, [name, type]: readonly [string, number], item: Item): void {
    this.makers.set(`${func}/${name}`, item);
    this.types.set(`${func}/${name}`, type);
  }

  func(func: FuncData, parent: Item): void {
    this.shown.add(func.name);
    const inputs = this.#ports('inputs', func, func.params.length, parent);
    for (const param of func.params) {
      const [name, type] = param;
      const more = { value: name, type, func: func.name };
      this.makes(func.name, param, this.item('input', name, inputs, `in:${func.name}/${name}`, more));
    }
    this.nodes(func.name, func.nodes, parent, []);
    const outputs = this.#ports('outputs', func, func.results.length, parent);
    func.results.forEach((value, index) => {
      const name = func.outputs[index] ?? value;
      const type = this.types.get(`${func.name}/${value}`);
      const more = { value, reads: [value], func: func.name, type };
      this.item('output', name, outputs, `out:${func.name}/${index}/${name}`, more);
    });
  }

  /** A folder for inputs or outputs that are too many to stand side by side. */
  #ports(what: string, func: FuncData, count: number, parent: Item): Item {
    if (count <= MANY_PORTS) return parent;
    return this.item('ports', `${count} ${what}`, parent, `${what}:${func.name}`, { func: func.name });
  }

  /** Files nodes under `parent` by scope, the part of the scope that `parent` already stands for left out. */
  nodes(func: string, numbers: readonly number[], parent: Item, outer: readonly string[]): void {
    const all = numbers.flatMap((number) => this.#data.nodes[number] ?? []);
    const entries = all.map((node, at): Entry => {
      // Where things run comes before where they were in the model: a call stands outside all scopes.
      if (node.callee !== undefined) return { node, at, scope: [] };
      const inside = outer.every((part, index) => node.scope[index] === part);
      return { node, at, scope: inside ? node.scope.slice(outer.length) : [] };
    });
    this.#file({ func, flow: new Flow(all) }, entries, parent, outer);
  }

  #file(place: Place, entries: readonly Entry[], parent: Item, path: readonly string[]): void {
    const { func } = place;
    const folders = foldersIn(entries, place.flow);
    const seen = new Set<readonly Entry[]>();
    const placed: ((under: Item) => void)[] = [];
    for (const entry of entries) {
      const list = folders.get(entry);
      // A folder of one node tells nothing.
      if (!list || list.length === 1) placed.push((under) => this.node(func, entry.node, under, path));
      else if (!seen.has(list)) {
        seen.add(list);
        placed.push((under) => this.#folder(place, list, under, path));
      }
    }
    let under = parent;
    placed.forEach((put, index) => {
      if (placed.length > MANY && index % RUN === 0) {
        const label = `${index + 1} – ${Math.min(placed.length, index + RUN)}`;
        under = this.item('run', label, parent, `run:${parent.id}/${index}`, { func });
      }
      put(under);
    });
  }

  #folder(place: Place, entries: readonly Entry[], parent: Item, path: readonly string[]): void {
    let [label, list, at] = ['', entries, path];
    // Chains of folders with nothing beside them are one folder: `encoder/layers/0`.
    for (;;) {
      const next = list[0]?.scope[0];
      if (next === undefined || list.some(({ scope }) => scope[0] !== next)) break;
      label = label === '' ? next : `${label}/${next}`;
      at = [...at, next];
      list = list.map((entry) => ({ ...entry, scope: entry.scope.slice(1) }));
    }
    const item = this.item('scope', label, parent, `scope:${place.func}/${at.join('/')}`, { func: place.func });
    this.#file(place, list, item, at);
  }

  node(func: string, node: NodeData, parent: Item, scope: readonly string[]): void {
    const key = nodeKey(func, node);
    // Shown inside its first call only, so that each value has one maker; this also ends recursion.
    const callee = this.shown.has(node.callee ?? '') ? undefined : this.#funcs.get(node.callee ?? '');
    const reads = node.operands.map(([, value]) => value).filter((value) => value !== '');
    const open = node.regions.length > 0 || callee !== undefined;
    const label = node.callee === undefined ? node.op : `@${node.callee}`;
    const item = this.item('node', label, parent, `node:${key}`, { func, node, reads: open ? [] : reads });
    this.byKey.set(key, item);
    if (!open) {
      for (const result of node.results) this.makes(func, result, item);
      return;
    }
    if (callee) {
      this.#body(item, callee, node, reads);
      return;
    }
    const enter = this.item('enter', node.op, item, `enter:${key}`, { func, node, reads });
    const results: string[] = [];
    node.regions.forEach((region, index) => {
      const many = node.regions.length > 1;
      const at = many ? this.item('region', region.name, item, `region:${key}/${index}`, { func, node }) : item;
      for (const param of region.params) this.makes(func, param, enter);
      this.nodes(func, region.nodes, at, node.scope.length > 0 ? node.scope : scope);
      results.push(...region.results);
    });
    const leave = this.item('leave', 'yield', item, `leave:${key}`, { func, node, reads: results });
    for (const result of node.results) this.makes(func, result, leave);
  }

  /** The body of a called function: its parameters are the operands, its results those of the call. */
  #body(item: Item, callee: FuncData, node: NodeData, reads: readonly string[]): void {
    this.shown.add(callee.name);
    const enter = this.item('enter', 'arguments', item, `enter:${item.id}`, { node, reads });
    for (const param of callee.params) this.makes(callee.name, param, enter);
    this.nodes(callee.name, callee.nodes, item, []);
    const leave = this.item('leave', 'return', item, `leave:${item.id}`, {
      func: callee.name,
      node,
      reads: callee.results,
    });
    for (const result of node.results) this.makes(item.func, result, leave);
  }
}

/** The entries of each folder, by each of its entries. Scopes that cannot be one folder are split where no edge joins them. */
function foldersIn(entries: readonly Entry[], flow: Flow): Map<Entry, readonly Entry[]> {
  const byHead = new Map<string, Entry[]>();
  for (const entry of entries) {
    const [head] = entry.scope;
    if (head === undefined) continue;
    const list = byHead.get(head);
    if (list) list.push(entry);
    else byHead.set(head, [entry]);
  }
  const folders = new Map<Entry, readonly Entry[]>();
  for (const list of byHead.values()) {
    const members = list.map(({ at }) => at);
    const byPlace = new Map(list.map((entry) => [entry.at, entry]));
    for (const group of flow.isConvex(members) ? [members] : flow.components(members)) {
      const folder = group.flatMap((at) => byPlace.get(at) ?? []);
      for (const entry of folder) folders.set(entry, folder);
    }
  }
  return folders;
}

/** The region that is filed: its function, and what flows in it. */
interface Place {
  readonly func: string;
  readonly flow: Flow;
}

interface Entry {
  readonly node: NodeData;
  /** Position in the region. */
  readonly at: number;
  readonly scope: readonly string[];
}
/** The function a step starts with: `@main`, or the first where there is none. */
export function entryOf(step: StepData): FuncData | undefined {
  return step.funcs.find(({ name }) => name === 'main') ?? step.funcs[0];
}

/** The tree of a step. Functions that nobody calls stand beside the main one, as folders of their own. */
export function buildTree(data: ViewData, step: StepData): Tree {
  const builder = new TreeBuilder(data, step);
  const root = builder.item('root', data.title, undefined, 'root');
  const main = entryOf(step);
  if (main) builder.func(main, root);
  for (const func of step.funcs) {
    if (builder.shown.has(func.name)) continue;
    builder.func(func, builder.item('region', `@${func.name}`, root, `func:${func.name}`, { func: func.name }));
  }
  return { root, items: builder.items, byKey: builder.byKey, makers: builder.makers, types: builder.types };
}

// Visits every type and attribute of the functions of a module.

import { type Module, walk } from '../graph/graph.js';
import type { AttrValue } from '../graph/op-def.js';
import type { Type } from '../graph/type.js';

export type { AttrValue };

export interface ModuleVisitor {
  readonly type: (type: Type) => void;
  readonly attr: (value: AttrValue) => void;
}

export function walkFuncs(module: Module, visitor: ModuleVisitor): void {
  for (const func of module.funcs.values()) {
    for (const param of func.body.params) visitor.type(param.type);
    for (const node of walk(func.body)) {
      for (const value of node.results) visitor.type(value.type);
      for (const region of node.regions) for (const param of region.params) visitor.type(param.type);
      for (const value of Object.values(node.attrs)) visitor.attr(value);
    }
  }
}

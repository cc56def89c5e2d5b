// Attributes of a node by the type its op gives them.

import { invariant } from '@afterglow/core';
import type { OpAttrs } from '../generated/attrs.js';
import type { Node } from './graph.js';

/** True when `node` is a use of the op; narrows nothing else. */
export function isOp(node: Node | undefined, name: keyof OpAttrs): node is Node {
  return node?.op.name === name;
}

/** The attributes of a node whose op is known, typed. Every inferred node has attributes of the kinds its op declares. */
export function attrsOf<Name extends keyof OpAttrs>(node: Node, name: Name): OpAttrs[Name] {
  invariant(node.op.name === name, `${node.op.name} is not ${name}`);
  return node.attrs as OpAttrs[Name];
}

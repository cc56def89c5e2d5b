// Damage to the graph: operands rewired, circles, names that clash, nodes lost, doubled, moved or of another operator,
// attributes of another kind or value, bodies put where none belongs.

import { operatorNames } from '@afterglow/onnx/testing';
import type { Random } from '../random.js';
import {
  childrenOf,
  copyField,
  copyMessage,
  fieldsOf,
  intField,
  type Message,
  messageField,
  messagesOf,
  setField,
  textField,
  textOf,
} from '../wire/tree.js';
import { EXTREMES, onTree } from './mutation.js';

const [INPUT, OUTPUT, OP_TYPE, ATTRIBUTE] = [1, 2, 4, 5];
/** AttributeProto: numbers of the fields with values, and of `type`. */
const VALUES = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const TYPE = 20;

/** Names of all values of the model. */
function valueNames(model: Message): string[] {
  return messagesOf(model, 'Node').flatMap((node) => fieldsOf(node, OUTPUT).map(textOf));
}

function changeName(model: Message, node: Message, random: Random): void {
  const list = node.fields.filter(({ number }) => number === INPUT || number === OUTPUT);
  const field = random.maybe(list);
  const name = random.chance(0.1) ? '' : (random.maybe(valueNames(model)) ?? 'x');
  if (field) field.value = textField(field.number, name).value;
}

function changeAttribute(model: Message, node: Message, random: Random): void {
  const attribute = random.maybe(childrenOf(node, ATTRIBUTE));
  if (!attribute) return;
  const field = random.maybe(attribute.fields.filter(({ number }) => VALUES.includes(number)));
  switch (random.int(4)) {
    case 0:
      setField(attribute, intField(TYPE, random.int(16)));
      break;
    case 1:
      if (field) field.number = random.pick(VALUES);
      break;
    case 2:
      if (typeof field?.value === 'bigint') field.value = BigInt.asUintN(64, random.pick(EXTREMES));
      else if (field) attribute.fields.push(copyField(field));
      break;
    default: {
      const other = random.maybe(messagesOf(model, 'Attribute'));
      const taken = other && random.maybe(other.fields);
      if (taken) setField(attribute, copyField(taken));
    }
  }
}

/** A graph of the model becomes an attribute: bodies nest, and see names they should not. */
function nestGraph(model: Message, node: Message, random: Random): void {
  const graph = random.maybe(messagesOf(model, 'Graph'));
  if (!graph) return;
  const copy = copyMessage(graph);
  const holder = childrenOf(node, ATTRIBUTE).find((entry) => fieldsOf(entry, 6).length > 0);
  if (holder) setField(holder, messageField(6, copy));
  else if (random.chance(0.5)) {
    const name = random.pick(['body', 'then_branch', 'else_branch']);
    const attribute: Message = {
      name: 'Attribute',
      fields: [textField(1, name), messageField(6, copy), intField(TYPE, 5)],
    };
    node.fields.push(messageField(ATTRIBUTE, attribute));
  }
}

function changeGraph(model: Message, random: Random): void {
  const owner = random.maybe([...messagesOf(model, 'Graph'), ...messagesOf(model, 'Function')]);
  const field = owner && random.maybe(fieldsOf(owner, owner.name === 'Graph' ? 1 : 7));
  if (!owner || !field || typeof field.value === 'bigint' || !('fields' in field.value)) return;
  const node = field.value;
  switch (random.int(8)) {
    case 0:
      owner.fields.splice(owner.fields.indexOf(field), 1);
      break;
    case 1:
      owner.fields.push(copyField(field));
      break;
    case 2:
      setField(node, textField(OP_TYPE, random.pick([...operatorNames('ai.onnx')])));
      break;
    case 3:
      nestGraph(model, node, random);
      break;
    case 4:
    case 5:
      changeAttribute(model, node, random);
      break;
    default:
      changeName(model, node, random);
  }
}

export const mutateGraph = onTree(changeGraph);

// Hostile sizes: huge, negative, zero and symbolic dims of inputs, outputs and tensors, and in the integers that operators
// take sizes, axes and pads from.

import type { Random } from '../random.js';
import { BYTES, copyField, fieldsOf, intField, type Message, messagesOf, setField, textField } from '../wire/tree.js';
import { EXTREMES, onTree } from './mutation.js';

const SYMBOLS = ['n', 'batch', 'N', 'h', '', ' ', 'a+b', '-1', '2*n', 'n.by2', '\u0000', 'unk__1'];

function changeDeclared(model: Message, random: Random): void {
  const shape = random.maybe(messagesOf(model, 'Shape'));
  if (!shape) return;
  const at = random.int(shape.fields.length);
  const field = shape.fields[at];
  const choice = random.int(4);
  if (!field || choice === 0) {
    const dim: Message = { name: 'Dimension', fields: [intField(1, random.pick(EXTREMES))] };
    for (let count = random.pick([1, 1, 1, 8, 70]); count > 0; count--) {
      shape.fields.push({ number: 1, wire: BYTES, value: dim });
    }
  } else if (choice === 1) shape.fields.splice(at, 1);
  else if (typeof field.value === 'object' && 'fields' in field.value) {
    field.value.fields = [choice === 2 ? intField(1, random.pick(EXTREMES)) : textField(2, random.pick(SYMBOLS))];
  }
}

/** Dims, element type or data of a tensor: where it holds integers, these are often sizes. */
function changeTensor(model: Message, random: Random): void {
  const tensor = random.maybe(messagesOf(model, 'Tensor'));
  if (!tensor) return;
  const raw = fieldsOf(tensor, 9)[0];
  switch (random.int(4)) {
    case 0: {
      const dim = random.maybe(fieldsOf(tensor, 1));
      if (typeof dim?.value === 'bigint') dim.value = BigInt.asUintN(64, random.pick(EXTREMES));
      else tensor.fields.push(intField(1, random.pick(EXTREMES)));
      break;
    }
    case 1:
      setField(tensor, intField(2, random.int(28)));
      break;
    default:
      if (raw?.value instanceof Uint8Array && raw.value.length >= 8) {
        const copy = raw.value.slice();
        const view = new DataView(copy.buffer, copy.byteOffset, copy.length);
        view.setBigInt64(8 * random.int(Math.floor(copy.length / 8)), random.pick(EXTREMES), true);
        raw.value = copy;
      }
  }
}

/** Integer attributes: axes, sizes, pads, strides, groups. */
function changeIntegers(model: Message, random: Random): void {
  const attribute = random.maybe(
    messagesOf(model, 'Attribute').filter(({ fields }) => fields.some(({ number }) => number === 3 || number === 8)),
  );
  const field = attribute && random.maybe(attribute.fields.filter(({ number }) => number === 3 || number === 8));
  if (!attribute || !field) return;
  if (typeof field.value === 'bigint') field.value = BigInt.asUintN(64, random.pick(EXTREMES));
  if (random.chance(0.2)) attribute.fields.push(copyField(field));
}

export const mutateShapes = onTree((model, random) => {
  const change = random.pick([changeDeclared, changeTensor, changeTensor, changeIntegers]);
  change(model, random);
});

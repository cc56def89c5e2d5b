// Damage to protobuf fields: dropped, doubled, swapped, renumbered, of another wire type, with extreme values or lengths,
// or taken from elsewhere in the file.

import type { Random } from '../random.js';
import {
  BYTES,
  copyField,
  FIXED32,
  FIXED64,
  type Field,
  isMessage,
  type Message,
  messagesOf,
  VARINT,
} from '../wire/tree.js';
import { EXTREMES, onTree } from './mutation.js';

function changeValue(field: Field, random: Random): void {
  const { value } = field;
  if (typeof value === 'bigint')
    field.value = BigInt.asUintN(64, random.chance(0.7) ? random.pick(EXTREMES) : value + 1n);
  else if (isMessage(value)) field.claimedLength = BigInt.asUintN(64, random.pick(EXTREMES));
  else if (value.length === 0 || random.chance(0.3)) {
    field.value = Uint8Array.from({ length: random.int(20) }, () => random.int(256));
  } else if (random.chance(0.2)) field.claimedLength = BigInt.asUintN(64, random.pick(EXTREMES));
  else {
    const copy = value.slice();
    copy[random.int(copy.length)] = random.int(256);
    field.value = copy;
  }
}

function changeWire(field: Field, random: Random): void {
  const wire = random.pick([VARINT, FIXED64, BYTES, FIXED32, 3, 4, 6, 7]);
  field.wire = wire;
  if (wire === VARINT) field.value = BigInt(random.next());
  else if (wire === FIXED64 || wire === FIXED32)
    field.value = new Uint8Array(wire === FIXED64 ? 8 : 4).fill(random.int(256));
  else if (typeof field.value === 'bigint') field.value = new Uint8Array(random.int(9));
}

function changeField(model: Message, random: Random): void {
  const all = messagesOf(model);
  const message = random.pick(all);
  const { fields } = message;
  const at = random.int(fields.length);
  const field = fields[at];
  if (!field) return;
  switch (random.int(7)) {
    case 0:
      fields.splice(at, 1);
      break;
    case 1:
      fields.splice(at, 0, ...Array.from({ length: 1 + random.int(3) }, () => copyField(field)));
      break;
    case 2:
      field.number = random.chance(0.8) ? 1 + random.int(27) : random.pick([0, 1000, 2 ** 29 - 1]);
      break;
    case 3:
      changeWire(field, random);
      break;
    case 4: {
      const other = random.pick(all).fields;
      const taken = random.maybe(other);
      if (taken && taken.value !== message) fields.splice(at, 0, copyField(taken));
      break;
    }
    case 5: {
      const to = random.int(fields.length);
      fields.splice(at, 1);
      fields.splice(to, 0, field);
      break;
    }
    default:
      changeValue(field, random);
  }
}

export const mutateFields = onTree(changeField);

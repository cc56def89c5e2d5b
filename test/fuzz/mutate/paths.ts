// External data that try to leave the model's folder, or are no plain files: absolute paths, `..`, links, pipes, devices,
// offsets and lengths beyond any file.

import type { Random } from '../random.js';
import {
  childrenOf,
  fieldsOf,
  intField,
  type Message,
  messageField,
  messagesOf,
  parseMessage,
  setField,
  textField,
  textOf,
  writeMessage,
} from '../wire/tree.js';
import { EXTREMES, type Mutation, type Trap } from './mutation.js';

/** Beside the model's folder; nothing may read it. */
export const CANARY_FILE = 'canary.bin';

const LOCATIONS = [
  'weights.bin',
  './weights.bin',
  'sub/../weights.bin',
  `../${CANARY_FILE}`,
  `..\\${CANARY_FILE}`,
  `sub/../../${CANARY_FILE}`,
  `./../${CANARY_FILE}`,
  `link`,
  'link-folder/canary.bin',
  'link-up',
  'link-device',
  'link-loop',
  'pipe',
  'sub',
  '.',
  '..',
  '',
  '/',
  '//',
  '/dev/zero',
  '/dev/stdin',
  '/etc/hostname',
  '/proc/self/mem',
  'file:///etc/hostname',
  'C:\\windows\\win.ini',
  '~/secret',
  'weights.bin\u0000.png',
  'missing.bin',
  'WEIGHTS.BIN',
  'weights.bin/',
  'a'.repeat(5000),
  '%2e%2e/canary.bin',
  '..%2fcanary.bin',
  'model.onnx',
  '\u202e',
  '.../canary.bin',
];
const NUMBERS = [...EXTREMES.map(String), '-0', '0x10', ' 4', '4 ', '1e3', '', '٣', '9'.repeat(40)];

const TRAPS: readonly Trap[] = [
  { kind: 'link', name: 'link', target: `../${CANARY_FILE}` },
  { kind: 'link', name: 'link-folder', target: '..' },
  { kind: 'link', name: 'link-up', target: '..' },
  { kind: 'link', name: 'link-device', target: '/dev/zero' },
  { kind: 'link', name: 'link-loop', target: 'link-loop' },
  { kind: 'fifo', name: 'pipe' },
  { kind: 'folder', name: 'sub' },
];

function entry(key: string, value: string): Message {
  return { name: 'Entry', fields: [textField(1, key), textField(2, value)] };
}

/** Sets one entry of a tensor's external data, moving its data outside if need be. */
function redirect(tensor: Message, key: string, value: string): void {
  tensor.fields = tensor.fields.filter(({ number }) => number !== 9 && number !== 4 && number !== 7);
  setField(tensor, intField(14, 1));
  const given = childrenOf(tensor, 13).find((child) => textOf(fieldsOf(child, 1)[0]) === key);
  if (given) setField(given, textField(2, value));
  else tensor.fields.push(messageField(13, entry(key, value)));
}

function change(model: Message, random: Random): void {
  const tensor = random.maybe(messagesOf(model, 'Tensor'));
  if (!tensor) return;
  const key = random.pick(['location', 'location', 'location', 'offset', 'length', 'checksum']);
  redirect(tensor, key, key === 'location' || random.chance(0.1) ? random.pick(LOCATIONS) : random.pick(NUMBERS));
  if (random.chance(0.1)) tensor.fields.push(messageField(13, entry('location', random.pick(LOCATIONS))));
}

export const mutatePaths: Mutation = ({ bytes, files }, random) => {
  const model = parseMessage(bytes, 'Model');
  const own = files.length > 0 ? files : [{ name: 'weights.bin', bytes: new Uint8Array(4096).fill(1) }];
  if (model) for (let count = 1 + random.int(3); count > 0; count--) change(model, random);
  // Making a pipe takes a process of its own.
  const traps = random.chance(0.1) ? TRAPS : TRAPS.filter(({ kind }) => kind !== 'fifo');
  return { bytes: model ? writeMessage(model) : bytes, files: own, traps };
};

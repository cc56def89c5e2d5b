// Constants of one image: those of the model, and the tables that code needs. Equal content is stored once.

import { type Tensor, tensorBytes } from '@afterglow/core';
import type { Value } from '@afterglow/ir';
import type { StoredBuffer } from '@afterglow/lir';
import type { ConstantPool } from './build/program-builder.js';

const ALIGN = 64;

/** Tells tensors with the same content apart from others where that costs nothing: the same object, or the same bytes of a file. */
class ContentKeys {
  readonly #objects = new Map<object, number>();

  #number(object: object): number {
    const known = this.#objects.get(object) ?? this.#objects.size;
    this.#objects.set(object, known);
    return known;
  }

  of(tensor: Tensor): string {
    const { storage, elem } = tensor;
    const form = `${elem} ${tensorBytes(tensor)}`;
    if (storage.kind === 'source') return `file ${this.#number(storage.source)} ${storage.offset} ${form}`;
    if (storage.kind === 'computed') return `computed ${this.#number(storage.source)} ${form}`;
    if (storage.kind === 'splat') return `splat ${Object.is(storage.value, -0) ? '-0' : storage.value} ${form}`;
    return `tensor ${this.#number(tensor)}`;
  }
}

export class ImageConstants implements ConstantPool {
  readonly #keys = new ContentKeys();
  readonly #buffers = new Map<string, StoredBuffer>();
  readonly #byKey = new Map<string, string>();
  readonly #nameOf = new Map<Value, string>();
  readonly #names = new Set<string>();

  /** The name of a constant of the model: its own, unless another module has used that up. */
  nameOf(value: Value): string {
    const known = this.#nameOf.get(value);
    if (known !== undefined) return known;
    let name = value.name;
    for (let k = 1; this.#names.has(name); k++) name = `${value.name}:${k}`;
    this.#names.add(name);
    this.#nameOf.set(value, name);
    return name;
  }

  /** Takes constants a function reads, by the names that `nameOf` gave. */
  addModel(consts: readonly StoredBuffer[]): void {
    for (const buffer of consts) this.#buffers.set(buffer.name, buffer);
  }

  add(key: string, hint: string, tensor: Tensor): string {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    let name = `card:${hint}`;
    for (let k = 1; this.#names.has(name); k++) name = `card:${hint}:${k}`;
    this.#names.add(name);
    const bytes = tensorBytes(tensor);
    const { elem, shape } = tensor;
    this.#buffers.set(name, { name, role: 'const', elem, shape, memory: 'dram', bytes, align: ALIGN, tensor });
    this.#byKey.set(key, name);
    return name;
  }

  /** All constants; `tables` last, so that data of one kind lie together. */
  all(tables: ReadonlySet<string>): StoredBuffer[] {
    const buffers = [...this.#buffers.values()];
    return [...buffers.filter(({ name }) => !tables.has(name)), ...buffers.filter(({ name }) => tables.has(name))];
  }

  /** Equal for constants with equal content. */
  contentOf(buffer: StoredBuffer): string {
    return buffer.tensor ? this.#keys.of(buffer.tensor) : buffer.name;
  }
}

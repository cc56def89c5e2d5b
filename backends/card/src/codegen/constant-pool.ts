// Constants of one image: those of the model, and the tables that code needs. Equal content is stored once.

import { type Tensor, tensorBytes } from '@afterglow/core';
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
    if (storage.kind === 'splat') return `splat ${Object.is(storage.value, -0) ? '-0' : storage.value} ${form}`;
    return `tensor ${this.#number(tensor)}`;
  }
}

export class ImageConstants implements ConstantPool {
  readonly #keys = new ContentKeys();
  readonly #buffers = new Map<string, StoredBuffer>();
  readonly #byKey = new Map<string, string>();

  /** Takes constants a function reads; the same name is the same constant of the module. */
  addModel(consts: readonly StoredBuffer[]): void {
    for (const buffer of consts) if (!this.#buffers.has(buffer.name)) this.#buffers.set(buffer.name, buffer);
  }

  add(key: string, hint: string, tensor: Tensor): string {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    let name = `card.${hint}`;
    for (let k = 1; this.#buffers.has(name); k++) name = `card.${hint}.${k}`;
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

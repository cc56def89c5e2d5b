// What backends say of the memories of their devices: from files of theirs, or from texts that were never written.

import type { Listing } from '@afterglow/backend-api';
import { type ByteSource, Diagnostics, tensorBytes } from '@afterglow/core';
import type { MemoryMap } from '@afterglow/lir';
import { installedBackends } from '../installed-backends.js';

/** The maps in a file, or none where no backend knows it; a problem with it is not what `view` is about. */
export async function memoriesOf(
  source: ByteSource,
  openBeside: (file: string) => ByteSource | undefined,
): Promise<readonly MemoryMap[]> {
  for (const { backend } of await installedBackends()) {
    const found = backend.inspect?.({ source, openBeside }, new Diagnostics());
    if (found?.memories) return found.memories;
  }
  return [];
}

/** Weights of a listing that nobody is going to read: plans only know how large they are. */
const NOWHERE: ByteSource = {
  name: 'weights',
  size: 2 ** 52,
  read: () => {
    throw new Error('a memory plan asked for weights');
  },
  sha256: () => '0'.repeat(64),
};

export async function memoriesOfListing({ name, text }: Listing): Promise<readonly MemoryMap[]> {
  if (!name.endsWith('.lir')) return [];
  const printed = text((tensor) => ({
    file: NOWHERE.name,
    offset: 0,
    bytes: tensorBytes(tensor),
    digest: '0'.repeat(16),
  }));
  const bytes = new TextEncoder().encode(printed);
  const source: ByteSource = {
    name,
    size: bytes.length,
    read: (offset, into) => into.set(bytes.subarray(offset, offset + into.length)),
  };
  return memoriesOf(source, () => NOWHERE);
}

/** The device in the name of a listing, such as `card0` of `card0.card.lir`. */
export function deviceOfListing(name: string): string {
  return name.split('.')[0] ?? name;
}

// Attributes that all recurrent operators share.

import type { Dim } from '@afterglow/core';
import type { Attrs } from '@afterglow/ir';
import type { NodeReader } from '../../import/node-reader.js';

const DIRECTIONS = { forward: 'forward', reverse: 'reverse', bidirectional: 'bidirectional' } as const;

/** `size` is the hidden size as the recurrence weights have it, where the attribute is left out. */
export function recurrentAttrs(n: NodeReader, size: Dim | undefined): Record<string, Attrs[string] | undefined> {
  const hidden = n.maybeInt('hidden_size') ?? size;
  if (hidden === undefined) n.invalid('the recurrence weights have no axis for the hidden size');
  return {
    direction: n.word('direction', DIRECTIONS),
    hidden,
    activations: n.maybeStrings('activations') ?? [],
    activation_alpha: n.maybeFloats('activation_alpha') ?? [],
    activation_beta: n.maybeFloats('activation_beta') ?? [],
    clip: n.maybeFloat('clip'),
    layout: n.maybeInt('layout') ?? 0,
  };
}

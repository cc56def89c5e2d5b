// The function a compilation is about.

import { invariant } from '@afterglow/core';
import type { Func, Module } from '@afterglow/ir';

export function mainOf(module: Module): Func {
  const main = module.funcs.get('main');
  invariant(main, 'the module has no @main');
  return main;
}

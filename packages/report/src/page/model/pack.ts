// The form in which a page carries its data: functions that are the same in many steps stand there once.

import type { FuncData, StepData, ViewData } from '../../view/data.js';

export interface PackedView extends Omit<ViewData, 'steps'> {
  readonly funcs: readonly FuncData[];
  readonly steps: readonly (Omit<StepData, 'funcs'> & { readonly funcs: readonly number[] })[];
}

export function pack(data: ViewData): PackedView {
  const numbers = new Map<string, number>();
  const funcs: FuncData[] = [];
  const numberOf = (func: FuncData): number => {
    const key = JSON.stringify(func);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, funcs.length);
    return funcs.push(func) - 1;
  };
  return { ...data, steps: data.steps.map((step) => ({ ...step, funcs: step.funcs.map(numberOf) })), funcs };
}

export function unpack({ funcs, steps, ...data }: PackedView): ViewData {
  const funcsOf = (numbers: readonly number[]) => numbers.flatMap((number) => funcs[number] ?? []);
  return { ...data, steps: steps.map((step) => ({ ...step, funcs: funcsOf(step.funcs) })) };
}

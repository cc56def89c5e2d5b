// From a machine file to the fields a card binary carries.

import { invariant } from '@afterglow/core';
import { type Machine, machineDigest, machineFieldsForSimulator } from '@afterglow/machine';
import { MACHINE_FIELDS } from './isa/generated/machine-fields.js';
import type { CardMachine } from './isa/image.js';

/** The machine note of binaries made for `machine`. */
export function cardMachine(machine: Machine): CardMachine {
  const values = machineFieldsForSimulator(machine);
  const fields = Object.fromEntries(
    MACHINE_FIELDS.map((field) => {
      const value = values[field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)];
      invariant(value !== undefined, `the machine has no field ${field}`);
      return [field, value];
    }),
  );
  // Every field of the list was set above.
  return { ...(fields as unknown as CardMachine), name: machine.name, digest: machineDigest(machine) };
}

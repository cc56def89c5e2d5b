// A trap of the simulated card. Thrown from deep inside an instruction and caught where the program was started, which turns it
// into a diagnostic with program, word and origin; it never leaves the simulator.

export class Trap extends Error {
  override readonly name = 'Trap';
}

export function trap(reason: string): never {
  throw new Trap(reason);
}

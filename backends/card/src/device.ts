// The `./device` entry of the card backend: opens a card binary and runs it on the functional simulator.

import type { DeviceProvider } from '@afterglow/runtime';
import { cardDiagnostics } from './diagnostics.js';
import { CardDevice } from './driver/card-device.js';
import { readElf } from './elf/index.js';

export { checkBinary } from './check/index.js';
export { CardDevice } from './driver/card-device.js';
export { readElf } from './elf/index.js';

const provider: DeviceProvider = {
  open(artifact, diagnostics) {
    const source = artifact.open(artifact.part);
    if (!source) {
      const location = { kind: 'file', file: artifact.part } as const;
      diagnostics.report(cardDiagnostics.badElf, { reason: 'the bundle does not hold it' }, { location });
      return undefined;
    }
    const elf = readElf(source, diagnostics);
    return elf && new CardDevice(elf);
  },
};

export default provider;

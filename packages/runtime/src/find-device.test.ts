import { Diagnostics } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { devicePackages, findDevice } from './find-device.js';

describe('findDevice', () => {
  it('looks for a backend by short name and by package name', () => {
    expect(devicePackages('card')).toEqual(['@afterglow/backend-card/device', 'card/device']);
    expect(devicePackages('@vendor/cards')).toEqual(['@vendor/cards/device']);
  });

  it('reports a backend that is not installed', async () => {
    const diagnostics = new Diagnostics();
    expect(await findDevice('nobody', diagnostics)).toBeUndefined();
    expect(diagnostics.list.map(({ code }) => code)).toEqual(['run/no-device']);
    expect(diagnostics.list[0]?.hint).toContain('@afterglow/backend-nobody');
  });
});

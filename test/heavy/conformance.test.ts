// The page of what passes is what passes, and nothing that passed has stopped to.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DATA, hasData } from '../conformance/interpreter-subject.js';

const script = fileURLToPath(new URL('../../packages/cli/bootstrap/conformance.mjs', import.meta.url));

describe.skipIf(!hasData('onnx-backend-tests'))('docs/conformance.md (needs AFTERGLOW_TEST_DATA)', () => {
  it('is fresh, and no case got worse', { timeout: 1_200_000 }, () => {
    const env = { ...process.env, AFTERGLOW_TEST_DATA: DATA };
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--check'], { env, encoding: 'utf8' });
    expect(`${stdout}${stderr}`).toBe('');
    expect(status).toBe(0);
  });
});

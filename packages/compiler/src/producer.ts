// Who wrote a bundle.

/** Kept equal to the version in package.json by a test. */
export const PRODUCER = { name: 'afterglow', version: '0.1.0' } as const;

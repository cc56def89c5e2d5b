/** Files this package generates: `path` from the repository's root, and the whole text. */
export function generate(rootDir: string): { readonly path: string; readonly text: string }[];

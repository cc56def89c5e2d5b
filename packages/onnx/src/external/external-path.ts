// Containment of external data by string rules alone, before anything is opened. The opener on the side of the file
// system resolves symbolic links; both must agree that a path stays inside the model's folder.

/** Why a location is refused: it is absolute, or leaves the folder, or is no path at all. */
export type PathFault = 'absolute' | 'escape' | 'invalid';

/**
 * Checks a `location` of external data. `\` counts as a separator too: on Windows it is one, elsewhere no honest file
 * name has it.
 */
export function externalPathFault(location: string): PathFault | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (location === '' || /[\u0000-\u001f]/.test(location)) return 'invalid';
  // A colon is a drive letter, a URL scheme, or an alternate data stream.
  if (/^[/\\]/.test(location) || location.includes(':') || location.startsWith('~')) return 'absolute';
  const parts = location.split(/[/\\]/);
  if (parts.includes('..')) return 'escape';
  const last = parts.at(-1);
  return last === '' || last === '.' ? 'invalid' : undefined;
}

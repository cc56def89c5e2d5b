// One SVG file from the drawings of backends, one below the other. It has no script and loads nothing; on a dark page it is dark.

import type { Drawing } from '@afterglow/backend-api';

const GAP = 24;

/** How every such file begins. */
export const SVG_START = '<svg xmlns="http://www.w3.org/2000/svg" ';

const STYLE = [
  '.paper{fill:#fff}.field{fill:#f2f2f2}.ink{fill:#222}.faint{fill:#6b6b6b}.line{stroke:#8886;fill:none}',
  '@media(prefers-color-scheme:dark){.paper{fill:#1b1b1b}.field{fill:#2a2a2a}.ink{fill:#e6e6e6}.faint{fill:#a3a3a3}}',
].join('');

export function svgDocument(drawings: readonly Drawing[]): string {
  const width = Math.max(0, ...drawings.map((drawing) => drawing.width));
  const groups: string[] = [];
  let height = 0;
  for (const drawing of drawings) {
    if (height > 0) height += GAP;
    groups.push(`<g transform="translate(0 ${height})">`, drawing.content, '</g>');
    height += drawing.height;
  }
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return [
    `${SVG_START}${size} font-family="sans-serif" font-size="11">`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    ...groups,
    '</svg>',
    '',
  ].join('\n');
}

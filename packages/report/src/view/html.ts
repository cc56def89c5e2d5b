// The page as one HTML file. Nothing in it is fetched, and no name of a model can become markup: data is JSON in an element
// that is not run, with every `<` spelled out, and the policy lets only our own script run.

import { PAGE_SCRIPT, PAGE_STYLE } from '../generated/page.js';
import { pack } from '../page/model/pack.js';
import type { ViewData } from './data.js';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);
}

/** JSON that is safe inside a script element: `</script>`, `<!--` and `<script` cannot occur. */
function embedJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/\u2028|\u2029/g, (c) => (c === '\u2028' ? '\\u2028' : '\\u2029'));
}

/** A script as text; ours and Graphviz's hold no end tag, which a later version of them might. */
function embedScript(text: string): string {
  return text.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');
}

export interface PageParts {
  readonly data: ViewData;
  /** Source of Graphviz as a script that defines `Viz`. */
  readonly graphviz: string;
  /** `sha256-…` of a text, in base64, for the content security policy. */
  readonly hash: (text: string) => string;
}

/** How a page of ours begins: what tells it from files that must not be replaced. */
export const PAGE_START = '<!DOCTYPE html>\n<!-- afterglow view';

export function renderPage({ data, graphviz, hash }: PageParts): string {
  const script = embedScript(PAGE_SCRIPT);
  const policy = [
    "default-src 'none'",
    `script-src '${hash(script)}' 'wasm-unsafe-eval' blob:`,
    "style-src 'unsafe-inline'",
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `${PAGE_START} 1, ${escapeText(data.producer)} -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">
<title>${escapeText(data.title)} · Afterglow</title>
<style>
${PAGE_STYLE}
</style>
</head>
<body>
<header>
<h1 title="${escapeText(data.title)}">${escapeText(data.title)}</h1>
<div class="group" role="group" aria-label="Step">
<button id="earlier" type="button" aria-label="Step before" title="step before  [">‹</button>
<span id="where" aria-live="polite"></span>
<button id="later" type="button" aria-label="Step after" title="step after  ]">›</button>
</div>
<div class="searching">
<input id="search" type="search" placeholder="Search: name, op:conv, type:f16   /" aria-label="Search nodes" role="combobox" aria-expanded="false" aria-controls="finds" autocomplete="off" spellcheck="false">
<span id="find-count" aria-live="polite"></span>
<ul id="finds" role="listbox" aria-label="Finds" hidden></ul>
</div>
<label class="group">Colour
<select id="colour"><option value="op">op</option><option value="partition">partition</option><option value="cost">cost</option></select></label>
<label class="group"><input id="changes" type="checkbox" checked> changes</label>
<div class="group">
<button id="close-all" type="button" title="close all folders  c">Close all</button>
<button id="open-all" type="button" title="open all folders  e">Open all</button>
<button id="theme" type="button" title="dark, light  t"></button>
<button id="help" type="button" aria-label="Keyboard shortcuts" title="shortcuts  ?">?</button>
</div>
</header>
<nav id="steps-area" aria-label="Passes"><div id="steps"></div></nav>
<main>
<div id="graph" tabindex="0" role="listbox" aria-label="Graph"></div>
<div id="legend" aria-hidden="true"></div>
<div class="tools" role="group" aria-label="Zoom">
<button id="zoom-out" type="button" aria-label="Zoom out" title="zoom out  −">−</button>
<button id="zoom-in" type="button" aria-label="Zoom in" title="zoom in  +">+</button>
<button id="zoom-fit" type="button" aria-label="Show everything" title="show everything  0">fit</button>
</div>
<canvas id="minimap" aria-hidden="true"></canvas>
<div id="status" role="status"></div>
</main>
<aside aria-label="Details">
<div role="tablist" aria-label="Panel">
<button id="tab-whole" role="tab" type="button" aria-controls="panel-whole">Graph</button>
<button id="tab-node" role="tab" type="button" aria-controls="panel-node">Selection</button>
</div>
<div id="panel-whole" role="tabpanel" aria-labelledby="tab-whole" tabindex="-1"></div>
<div id="panel-node" role="tabpanel" aria-labelledby="tab-node" tabindex="-1"></div>
</aside>
<script type="application/json" id="data">${embedJson(pack(data))}</script>
<script type="text/plain" id="graphviz">${embedScript(graphviz)}</script>
<script>${script}</script>
</body>
</html>
`;
}

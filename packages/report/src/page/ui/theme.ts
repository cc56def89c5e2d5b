// Dark or light: what the system prefers, until somebody says otherwise for this page.

import { byId } from './dom.js';

const KEY = 'afterglow-theme';

function stored(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    // A page opened from a file may have no storage.
    return undefined;
  }
}

export function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
}

function say(): void {
  byId('theme').setAttribute('aria-label', isDark() ? 'Use light colours' : 'Use dark colours');
  byId('theme').textContent = isDark() ? '☀' : '☾';
}

export function toggleTheme(): void {
  const theme = isDark() ? 'light' : 'dark';
  document.documentElement.dataset['theme'] = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Then it is forgotten with the page.
  }
  say();
}

export function startTheme(changed: () => void): void {
  const theme = stored();
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset['theme'] = theme;
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    say();
    changed();
  });
  say();
}

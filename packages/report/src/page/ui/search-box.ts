// The search field and its list of finds.

import { itemName } from '../model/box.js';
import { search } from '../model/search.js';
import type { Item } from '../model/tree.js';
import type { App } from './app.js';
import { byId, h } from './dom.js';

const LIMIT = 500;
const LISTED = 60;

export class SearchBox {
  readonly #app: App;
  readonly #field = byId('search') as HTMLInputElement;
  readonly #list = byId('finds');
  readonly #count = byId('find-count');
  #finds: readonly Item[] = [];
  #at = -1;

  constructor(app: App) {
    this.#app = app;
    this.#field.addEventListener('input', () => this.update());
    this.#field.addEventListener('keydown', (event) => this.#key(event));
    this.#field.addEventListener('focus', () => this.#show(this.#finds.length > 0));
    this.#field.addEventListener('blur', () => setTimeout(() => this.#show(false), 150));
  }

  focus(): void {
    this.#field.focus();
    this.#field.select();
  }

  /** Searches for words as if they had been typed. */
  find(query: string): void {
    this.#field.value = query;
    this.focus();
    this.update();
  }

  /** Searches again, as the step may be another one. */
  update(): void {
    const { tree } = this.#app.scene(this.#app.step);
    const { value } = this.#field;
    this.#finds = search(value, tree, this.#app.data, LIMIT);
    this.#at = -1;
    const many = this.#finds.length;
    this.#count.textContent =
      value.trim() === '' ? '' : many >= LIMIT ? `${LIMIT}+ finds` : `${many} ${many === 1 ? 'find' : 'finds'}`;
    this.#list.replaceChildren(...this.#finds.slice(0, LISTED).map((item, index) => this.#entry(item, index)));
    if (document.activeElement === this.#field) this.#show(many > 0);
  }

  #entry(item: Item, index: number): HTMLElement {
    const type = this.#app.data.types[item.node?.results[0]?.[1] ?? item.type ?? -1] ?? '';
    return h(
      'li',
      { role: 'option', id: `find-${index}`, 'aria-selected': 'false', pointerdown: () => this.#go(index) },
      h('b', {}, item.node && item.kind === 'node' ? item.node.op : item.kind),
      h('span', {}, itemName(item)),
      h('span', { class: 'type' }, type),
    );
  }

  #show(open: boolean): void {
    this.#list.hidden = !open;
    this.#field.setAttribute('aria-expanded', String(open));
  }

  #go(index: number): void {
    const { length } = this.#finds;
    if (length === 0) return;
    this.#at = (index + length) % length;
    void this.#app.select(this.#finds[this.#at]);
    this.#list.querySelector('[aria-selected="true"]')?.setAttribute('aria-selected', 'false');
    const entry = this.#list.children[this.#at];
    entry?.setAttribute('aria-selected', 'true');
    entry?.scrollIntoView({ block: 'nearest' });
    if (entry) this.#field.setAttribute('aria-activedescendant', entry.id);
    this.#count.textContent = `${this.#at + 1} of ${length}`;
  }

  next(by: number): void {
    this.#go(this.#at < 0 && by < 0 ? -1 : this.#at + by);
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' || (event.key === 'Enter' && !event.shiftKey)) this.next(1);
    else if (event.key === 'ArrowUp' || event.key === 'Enter') this.next(-1);
    else if (event.key === 'Escape') {
      this.#field.blur();
      byId('graph').focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

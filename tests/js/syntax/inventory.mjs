// A module with every form of import and export, and await at the top. It is parsed, and not run: what it imports
// is not there.
import 'side-effects';
import defaults from './defaults.mjs';
import * as store from './store.mjs';
import table, * as tables from './tables.mjs';
import list, { first, last as final, default as again, 'quoted name' as quoted, if as condition, } from './lists.mjs';
import {} from './nothing.mjs';
import { of, as, as as as2, async, await as awaited, get, set, type, let as let_, static as static_ } from './words.mjs';
import config from './config.json' with { type: 'json' };
import * as strings from './strings.json' with { 'type': "json", lang: 'é', } ;
import './styles.css' with {}
import source from './source.mjs'
import defer, { defer as later } from './defer.mjs'
import defer * as heavy from './heavy.mjs';
import source program from './program.wasm' with { type: 'webassembly' };
import source from from './from.wasm';

export * from './all.mjs';
export * as everything from './all.mjs';
export * as 'every thing' from './all.mjs' with { type: 'json' };
export { default as defaults2 } from './defaults.mjs';
export { default as base, last, 'a name' as renamed, first as 'first of all', 'é😀' } from './lists.mjs';
export {} from './nothing.mjs';
export { defaults as initial, store, quoted as 'quoted again', condition as if, };
export { again as again2, tables }
export {}

export var count = 0, total;
export let { price = 1, ...details } = config, [head, , ...tail] = list;
export const VAT = .19, empty = {}, format = (amount, currency = '€') => `${amount.toFixed(2)} ${currency}`;
export function reset() { return count = 0, void (total = undefined); }
export function* items() { yield* list; }
export async function load(name) { return (await import(`./items/${name}.mjs`)).default; }
export async function* loadAll(...names) { for (const name of names) yield await load(name); }
export class Item {
  static #made = 0;
  #price = price;
  name = `item ${++Item.#made}`;
  get price() { return this.#price * (1 + VAT); }
  set price(value) { if (!(value >= 0)) throw new RangeError(`price ${value}`); this.#price = value; }
  static async from({ name, price }) { return Object.assign(new this, { name, price }); }
  static get made() { return Item.#made; }
  static { this.prototype[Symbol.toStringTag] = `Item`; }
}
export class Bundle extends Item {
  parts = [];
  constructor(...parts) { super(); for (const part of parts) this.parts.push(part); }
  get price() { return this.parts.reduce((sum, { price }) => sum + price, 0); }
}

export default class extends Bundle {
  static cheapest = (a, b) => a.price < b.price ? a : b;
}

const here = import.meta.url, { dirname: folder = here.slice(0, here.lastIndexOf('/')) } = import.meta;
const lazily = import.defer('./heavy.mjs'), compiled = await import.source('./program.wasm');
const extra = await import('./extra.json', { with: { type: 'json' } });
const [one, two = await one] = await Promise.all([import('./one.mjs'), import(folder + '/two.mjs')]);
try {
  await import('./missing.mjs', );
} catch { await null } finally { (await lazily).start?.(); }

for await (const item of loadAll('hammer', 'nail')) count += item.amount ?? await item.count();
for (const promise of [one, two]) if (await promise) break; else continue;
await using lock = await store.lock();
using log = store.open('log'), other = null;
{ await using inner = lock, second = log; for (await using third of [inner, second]) await third; }
for await (using entry of log.entries()) { if (await entry.done) break }
label: { if (!await extra) break label; await (await compiled).run(); await[1], await `t`, await /re/g, -await -1, await (0, await 1); }

const later2 = async () => { await later; for await (const x of []) await x }, sync = (x) => async (y) => await x + await y;
console.log(await sync(1)(2), typeof this, typeof arguments_, new (class { p = async () => await 1; static { (() => { }) (); } })().p, awaited, async, from, of, get, set, type, as, as2);
function arguments_() { return new.target ?? arguments; }
export { arguments_ as args, later2 as 'then', heavy, program, from as fromWasm }

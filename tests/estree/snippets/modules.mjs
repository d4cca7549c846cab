import 'a';
import b from 'b';
import * as c from 'c';
import {} from 'd';
import { e } from 'e';
import { f, } from 'f';
import { g as h, i } from 'g';
import { default as j } from 'j';
import { 'string name' as k, "été😀" as l } from 'k';
import m, * as n from 'm';
import o, {} from 'o';
import p, { q, r as s } from 'p';
import { if as t, class as u, await as v, as as w, as, from, of, get, async as x } from 't';
import type from 'type'; import async from 'async'; import source from 's1'; import defer from 'd1'; import { source as s2, defer as d2 } from 's2';
import y from 'y' with { type: 'json' };
import z from 'z' with { 'type': "json", other: 'x', };
import 'aa' with {};
import * as bb from 'bb' with { type: 'json' }
import cc
from
'cc'
import from_ from 'ee';
import dd, { default as ff } from 'dd' with { if: 'a' };
export {};
export { b };
export { c, };
export { e as gg, f as default };
export { h as 'string name', i as "été😀", j as if };
export {} from 'hh';
export { a } from 'ii';
export { b as bb2, c as bb3 } from 'jj';
export { default as kk, 'x y' as ll, 'z' } from 'kk';
export { for, class as while } from 'if';
export * from 'mm';
export * as nn from 'nn';
export * as default2 from 'oo';
export * as 'string' from 'pp';
export * as if2 from 'qq' with { type: 'json' };
export * from 'rr' with { type: 'json' };
export { ss } from 'ss' with { type: 'json' };
export var tt = 1, uu;
export let vv, ww = 2;
export const xx = 3, { yy, zz: [ab] } = ac;
export function fa() {}
export function* fb() {}
export async function fc() {}
export async function* fd() {}
export class CA {}
export class CB extends CA { #a; static { this.#b; } static #b; }
import.meta; import.meta.url; import.meta.a.b(); new import.meta.A(); [import.meta.x] = y;
import('a'); import('a', b); import('a', { with: { type: 'json' } },); import(a).then(c => d); await import('e'); (await import('f')).g; new (import('h'))();
await a; await (b); for await (const c2 of d) ; if (await e) await f; `${await g}`; const h2 = await i; const { j2 } = await k; await (async () => await l)();
for (const m2 of await n) ; [await o]; ({ a: await p }); await await q; -await r; (await s) ** 2; await
t
await /re/; await [1]; await +1; await -1; await { a: 1 }; await function () {}; await class {}; await new A; await `x`; await this; await (await u)
let let_; const of2 = 1, async2 = 2, get2 = 3
this; typeof this

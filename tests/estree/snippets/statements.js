"directive"; 'another'; "use strict2"
"one \u0064 with \n escapes"; ("no directive");
"nor this";
;
{} {;} { a; { b; } }
var a; var b = 1; var c, d = 2, e; var f = 1, g = f in {};
let h; let i = 1, j; const k = 1, l = 2;
if (a) b; if (a) b; else c; if (a) { b; } else if (c) { d; } else { e; } if (a) if (b) c; else d; if (a) ; else ;
for (;;) break; for (a; b; c) break; for (var m = 0, n = 1; m < n; m++, n--) ; for (let o = 0; o < 1; o++) { let o; } for (const p = 1; ;) { break; }
for (let q in r) ; for (let s of t) ; for (a in b) ; for (a of b) ; for (let in {}) ; for (let = 1; let < 1; let++) ; for (let; ;) break; for (var async of []) ;
for (async in {}) ; for (async => {}; false;) ; for (let of of []) ; for (let of = 1; ;) break; for (var of of of) ; for (const x of (a, b)) ; for (var u in v, w) ;
for (var i0 = 0 in {}) ;
while (a) b; while (a) { break; continue; } do a; while (b) do { c; } while (d); do ; while (0) e
outer: for (;;) { inner: for (;;) { break outer; continue inner; continue outer; } }
x: y: z: a; block: { break block; } lab: if (a) break lab; l1: while (1) l2: do { continue l1; } while (0)
switch (a) {} switch (a) { case 1: case 2: b; break; default: c; case 3: { d; } } switch (a) { default: } switch (a) { case b, c: let v; const w = 1; function f1() {} class C1 {} }
function ret() { return; return a; return a, b; return
c; return /re/; return { a }; return function () {} }
throw_: try { throw a; } catch (e) { b; } finally { c; } try {} finally {} try { throw (a, b); } catch { }
debugger; debugger
with (a) b; with (a) { c; } with ({}) with ([]) ;
function decl() {} function decl2(a, b = 1, ...c) { "use strict2"; } function* gen() {} async function asy() {} async function* asygen() {}
async
function notAsync() {}
if (a) function inIf() {}
if (a) function inIf2() {} else function inElse() {}
labelled: function inLabel() {}
{ function inBlock() {} function inBlock() {} }
a
b
;c
a = b
(c)
a = b
[c]
let
notLet
var let_, yield, await, async, of, get, set, static, implements, interface, package, private, protected, public, eval, arguments, undefined, NaN, target, from, as, meta, using, accessor, defer, source;
yield * 2; await / 2 / 1; let + 1; async + of; get, set; static; of: ; async: ; yield: ; await: ;
let: a; let; 
l\u0065t
x
async; await; yield
using; using
y; using = 1; using.a; using(1); using in b; using instanceof c; for (using in d) ; using: ;
if (0) using
z
export_, import_; import('a'); import('a').b; import('a', { with: {} },); import(import('b')); new (import('c'));

var [] = a, {} = b;
var [a] = b, [c,] = d, [, e] = f, [, , g, , h] = i, [...j] = k, [l, ...m] = n;
let [o = 1, [p = 2, [q] = []] = [], ...[r, s = 3]] = t;
const { u } = v, { w: x } = y, { z = 1 } = aa, { bb: cc = 2 } = dd, { ...ee } = ff, { gg, ...hh } = ii;
var { [jj]: kk, 'll': mm, 1: nn, [`oo${pp}`]: qq = 3, 2n: rr } = ss;
let { tt: { uu: [{ vv }] } = {}, ww: [xx = yy, ...{ length }] } = zz;
var { if: if_, class: class_, get, set, async, of, let: let_, yield: yield_, await: await_ } = a;
var { get: g1, set: s1, async: a1 } = b;
[] = a; [a] = b; [, a] = b; [a, , b] = c; [...a] = b; [a, ...b] = c; [...[a]] = b; [...{ length }] = c;
({} = a); ({ a } = b); ({ a, } = b); ({ a: b } = c); ({ a = 1 } = b); ({ a: b = 1 } = c); ({ ...a } = b); ({ a, ...b.c } = d);
[a.b, c[d], (e), (f.g), (h[i])] = j; [a.b = 1, (c) = 2, (d.e) = 3] = f; [f().a, f()[b]] = c; [...a.b] = c; [...(a)] = b; [[a], { b }] = c;
({ a: b.c, d: e[f], g: (h), i: (j.k) = 1, [l]: m().n } = o); ({ a: [b], c: { d } } = e); ({ a: [b] = [], c: { d } = {} } = e);
[a = b = c] = d; [a = [b] = c] = d; [a = ({ b } = c)] = d; ({ a = { b } = c } = d); ({ a = 1, b = a } = c);
({ eval, arguments } = a); [eval, arguments = 1] = a; ({ async, await: b, yield: c, let: d } = e); ({ yield, let: f, static: g } = h);
[[[a]]] = [[{ a }]] = b; ({ a: { b: { c } } } = d); ({ a: ({}).b } = c); [[].a, {}.b, `x`.c, (d, e).f] = g; ({ a: [].length } = b);
for (var a of b) ; for (var [c] of d) ; for (let { e } of f) ; for (const [g, ...h] of i) ; for (j of k) ; for (l.m of n) ; for ([o] of p) ; for ({ q } of r) ; for ((s) of t) ; for ([(u), v.w = 1] of x) ;
for (var a in b) ; for (var [c] in d) ; for (let { e } in f) ; for (const g in h) ; for (i in j, k) ; for (l.m in n) ; for ([o] in p) ; for ({ q: r } in s) ; for ((t) in u) ; for (f().a in b) ;
try {} catch ({ message, name: [n] = [] }) {} try {} catch ([a, ...b]) {} try {} catch {} try {} catch (e) { var e; } finally {}
function f({ a, b: [c] = [] } = {}, [d, { e = f } = {}] = [], ...[g, h]) { "not strict because of the parameters"; }
(function ([a, b], { c }) {}); ({ m({ a }, [b]) {}, set s({ c }) {} });

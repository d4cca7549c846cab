// JSON.stringify of objects that change while they are written, of toJSON that comes and goes, of texts of all lengths.
function P() { this.a = 1; this.b = { c: 2 }; }
console.log(JSON.stringify(new P()));
console.log(JSON.stringify([new P(), new P()]));
P.prototype.toJSON = function (key) { return 'P at ' + key; };
console.log(JSON.stringify([new P(), { p: new P() }]));
delete P.prototype.toJSON;
console.log(JSON.stringify([new P()]));
Object.prototype.toJSON = function () { return Array.isArray(this) ? [this.length] : 'any'; };
console.log(JSON.stringify({ a: [1, 2] }), JSON.stringify([{}]));
delete Object.prototype.toJSON;
console.log(JSON.stringify({ a: [1, 2] }), JSON.stringify([{}]));
const late = [{ x: 1 }, { x: { toJSON() { Object.prototype.toJSON = () => 'late'; return 7; } } }, { x: 1 }, [[]]];
console.log(JSON.stringify(late));
delete Object.prototype.toJSON;
const o = { a: { toJSON() { delete o.b; o.z = 26; o.c = 33; return 1; } }, b: 2, c: 3, d: 4 };
console.log(JSON.stringify(o));
const q = { get a() { Object.defineProperty(this, 'c', { enumerable: false }); this.b = 20; return 1; }, b: 2, c: 3 };
console.log(JSON.stringify(q));
const arr = [{ toJSON() { arr.length = 2; return 'cut'; } }, 1, 2, 3];
console.log(JSON.stringify(arr));
const hole = [1, , 3]; console.log(JSON.stringify(hole)); Array.prototype[1] = 'two'; console.log(JSON.stringify(hole)); delete Array.prototype[1];
const grow = { a: 1, b: { toJSON() { grow[0] = 'zero'; return 2; } }, c: 3 };
console.log(JSON.stringify(grow), JSON.stringify(grow));
console.log(JSON.stringify({ [Symbol('s')]: 1, a: 1, [Symbol.iterator]: 2, b: undefined, f() {} }));
class C { #p = 1; x = 2; } console.log(JSON.stringify(new C()));
const hidden = Object.defineProperty({ a: 1 }, 'h', { value: 1 }); hidden.z = 3; console.log(JSON.stringify(hidden));
console.log(JSON.stringify({ a: [1, { b: [] }], c: {} }, null, '\u2192 '));
console.log(JSON.stringify({ a: [1, { b: [] }], c: {} }, null, 3));
for (const n of [14, 15, 16, 17, 31, 32, 33, 40]) for (const c of ['"', '\\', '\n', '\x1f', '\x7f', '\x80', '\xff', '\u2028', '\ud800', '\ud83d\ude00']) {
  for (const at of [0, n >> 1, n - 1]) { const t = 'x'.repeat(at) + c + 'y'.repeat(n - at - 1); const j = JSON.stringify(t); if (JSON.parse(j) !== t) console.log('bad', n, at, j); }
}
console.log(JSON.stringify('a"b\\c\n\x00\x1f\x7f\u00e9\u2028\ud800'), JSON.stringify(new Proxy({ a: 1, b: [2] }, {})));
function Q() {} Q.prototype = new Proxy({}, { get(t, k) { return k === 'toJSON' ? () => 'proxied' : undefined; } });
console.log(JSON.stringify([new Q(), new Q()]));
const proto = { v: 1 }; const child = Object.create(proto); child.w = 2; console.log(JSON.stringify([child, proto, child]));
proto.toJSON = () => 'proto'; console.log(JSON.stringify([child, proto]));
child.toJSON = undefined; console.log(JSON.stringify([child]));
console.log(JSON.stringify(Object.create(null)), JSON.stringify([Object.create(null, { k: { value: 1, enumerable: true } })]));

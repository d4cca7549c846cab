// Objects, arrays, templates, arguments objects and rest parameters.
const symbol = Symbol('s');
const object = {
  plain: 1, 'a b': 2, 3: 'three', 1.5: 'real', 0x10: 'hex', [symbol]: 'symbol', ['com' + 'puted']: 'c', 10n: 'big',
  method() { return 'm'; }, get g() { return 'g'; }, set g(v) { this.was = v; }, *gen() { yield 1; }, async later() {},
};
console.log(Reflect.ownKeys(object).map(String).join());
console.log(object.method.name, object.gen.name, Object.getOwnPropertyDescriptor(object, 'g').get.name, typeof object.method.prototype);
console.log({ __proto__: Array.prototype } instanceof Array, { __proto__: 5 } instanceof Object, Object.getPrototypeOf({ __proto__: null }));
const __proto__ = 1;
console.log(Object.hasOwn({ __proto__ }, '__proto__'), Object.hasOwn({ ['__proto__']: 1 }, '__proto__'), Object.hasOwn({ __proto__() {} }, '__proto__'));
console.log(Object.entries({ ...{ a: 1, b: 2 }, b: 3, ...null, ...'hi', ...[7], ...5 }).join(";"));
console.log(Object.entries({ a: 1, a: 2, get a() { return 3; } }).join(";"));
const { plain, 'a b': spaced, [symbol]: viaSymbol, missing = 'default', ...others } = object;
console.log(plain, spaced, viaSymbol, missing, Object.keys(others).join());
const source = { get x() { return 1; } };
console.log(Object.getOwnPropertyDescriptor({ ...source }, 'x').value);
console.log({ f: () => {} }.f.name, { f: function () {} }.f.name, { f: class {} }.f.name, { [symbol]: () => {} }[symbol].name, { ['x']: () => {} }.x.name);
console.log([1, , 3].length, 1 in [1, , 3], [, ,].length, [...[1, 2], 3, ...''].length);
const big = [];
for (let i = 0; i < 100; i++) big.push(i);
console.log([...big, ...big].length, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].reduce((a, b) => a + b));

function tag(strings, ...values) { return [strings.join('|'), strings.raw.join('|'), values.join()].join(' / '); }
console.log(tag`a${1}\n${2}c`);
console.log(tag`\unicode ${0} \u{41}`);
const site = () => (s => s)`x${1}`;
console.log(site() === site(), Object.isFrozen(site()), Object.isFrozen(site().raw), Array.isArray(site().raw));
console.log((s => s)`x${1}` === (s => s)`x${1}`);
const raw = Object.getOwnPropertyDescriptor(site(), 'raw');
console.log(raw.enumerable, raw.writable, raw.configurable);
console.log(`${{ toString: () => 'text', valueOf: () => 'value' }} ${[1, 2]} ${null}`);

function mapped(a, b) { a = 10; arguments[1] = 20; return [arguments[0], b, arguments.length].join(); }
console.log(mapped(1, 2, 3), mapped(1), mapped());
function unmapped(a) { 'use strict'; a = 10; return [arguments[0], typeof Object.getOwnPropertyDescriptor(arguments, 'callee').get].join(); }
console.log(unmapped(1));
function simple(a, b = 2) { a = 10; return arguments[0]; }
console.log(simple(1));
function duplicates(a, a) { a = 5; return [arguments[0], arguments[1]].join(); }
console.log(duplicates(1, 2));
function callee() { return [arguments.callee === callee, Object.keys(arguments).join('-'), typeof arguments[Symbol.iterator], String(arguments)].join(); }
console.log(callee('x', 'y'));
function unmapping(a) { delete arguments[0]; a = 2; arguments[0] = 3; return [a, arguments[0]].join(); }
console.log(unmapping(1));
function fixing(a) { Object.defineProperty(arguments, 0, { writable: false }); a = 2; return arguments[0]; }
console.log(fixing(1));
function captured(a) { const set = v => { a = v; }; set(7); return [arguments[0], (() => arguments[0])()].join(); }
console.log(captured(1));
function shadows(arguments) { return arguments; }
console.log(shadows(1), (function () { var arguments; return typeof arguments; })(), (function (a, b = () => arguments) { return b().length; })(1));
function rest(first, ...others) { return `${first} ${others.length} ${Array.isArray(others)}`; }
console.log(rest(1, 2, 3), rest(), rest.length);
function both(a, ...others) { a = 9; return [arguments.length, arguments[0], others.join()].join(';'); }
console.log(both(1, 2, 3));
console.log((function (...[a, b]) { return a + b; })(1, 2), (function (...{ length }) { return length; })(1, 2, 3));
function many() { return [arguments.length, arguments[299]].join(); }
console.log(many(...big, ...big, ...big), many.apply(null, Array.from({ length: 300 }, (_, i) => i)));
function surplus(a) { let x = 1, y = 2, z = 3; return [a, x, y, z, [...arguments].join('')].join(); }
console.log(surplus(4, 5, 6, 7, 8));

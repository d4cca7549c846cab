// What has short paths of its own, with all that can come to them: the same in every tier.
const values = [0, -0, 1, -1, 1.5, -1.5, 2147483647, -2147483648, 2147483648, 4294967296.7, 1e10, -1e10, 9007199254740993,
  2 ** 62, 2 ** 63, -(2 ** 63), 1e300, NaN, Infinity, '', '7', null, undefined, true, {}, 3n];
const attempt = (work) => {
  try {
    return work();
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
};
const shown = (value) => (Object.is(value, -0) ? '-0' : typeof value === 'bigint' ? `${value}n` : String(value));

// Bits, signs, truth.
const unary = [(v) => -v, (v) => ~v, (v) => !v, (v) => (v ? 1 : 2)];
const binary = [(a, b) => a | b, (a, b) => a & b, (a, b) => a ^ b, (a, b) => a << b, (a, b) => a >> b, (a, b) => a >>> b,
  (a, b) => a == b, (a, b) => a != b, (a, b) => a === b, (a, b) => a !== b];
const small = [(v) => v | 1, (v) => v & 6, (v) => v << 3, (v) => v >> 1, (v) => v >>> 0, (v) => v >>> 3];
for (const value of values) {
  console.log(shown(value), unary.map((f) => shown(attempt(() => f(value)))).join(), small.map((f) => shown(attempt(() => f(value)))).join());
}
for (const f of binary) {
  const results = [];
  for (const a of values) for (const b of values) results.push(shown(attempt(() => f(a, b))));
  let hash = 0;
  for (const character of results.join()) hash = (hash * 31 + character.charCodeAt(0)) | 0;
  console.log(String(f), hash);
}

// Strings that are the same cell, atoms, and neither.
const joined = ['a', 'b'].join('');
console.log('ab' == joined, 'ab' === joined, 'ab' !== joined, 'ab' == 'abc', 'ab' === 'ac', joined != 'ba', `${joined}` === joined);

// instanceof
function Plain() {}
class Base {}
class Derived extends Base {}
class Asked { static [Symbol.hasInstance](value) { return value === 3; } }
class AskedToo extends Asked {}
const arrow = () => {};
const bound = Plain.bind(null);
const proxied = new Proxy(new Plain(), { getPrototypeOf: () => Base.prototype });
const deep = Array.from({ length: 40 }).reduce((above) => Object.create(above), new Plain());
const instances = [new Plain(), new Derived(), Object.create(null), {}, 5, null, 3, proxied, Object.create(proxied), deep];
for (let round = 0; round < 2; round++) {
  for (const [name, target] of Object.entries({ Plain, Base, Derived, Asked, AskedToo, arrow, bound, Object, five: 5 }))
    console.log(name, instances.map((value) => attempt(() => value instanceof target)).join());
  Plain.prototype = round === 0 ? {} : 5;
}
console.log(attempt(() => ({}) instanceof Plain), attempt(() => 1 instanceof Plain));

// Arguments objects, and call and apply.
function told() {
  return [arguments.length, [...arguments].join(), typeof arguments.callee, Object.prototype.toString.call(arguments), Reflect.ownKeys(arguments).map(String).join()].join(' ');
}
function changed() {
  arguments[0] = 9;
  arguments[5] = 6;
  delete arguments[1];
  delete arguments.length;
  arguments.a = arguments.b = arguments.c = 1;
  return JSON.stringify(arguments) + arguments.length;
}
function handedOn() {
  return told.apply(this, arguments);
}
function handedOnChanged() {
  arguments.length = 1;
  return told.apply(this, arguments);
}
function strict() {
  'use strict';
  return [told.apply(this, arguments), attempt(() => arguments.callee)].join(' ');
}
function mapped(a, b) {
  a = 'new';
  return told.apply(this, arguments) + arguments[1] + b;
}
for (const f of [told, changed, handedOn, handedOnChanged, strict, mapped])
  console.log(f.name, f(), '|', f(1, 2), '|', f(1, 2, 3));
function thisOf() { 'use strict'; return [this, ...arguments].map(String).join(); }
console.log(thisOf.call(), thisOf.call(1), thisOf.call(1, 2, 3), thisOf.apply(), thisOf.apply(1), thisOf.apply(1, null), thisOf.apply(1, undefined),
  thisOf.apply(1, [2, , 4]), thisOf.apply(1, { length: 2, 1: 'x' }), attempt(() => thisOf.apply(1, 5)), attempt(() => thisOf.apply(1, Symbol.iterator)),
  Math.max.apply(null, [1, 3, 2]), thisOf.call.call(thisOf, 1, 2), thisOf.apply.apply(thisOf, [1, [2]]), attempt(() => Function.prototype.call.call(5)));
console.log(attempt(() => thisOf.apply(null, Array.from({ length: 1e6 })).length), attempt(() => (class {}).call()));

// An array-like is asked for its length once.
const asked = [];
const like = new Proxy({ length: 2, 0: 'a', 1: 'b' }, { get(target, key) { asked.push(String(key)); return target[key]; } });
console.log(thisOf.apply(0, like), asked.join());

// Elements behind the last one.
function filled(array, count) {
  'use strict';
  for (let i = 0; i < count; i++) array[i] = i;
  return array;
}
const fixed = Object.defineProperty([], 'length', { writable: false });
console.log(filled([], 3), filled(new Array(2), 4), filled([, , 5], 2), filled({ length: 0 }, 2), attempt(() => filled(fixed, 1)),
  attempt(() => filled(Object.preventExtensions([]), 1)), attempt(() => filled(Object.freeze([0]), 1)), filled(Object.create([]), 1).length);
const holes = [1, , 3];
holes[3] = 4;
console.log(holes, holes.length);
const child = Object.create([1]);
child[1] = 2;
console.log(child.length, child[1]);
const heard = [];
Object.defineProperty(Array.prototype, 2, { set(value) { heard.push = 0; Object.defineProperty(heard, 'last', { value, configurable: true }); }, configurable: true });
const deaf = filled([], 4);
delete Array.prototype[2];
console.log(heard.last, deaf);

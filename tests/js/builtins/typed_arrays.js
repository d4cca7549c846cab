// Typed arrays: conversions of all kinds, exotic properties, methods, and scripts that get in between.
const show = (...parts) => console.log(parts.map(part => Object.is(part, -0) ? '-0' : typeof part === 'bigint' ? part + 'n' : String(part)).join(' | '));
const fails = (what, f) => { try { show(what, 'gave', f()); } catch (error) { show(what, error.name); } };
const numeric = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float16Array, Float32Array, Float64Array];
const big = [BigInt64Array, BigUint64Array];
const text = array => Array.from(array, value => Object.is(value, -0) ? '-0' : String(value)).join();

// Conversions, element by element (through the interpreter) and all at once.
const odd = [0, -0, 1.5, -1.5, 2.5, 127.5, 128, 255.5, 256, -129, 32768, 65536, 65519, 65520, 2 ** 31, -(2 ** 31) - 1, 2 ** 32, 2 ** 53 + 2, 1e21, 1e300, Infinity, -Infinity, NaN, 5e-324, 2 ** -24, 2 ** -25, 0.1, '12', null, undefined, true, [3]];
for (const Kind of numeric) {
  const one = new Kind(odd.length);
  for (let i = 0; i < odd.length; i++) one[i] = odd[i];
  const same = [new Kind(odd), Kind.from(odd), Kind.of(...odd), new Kind(new Float64Array(odd))];
  show(Kind.name, Kind.BYTES_PER_ELEMENT, text(one), same.every(other => text(other) === text(one)));
}
const bigOdd = [0n, -1n, 2n ** 63n, -(2n ** 63n) - 1n, 2n ** 64n, 2n ** 64n - 1n, 2n ** 200n + 5n, '7', true];
for (const Kind of big) {
  const one = new Kind(bigOdd.length);
  for (let i = 0; i < bigOdd.length; i++) one[i] = bigOdd[i];
  show(Kind.name, text(one), text(new Kind(bigOdd)) === text(one), text(new Kind(new BigInt64Array(bigOdd))) === text(one));
}
fails('a number is no BigInt', () => { new BigInt64Array(1)[0] = 1; });
fails('a BigInt is no number', () => { new Int8Array(1)[0] = 1n; });
fails('nor a symbol', () => { new Int8Array(1)[0] = Symbol(); });
fails('mixed', () => new Int8Array(new BigInt64Array(1)));
fails('mixed', () => new BigInt64Array(1).set(new Int8Array(1)));

// NaN has one bit pattern, whatever made it: engines differ here.
const bits = (Kind, Word, value) => new Word(new Kind([value]).buffer)[0].toString(16);
show(bits(Float64Array, BigUint64Array, NaN), bits(Float64Array, BigUint64Array, 0 / 0), bits(Float64Array, BigUint64Array, -NaN), bits(Float32Array, Uint32Array, Infinity - Infinity), bits(Float16Array, Uint16Array, -(0 / 0)));

// Constructors
fails('abstract', () => new (Object.getPrototypeOf(Int8Array))());
fails('without new', () => Int8Array(1));
fails('negative', () => new Int8Array(-1));
fails('misaligned', () => new Int16Array(new ArrayBuffer(4), 1));
fails('misaligned end', () => new Int16Array(new ArrayBuffer(3)));
fails('beyond the end', () => new Int16Array(new ArrayBuffer(4), 6));
fails('too long', () => new Int16Array(new ArrayBuffer(4), 2, 2));
fails('too large', () => new Float64Array(2 ** 50));
show(new Int8Array('3').length, new Int8Array(null).length, new Int8Array({ length: 2, 0: 5 }), new Int8Array(new Set([1, 2])), new Int8Array(function* () { yield 4; }()), new Int16Array(new ArrayBuffer(8), 2, 1).byteOffset);

// Properties with canonical numeric names are elements, or nothing.
const array = new Uint8Array([1, 2, 3]);
Object.prototype['-0'] = Object.prototype['1.5'] = Object.prototype[7] = Object.prototype.NaN = Object.prototype['01'] = 'inherited';
show(array['-0'], array['1.5'], array[7], array.NaN, array['01'], array[-1], array['1e3'], array['0.5'], array[4294967295], array[2 ** 40]);
show('-0' in array, '1.5' in array, 7 in array, '01' in array, 2 in array, 3 in array, Reflect.has(array, '2'));
delete Object.prototype['-0']; delete Object.prototype['1.5']; delete Object.prototype[7]; delete Object.prototype.NaN; delete Object.prototype['01'];
array[5] = 9; array['-0'] = 9; array['1.5'] = 9; array.Infinity = 9; array.x = 9;
show(Object.keys(array), array.length, array.Infinity, JSON.stringify(array), Reflect.ownKeys(array));
show(Reflect.set(array, 5, 1), Reflect.set(array, '1.5', 1), Reflect.set({}, 0, 1, array), array[0], Reflect.set(array, 0, 5, {}), Reflect.set(array, 9, 5, {}), array[0]);
show(Reflect.defineProperty(array, 0, { value: 8 }), array[0], Reflect.defineProperty(array, 3, { value: 8 }), Reflect.defineProperty(array, 0, { value: 7, configurable: false }), Reflect.defineProperty(array, 0, { get() {} }), Reflect.defineProperty(array, 0, { value: 6, writable: true, enumerable: true, configurable: true }), array[0]);
show(JSON.stringify(Object.getOwnPropertyDescriptor(array, 1)), Object.getOwnPropertyDescriptor(array, 3), Reflect.deleteProperty(array, 1), Reflect.deleteProperty(array, 3), Reflect.deleteProperty(array, 'x'));
fails('freeze', () => Object.freeze(array));
fails('freeze of an empty one', () => Object.isFrozen(Object.freeze(new Uint8Array(0))));
fails('seal', () => Object.isSealed(Object.seal(new Uint8Array(1))));
fails('delete in strict code', () => { 'use strict'; delete array[0]; });
const inheriting = Object.create(array);
inheriting[0] = 1; inheriting[9] = 1; inheriting.y = 1;
show(Object.keys(inheriting), inheriting[1], 9 in inheriting, array[0]);
const list = [1, , 3]; Object.setPrototypeOf(list, new Uint8Array([7, 8, 9])); show(list[1], list[5]);

// Methods
const sample = kind => new kind([5, 1, 4, 1, 3]);
for (const Kind of [Uint8Array, Float64Array]) {
  const a = sample(Kind);
  show(a.at(-1), a.at(9), a.indexOf(1), a.indexOf(1, 2), a.indexOf('1'), a.lastIndexOf(1), a.lastIndexOf(1, -3), a.includes(4), a.includes(NaN), a.includes(undefined), a.includes(256 + 5), a.indexOf(1.5));
  show(a.join('-'), a.toString(), a.slice(1, -1), a.subarray(1, -1), a.toReversed(), a.toSorted(), a.with(1, 9), a.map(x => x * 100), a.filter(x => x > 1), a.find(x => x > 3), a.findLast(x => x > 3), a.findIndex(x => x > 9), a.findLastIndex(x => x === 1));
  show(a.reduce((x, y) => x + y), a.reduceRight((x, y) => x + '' + y), a.some(x => x > 4), a.every(x => x > 1), [...a.entries()].join(';'), [...a.keys()], a.copyWithin(0, 3), a.fill(7, 1, 2), a.reverse(), a.sort((x, y) => y - x), a.length);
}
show(new Float64Array([3, NaN, -0, 0, -Infinity, -1]).sort().join(), Object.is(new Float64Array([0, -0]).sort()[0], -0), new Float32Array([NaN]).includes(NaN), new Float32Array([NaN]).indexOf(NaN), new BigInt64Array([3n, -1n]).sort(), new BigInt64Array([1n]).includes(1), new BigUint64Array([2n ** 64n - 1n]).indexOf(-1n), new BigInt64Array([-1n]).indexOf(-1n), new Float16Array([-0]).includes(0));
show(new Int8Array([-0]).includes(-0), new Uint8Array(3).toLocaleString(), new BigInt64Array([5n]).join(), Uint8Array.prototype.toString === Array.prototype.toString, Uint8Array.prototype[Symbol.iterator] === Uint8Array.prototype.values, Object.prototype.toString.call(array));
const target = new Uint8Array(6);
target.set([1, 2], 1); target.set(new Float32Array([250, 300.7]), 3); target.set(target.subarray(0, 4), 2); show(target);
const overlapping = new ArrayBuffer(8), wide = new Uint16Array(overlapping), narrow = new Uint8Array(overlapping);
narrow.set([1, 2, 3, 4, 5, 6, 7, 8]); wide.set(narrow.subarray(0, 4)); show(narrow);
fails('set beyond the end', () => target.set([1], 6));
fails('set at a negative place', () => target.set([1], -1));
fails('set at infinity', () => target.set([], Infinity));
fails('with beyond the end', () => target.with(6, 1));
fails('sort with no function', () => target.sort({}));
fails('map without function', () => target.map());
fails('reduce of nothing', () => new Int8Array(0).reduce((a, b) => a));
fails('incompatible', () => Uint8Array.prototype.fill.call([1], 0));
const large = new Uint32Array(600000); for (let i = 0; i < large.length; i++) large[i] = i * 2654435761; large.sort();
show(large.every((x, i) => i === 0 || large[i - 1] <= x));
const pairs = Float64Array.from({ length: 1000 }, (_, i) => i); pairs.sort((a, b) => a % 10 - b % 10); show(pairs.slice(0, 5), pairs.slice(-3));

// Species and subclasses
class Mine extends Uint8Array { sum() { return this.reduce((x, y) => x + y, 0); } }
const mine = Mine.of(1, 2, 3);
show(mine.map(x => x * 2).sum(), mine.subarray(1).sum(), mine.slice(2) instanceof Mine, mine.toSorted() instanceof Mine, mine.filter(x => x > 1).constructor.name, Object.prototype.toString.call(mine));
class Short extends Uint8Array { static get [Symbol.species]() { return class { constructor() { return new Uint8Array(1); } }; } }
fails('species too short', () => new Short(3).map(x => x));
class Other extends Uint8Array { static get [Symbol.species]() { return Float32Array; } }
show(new Other([1, 2]).map(x => x / 2).constructor.name, new Other([1, 2]).slice().join());
class Wrong extends Uint8Array { static get [Symbol.species]() { return BigInt64Array; } }
fails('species of other content', () => new Wrong(3).slice());

// Scripts that get in between
const shrinking = new ArrayBuffer(8, { maxByteLength: 8 });
const view = new Uint8Array(shrinking);
const during = (f, size) => { shrinking.resize(8); view.set([1, 2, 3, 4, 5, 6, 7, 8]); return f({ valueOf() { shrinking.resize(size); return 0; } }); };
show(during(n => view.fill(n), 3), during(n => view.copyWithin(n, 2), 4), during(n => view.indexOf(8, n), 4), during(n => view.includes(undefined, n), 4), during(n => view.lastIndexOf(2, { valueOf() { n.valueOf(); return -1; } }), 4), during(n => view.slice(n), 4), during(n => view.at(n), 0), during(n => view.subarray(n).length, 4));
show(during(n => view.join({ toString() { n.valueOf(); return '.'; } }), 4), during(n => view.map((x, i) => { if (i === 1) n.valueOf(); return x; }), 4), during(n => view.sort((a, b) => { n.valueOf(); return b - a; }), 4), during(n => { let seen = ''; for (const x of view) { seen += x; if (x === 2) n.valueOf(); } return seen; }, 4));
fails('with, when it is gone', () => during(n => view.with(5, n), 4));
fails('set, when it is gone', () => during(n => view.set([1, 2, n, 4, 5]) + view.join(), 4));
const detached = new Uint8Array(4);
fails('fill of what gets detached', () => detached.fill({ valueOf() { detached.buffer.transfer(); return 1; } }));

// The interpreter's fast paths and what is not theirs.
function get(a, i) { return a[i]; }
function set(a, i, v) { a[i] = v; return a[i]; }
function length(a) { return a.length; }
for (let round = 0; round < 3; round++) {
  for (const Kind of [...numeric, ...big, Array]) {
    const a = new Kind(3), isBig = big.includes(Kind);
    const value = isBig ? -2n : -2;
    show(Kind.name, set(a, 1, value), get(a, 1), get(a, 3), get(a, -1), set(a, -1, value), length(a), Object.keys(a).length);
  }
}
const own = new Uint8Array(2); Object.defineProperty(own, 'length', { value: 77 }); show(length(own), length(new Uint8Array(5)));
class Counted extends Uint8Array { get length() { return 99; } } show(length(new Counted(1)), length(new Uint8Array(6)), length({ length: 4 }), length('abc'));
show(get(new Uint8Array([5]), '0'), get(new Uint8Array([5]), 0.0), get(new Uint8Array([5]), '-0'), set(new Uint8Array(1), 0, 1e20), set(new Int32Array(1), 0, -2147483649.5), set(new Uint32Array(1), 0, -1), set(new Float32Array(1), 0, 0.1), set(new Uint8ClampedArray(1), 0, 1.5));

// What functions have met becomes a part of their machine code; what they meet afterwards has to give the same as ever.
// Each function runs until it is machine code, and then sees everything else.

const k_rounds = 30000;

function show(name, ...results) {
  console.log(name + ': ' + results.map((each) => (Object.is(each, -0) ? '-0' : typeof each === 'bigint' ? each + 'n' : String(each))).join(', '));
}
function outcome(f) {
  try {
    return f();
  } catch (error) {
    return error.name;
  }
}
function afterwards(name, warm, f, others) {
  for (let round = 0; round < k_rounds; round++) warm(f, round);
  show(name, ...others.map((each) => outcome(() => each(f))));
}

// Arithmetic and comparisons of doubles.
const others_of_two = [
  (f) => f(1, 2), (f) => f(1.5, 2), (f) => f(2, 1.5), (f) => f(0.1, 0.2), (f) => f(NaN, 0.5), (f) => f(0.5, NaN), (f) => f(-0, 0), (f) => f(-0, -0.5),
  (f) => f(Infinity, -Infinity), (f) => f(2 ** 31 - 1, 1), (f) => f(-(2 ** 31), -1), (f) => f('a', 1.5), (f) => f(1.5, 'b'), (f) => f(1.5, '2'), (f) => f(2n, 3n), (f) => f(2n, 0.5),
  (f) => f({ valueOf: () => 4.5 }, 1.5), (f) => f(undefined, 1.5), (f) => f(null, 1.5), (f) => f(true, 0.5), (f) => f(Symbol.iterator, 0.5), (f) => f(0.5, {}),
];
const warm_two = (f, round) => f(round + 0.5, 1.25);
afterwards('+', warm_two, (a, b) => a + b, others_of_two);
afterwards('-', warm_two, (a, b) => a - b, others_of_two);
afterwards('*', warm_two, (a, b) => a * b, others_of_two);
afterwards('+ 3', warm_two, (a) => a + 3, others_of_two);
afterwards('- 3', warm_two, (a) => a - 3, others_of_two);
afterwards('* -3', warm_two, (a) => a * -3, others_of_two);
afterwards('* 0', warm_two, (a) => a * 0, others_of_two);
afterwards('<', warm_two, (a, b) => { if (a < b) return 'yes'; return 'no'; }, others_of_two);
afterwards('<=', warm_two, (a, b) => { if (a <= b) return 'yes'; return 'no'; }, others_of_two);
afterwards('>', warm_two, (a, b) => { if (a > b) return 'yes'; return 'no'; }, others_of_two);
afterwards('>=', warm_two, (a, b) => { if (a >= b) return 'yes'; return 'no'; }, others_of_two);
afterwards('!<', warm_two, (a, b) => { let n = 0; do { n++; } while (a < b && n < 3); return n; }, others_of_two);
afterwards('!<=', warm_two, (a, b) => { let n = 0; do { n++; } while (a <= b && n < 3); return n; }, others_of_two);
afterwards('!>', warm_two, (a, b) => { let n = 0; do { n++; } while (a > b && n < 3); return n; }, others_of_two);
afterwards('!>=', warm_two, (a, b) => { let n = 0; do { n++; } while (a >= b && n < 3); return n; }, others_of_two);
afterwards('chain', (f, round) => f(round * 0.5, 3.5), (a, b) => (a + b) * (a - b) + a * 2 - 1, others_of_two);

// Named properties: out of line, inherited, lengths.
function Many() {
  for (let i = 0; i < 40; i++) this['p' + i] = i;
}
const many = new Many();
const other_objects = [
  (f) => f(many), (f) => f({ p39: 'own' }), (f) => f(Object.create(many)), (f) => f({}), (f) => f('text'), (f) => f(5), (f) => f(undefined), (f) => f(null),
  (f) => f({ get p39() { return 'got'; } }), (f) => f(new Proxy(many, { get: () => 'trapped' })), (f) => f([1, 2, 3]), (f) => f(new Uint8Array(7)), (f) => f(Symbol.iterator),
];
afterwards('own, out of line', (f) => f(many), (o) => o.p39, other_objects);
delete many.p7;
show('after a property was deleted', ((o) => o.p39)(many));

class Base {
  method() { return 'method of Base'; }
}
for (let i = 0; i < 30; i++) Base.prototype['m' + i] = function () { return 'm' + i; };
class Derived extends Base {}
const derived = new Derived();
function call_inherited(o) { return o.method(); }
function call_inherited_outer(o) { return o.m29(); }
const other_bases = [
  (f) => f(derived), (f) => f({ method: () => 'own', m29: () => 'own' }), (f) => f(new (class extends Base { method() { return 'overridden'; } m29() { return 'overridden'; } })()),
  (f) => f({}), (f) => f(null), (f) => f('text'),
  (f) => { derived.method = () => 'put on the object'; derived.m29 = derived.method; const result = f(derived); delete derived.method; delete derived.m29; return result; },
  (f) => f(derived),
  (f) => { Derived.prototype.method = () => 'put between'; Derived.prototype.m29 = Derived.prototype.method; const result = f(new Derived()); delete Derived.prototype.method; delete Derived.prototype.m29; return result; },
  (f) => f(new Derived()),
  (f) => { const method = Base.prototype.method; Base.prototype.method = () => 'changed'; Base.prototype.m29 = Base.prototype.method; const result = f(new Derived()); Base.prototype.method = method; return result; },
  (f) => { Object.setPrototypeOf(Derived.prototype, { method: () => 'another prototype', m29: () => 'another prototype' }); const result = f(new Derived()); Object.setPrototypeOf(Derived.prototype, Base.prototype); return result; },
  (f) => f(new Derived()),
];
afterwards('inherited', (f) => f(derived), call_inherited, other_bases);
afterwards('inherited, out of line', (f) => f(derived), call_inherited_outer, other_bases);
afterwards('of strings', (f) => f('text'), (s) => s.charCodeAt(1), [(f) => f('abc'), (f) => f({ charCodeAt: () => 'own' }), (f) => f(7), (f) => f(new String('xyz'))]);

const other_lengths = [
  (f) => f([1, 2]), (f) => f([]), (f) => f('four'), (f) => f('x'.repeat(40) + 'y'), (f) => f({ length: 'own' }), (f) => f(new Uint8Array(9)), (f) => f((a, b, c) => a), (f) => f(Object.create([1, 2, 3])),
  (f) => { const array = []; array.length = 2 ** 32 - 1; return f(array); }, (f) => f(undefined), (f) => f(3), (f) => f(new Proxy([1, 2, 3, 4], {})), (f) => f(new (class extends Array {})(6)),
];
afterwards('length of arrays', (f) => f([1, 2, 3]), (o) => o.length, other_lengths);
afterwards('length of strings', (f) => f('three'), (o) => o.length, other_lengths);

// Named properties that are set: out of line, and new ones.
function set_outer(o, value) { 'use strict'; o.p39 = value; return o.p39; }
const other_targets = [
  (f) => f(many, 'text'), (f) => f(many, { toString: () => 'object' }), (f) => f({}, 1), (f) => f(Object.freeze({ p39: 0 }), 1), (f) => f({ set p39(value) { this.seen = value; }, get p39() { return 'set ' + this.seen; } }, 5),
  (f) => f(Object.create({ set p39(value) {} }), 1), (f) => f('text', 1), (f) => f(null, 1), (f) => f([], 2), (f) => f(new Proxy({}, { set: () => false }), 1), (f) => f(Object.preventExtensions({}), 1),
];
afterwards('set, out of line', (f, round) => f(many, round), set_outer, other_targets);
afterwards('set anew', (f, round) => f({}, round), set_outer, [...other_targets,
  (f) => { Object.defineProperty(Object.prototype, 'p39', { set(value) { this.heard = value; }, get() { return 'heard ' + this.heard; }, configurable: true }); const result = f({}, 8); delete Object.prototype.p39; return result; },
  (f) => f({}, 9),
  (f) => { Object.defineProperty(Object.prototype, 'p39', { value: 'fixed', writable: false, configurable: true }); const result = outcome(() => f({}, 8)); delete Object.prototype.p39; return result; },
  (f) => f({}, 10)]);
function Point(x, y) { this.x = x; this.y = y; }
function make_point(constructor, x, y) { const point = new constructor(x, y); return point.x + ':' + point.y; }
afterwards('constructor', (f, round) => f(Point, round, round + 0.5), make_point, [
  (f) => f(Point, 'a', {}), (f) => f(class { constructor(x) { this.y = x; this.x = 'other order'; } }, 1), (f) => { Object.defineProperty(Point.prototype, 'y', { set() {}, get: () => 'accessor', configurable: true }); return f(Point, 1, 2); },
  (f) => { delete Point.prototype.y; return f(Point, 3, 4); }, (f) => { Point.prototype = null; return f(Point, 5, 6); }]);
const old_objects = [];
for (let i = 0; i < 200; i++) old_objects.push({ first: i });
function add_second(o, value) { o.second = value; }
for (let round = 0; round < k_rounds; round++) add_second({ first: round }, { round });
for (const o of old_objects) add_second(o, { kept: o.first });
let garbage = [];
for (let i = 0; i < 20000; i++) garbage = [garbage.length, i];
show('old objects', old_objects.every((o, i) => o.second.kept === i));

// Elements of typed arrays.
function get(array, index) { return array[index]; }
function set(array, index, value) { array[index] = value; return array[index]; }
const values = [0, 1, -1, 127.9, 128, 255, 256, -129, 65535, 2 ** 31, -(2 ** 31) - 1, 2 ** 32 + 5, 1e300, 0.1, NaN, -0, Infinity, '7', null, undefined, true, { valueOf: () => 3 }];
for (const type of [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, globalThis.Float16Array ?? Float32Array]) {
  // A function of its own for each, since what one has met stays with it.
  const get_one = Function('array', 'index', 'return array[index]');
  const set_one = Function('array', 'index', 'value', 'array[index] = value; return array[index]');
  const array = new type(8);
  const warm_value = type.name.startsWith('Float') ? 1.5 : 100;
  for (let round = 0; round < k_rounds; round++) {
    set_one(array, round % 8, warm_value);
    get_one(array, round % 8);
  }
  show(type.name + ' set', ...values.map((value) => outcome(() => set_one(array, 2, value))), outcome(() => set_one(array, 1, 5n)));
  array.set([1, 2, 3, 250, 5, 6, 7, 8]);
  const resizable = new type(new ArrayBuffer(32, { maxByteLength: 64 }));
  resizable[3] = 9;
  const short = new type(resizable.buffer, 0, 2);
  const seen = [get_one(array, 3), get_one(array, 7), get_one(array, 8), get_one(array, -1), get_one(array, 1.5), get_one(array, '2'), get_one(array, 2 ** 31), get_one(array, -(2 ** 31)), get_one(resizable, 3), get_one(short, 1), get_one(short, 2)];
  resizable.buffer.resize(0);
  seen.push(get_one(resizable, 0), get_one(short, 0), set_one(resizable, 0, 1));
  array.buffer.transfer();
  seen.push(get_one(array, 0), set_one(array, 0, 4));
  for (const other of [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array]) {
    seen.push(set_one(new other(2), 1, 200), get_one(new other([-1.5]), 0));
  }
  seen.push(get_one([4, 5, 6], 1), get_one('text', 2), get_one({ 1: 'one' }, 1), set_one([1, 2, 3], 1, 'x'), set_one([], 3, 'far'), outcome(() => get_one(undefined, 0)), outcome(() => set_one(null, 0, 1)), get_one(new BigInt64Array([7n]), 0), outcome(() => set_one(new BigInt64Array(1), 0, 1)));
  show(type.name, ...seen);
}
show('both', get([1, 2], 1), set(new Uint8Array(2), 1, 300));

// Globals, and variables of functions around.
globalThis.some_global = 1;
const read_global = () => some_global;
const write_global = (value) => { some_global = value; return some_global; };
const strict_write = (value) => { 'use strict'; some_global = value; return some_global; };
for (let round = 0; round < k_rounds; round++) {
  write_global(round);
  strict_write(round + 0.5);
  read_global();
}
show('globals', read_global(), write_global('text'), strict_write({ toString: () => 'object' }));
Object.defineProperty(globalThis, 'some_global', { writable: false });
show('read-only', outcome(() => write_global(2)), outcome(() => strict_write(2)), read_global());
Object.defineProperty(globalThis, 'some_global', { get: () => 'got', set(value) { this.was_set = value; } });
show('accessor', read_global(), write_global(3), strict_write(4), was_set);
delete globalThis.some_global;
show('deleted', outcome(read_global), outcome(() => strict_write(5)), outcome(() => write_global(6)), outcome(read_global));
globalThis.some_global = 7n;
show('back', read_global(), write_global(-0));

function levels(start) {
  let outermost = start;
  const read_late = () => late;
  const write_late = (value) => { late = value; };
  show('too early', outcome(read_late), outcome(() => write_late(1)));
  let late = start + 0.5;
  return (middle) => {
    let between = middle;
    return () => {
      let sum = 0;
      for (let round = 0; round < k_rounds; round++) {
        outermost += 1;
        between = outermost % 3 === 0 ? { round } : round;
        late = between;
        sum += read_late() === between ? 1 : 100;
        write_late(sum);
      }
      return [outermost, between, late, sum].map(String);
    };
  };
}
show('levels', ...levels(1)(2)(), ...levels(0.5)('x')());

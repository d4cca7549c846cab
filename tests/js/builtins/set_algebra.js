// The methods of Set.prototype that take another set, and what scripts may do to the sets meanwhile.

const attempt = (f) => {
  try {
    return f();
  } catch (e) {
    return String(e);
  }
};
const show = (...values) => console.log(...values.map((value) => (value instanceof Set ? `{${[...value].join()}}` : value)));

const k_methods = ['union', 'intersection', 'difference', 'symmetricDifference'];
const k_questions = ['isSubsetOf', 'isSupersetOf', 'isDisjointFrom'];

// Results and their order.
const a = new Set([5, 1, 3, 4]);
const b = new Set([4, 2, 5]);
for (const method of k_methods) show(method, a[method](b), b[method](a), a[method](a), a[method](new Set()), new Set()[method](a));
for (const method of k_questions)
  show(method, a[method](b), a[method](new Set([3])), new Set([3])[method](a), a[method](a), a[method](new Set()), new Set()[method](a));
show('of a Map', a.union(new Map([[9, 'x'], [5, 'y']])), a.intersection(new Map([[9, 'x'], [5, 'y']])));

// -0 becomes 0, whatever gives it; NaN is NaN.
const like = (size, keys, has = () => false) => ({ size, has, keys: () => keys[Symbol.iterator]() });
show('zeros', [...new Set([1]).union(like(1, [-0]))].map((x) => Object.is(x, 0)).join(),
  [...new Set([0, 1, 2]).intersection(like(1, [-0]))].map((x) => Object.is(x, 0)).join(),
  new Set([0, 1]).difference(like(1, [-0])), new Set([0, 1]).symmetricDifference(like(1, [-0])));
show('NaN', new Set([NaN, 1, 2]).intersection(like(1, [NaN])), new Set([NaN]).symmetricDifference(like(1, [NaN])));

// What is asked of the other one, and when.
const observed = (size, keys, log) => new Proxy(like(size, keys, (key) => (log.push(`has ${key}`), keys.includes(key))), {
  get(target, key) {
    log.push(`get ${String(key)}`);
    return target[key];
  },
});
for (const method of [...k_methods, ...k_questions]) {
  for (const size of [9, 0]) {
    const log = [];
    const result = new Set([1, 2, 3])[method](observed(size, [2, 7], log));
    show(method, size, result, log.join('; '));
  }
}

// Set records.
const record = (fields) => ({ size: 1, has() {}, keys() { return [][Symbol.iterator](); }, ...fields });
for (const value of [1, null, [], record({ size: NaN }), record({ size: undefined }), record({ size: -1 }), record({ size: 1n }),
  record({ has: 1 }), record({ keys: undefined }), record({ keys: () => 1 })])
  show(attempt(() => new Set().union(value)));
show('sizes', new Set([1]).union(record({ size: '2.7' })), new Set([1]).union(record({ size: Infinity })), new Set([1]).union(record({ size: -0.5 })));
show(attempt(() => Set.prototype.union.call(new Map(), new Set())), attempt(() => Set.prototype.isSubsetOf.call([], new Set())));

// Iterators that are closed as soon as the answer is known.
const closing = (size, keys, log) => ({
  size,
  has: () => true,
  keys: () => ({ i: 0, next() { return { value: keys[this.i], done: this.i++ >= keys.length }; }, return() { log.push('closed'); return {}; } }),
});
for (const [method, keys] of [['isSupersetOf', [1, 9, 2]], ['isSupersetOf', [1, 2]], ['isDisjointFrom', [9, 1]], ['isDisjointFrom', [9]]]) {
  const log = [];
  show(method, keys.join(), new Set([1, 2, 3])[method](closing(keys.length, keys, log)), log.join());
}

// difference copies the set first: what `has` removes was asked for all the same, and what it adds was not.
{
  const set = new Set([1, 2, 3]);
  const asked = [];
  const result = set.difference(like(9, [], (key) => {
    asked.push(key);
    set.delete(2);
    set.add(9);
    return true;
  }));
  show('difference, has', result, asked.join(), set);
}
{
  const set = new Set([1, 2, 3]);
  const result = set.difference({ size: 1, has() {}, keys() { set.add(7); return [1][Symbol.iterator](); } });
  show('difference, keys', result, set);
}
// The others see what is in the set when they come to it.
{
  const set = new Set([1, 2, 3]);
  const asked = [];
  const result = set.intersection(like(9, [], (key) => {
    asked.push(key);
    set.delete(2);
    if (key < 5) set.add(key + 6);
    return true;
  }));
  show('intersection, has', result, asked.join(), set);
}
{
  const set = new Set([1, 2, 3]);
  const asked = [];
  show('isSubsetOf', set.isSubsetOf(like(9, [], (key) => {
    asked.push(key);
    if (key === 1) set.delete(2);
    if (key === 3) set.add(4);
    return true;
  })), asked.join());
}
{
  const set = new Set([1, 2, 3]);
  const result = set.symmetricDifference({ size: 2, has() {}, *keys() { set.delete(2); yield 2; set.add(8); yield 8; yield 3; } });
  show('symmetricDifference, next', result, set);
}
{
  const set = new Set([1, 2, 3]);
  const result = set.union({ size: 1, has() {}, keys() { set.add(7); return [1][Symbol.iterator](); } });
  show('union, keys', result, set);
}
{
  const set = new Set([1, 2, 3, 4, 5, 6, 7, 8]);
  const result = set.intersection({ size: 3, has() {}, *keys() { yield 1; set.clear(); yield 2; set.add(3); yield 3; yield 1; } });
  show('intersection, next', result, set);
}

// Subclasses get plain sets, and their own methods are not called.
class Loud extends Set {
  add(value) { return super.add(value); }
  has() { throw new Error('asked'); }
  static get [Symbol.species]() { throw new Error('looked for a species'); }
}
show(new Loud([1, 2]).union(new Set([3])).constructor === Set, new Loud([1, 2]).difference(new Set([1])));

// Map, Set, WeakMap, WeakSet, WeakRef and FinalizationRegistry. Set algebra is in set_algebra.js.

const attempt = (f) => {
  try {
    return f();
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
};
const entries = (map) => [...map].map(([key, value]) => `${String(key)}:${String(value)}`).join(' ');
const zero = (x) => (Object.is(x, -0) ? '-0' : Object.is(x, 0) ? '0' : String(x));

// Keys: SameValueZero, -0 becomes 0, and the order is that of the first insertion.
const map = new Map([[1, 'a'], ['1', 'b'], [NaN, 'c'], [-0, 'd'], [1n, 'e'], [null, 'f']]);
console.log(map.size, map.get(1), map.get('1'), map.get(0 / 0), map.get(0), map.get(1n), map.get(2n - 1n), map.get(undefined));
console.log([...map.keys()].map(zero).join());
map.set(1, 'A').set(1.5 - 0.5, 'B').delete('1');
map.set('1', 'again');
console.log(entries(map), map.has(-0), map.has('0'), map.delete('none'));
const text = 'xy'.repeat(20);
map.set('xy'.repeat(10) + 'xy'.repeat(10), 'by content');
console.log(map.get(text), map.get(2 ** 53), map.set(2 ** 53, 'large').get(9007199254740992n), map.get(2 ** 53));
console.log(zero([...new Set([-0])][0]), zero(new Map().set(-0, 1).keys().next().value), new Set([NaN, NaN, 0, -0]).size);
map.clear();
console.log(map.size, entries(map));

// Iterators are live: what is added is seen, what is removed is not, and once done they stay so.
{
  const live = new Map([[1, 1], [2, 2], [3, 3]]);
  const seen = [];
  for (const [key] of live) {
    seen.push(key);
    if (key === 1) live.delete(2);
    if (key === 3) live.set(4).set(1, 'old');
    if (key === 4) live.delete(1), live.set(1);
    if (seen.length === 5) live.clear(), live.set(9);
  }
  console.log(seen.join());
}
{
  const set = new Set([1]);
  const iterator = set.values();
  console.log(iterator.next().value, iterator.next().done, set.add(2).size, iterator.next().done);
}
{
  const set = new Set(Array(100).keys());
  const iterator = set[Symbol.iterator]();
  for (let i = 0; i < 50; i++) iterator.next();
  for (let i = 0; i < 90; i++) set.delete(i);
  for (let i = 100; i < 500; i++) set.add(i);
  for (let i = 120; i < 495; i++) set.delete(i);
  console.log([...iterator].join());
}
{
  const seen = [];
  const map = new Map([['a', 1], ['b', 2]]);
  map.forEach(function (value, key, all) {
    seen.push(key + value + (all === map) + this);
    if (key === 'a') map.set('c', 3), map.delete('b');
  }, 'this');
  new Set(['x']).forEach((value, key, all) => seen.push(value === key, all.size));
  console.log(seen.join(' '));
}

// What the constructors ask for.
{
  const log = [];
  class Loud extends Map {
    get set() {
      log.push('get set');
      return (key, value) => log.push(`set ${key} ${value}`);
    }
  }
  new Loud([[1, 2], [3, 4]]);
  new Loud();
  new Loud(null);
  const closing = {
    [Symbol.iterator]: () => ({ next: () => ({ value: 7 }), return() { log.push('closed'); return {}; } }),
  };
  log.push(attempt(() => new Map(closing)), attempt(() => new WeakSet(closing)));
  const add = Set.prototype.add;
  Set.prototype.add = 1;
  log.push(attempt(() => new Set([1])), new Set().size);
  Set.prototype.add = add;
  console.log(log.join('; '));
}
for (const C of [Map, Set, WeakMap, WeakSet]) console.log(attempt(() => C()), '|', attempt(() => new C(1)), '|', C.length, C.prototype[Symbol.toStringTag]);
console.log(attempt(() => Map.prototype.get.call(new Set(), 1)), '|', attempt(() => Set.prototype.add.call(new Map(), 1)), '|',
  attempt(() => Object.getOwnPropertyDescriptor(Map.prototype, 'size').get.call({})));
console.log(Map.prototype.entries === Map.prototype[Symbol.iterator], Set.prototype.keys === Set.prototype.values,
  Set.prototype[Symbol.iterator] === Set.prototype.values, Map[Symbol.species] === Map, String(new Map().entries()), String(new Set().keys()));
console.log([...new Set('ab').entries()].join(' '), [...new Map([[1, 2]]).values()].join());

// groupBy.
{
  const groups = Map.groupBy([1, -0, 2, 0, NaN, 3, NaN], (x, i) => (x ? x % 2 : x !== x ? x : -x + i * 0));
  console.log([...groups].map(([key, list]) => `${zero(key)}:${list.map(zero)}`).join(' '));
  let closed = 0;
  const endless = { [Symbol.iterator]: () => ({ next: () => ({ value: 1 }), return() { closed++; return {}; } }) };
  console.log(attempt(() => Map.groupBy(endless, () => { throw new RangeError('enough'); })), closed,
    attempt(() => Map.groupBy(null, (x) => x)), attempt(() => Map.groupBy([], 1)), attempt(() => Object.groupBy(endless, () => ({ toString: 0, valueOf: 0 }))), closed);
}

// getOrInsert and getOrInsertComputed.
{
  const map = new Map([[1, 'one']]);
  const keys = [];
  const make = (key) => (keys.push(zero(key)), map.set(key, 'by the callback'), 'made');
  console.log(map.getOrInsert(1, 'x'), map.getOrInsert(2, 'two'), map.getOrInsertComputed(1, make), map.getOrInsertComputed(-0, make), keys.join(), entries(map));
  const weak = new WeakMap();
  const key = {};
  console.log(weak.getOrInsert(key, undefined), weak.has(key), weak.getOrInsertComputed(key, () => 'not asked'),
    attempt(() => weak.getOrInsert(1, 1)), attempt(() => map.getOrInsertComputed(7, 1)));
}

// Weak ones: objects and symbols that are not registered.
{
  const key = { name: 'key' };
  const symbol = Symbol('local');
  const weak = new WeakMap([[key, 1], [symbol, 2]]);
  console.log(weak.get(key), weak.get(symbol), weak.has({}), weak.delete(key), weak.has(key), weak.get(1), weak.has('x'), weak.delete(1));
  console.log(attempt(() => weak.set(Symbol.for('shared'), 1)), '|', attempt(() => weak.set('text', 1)), '|', weak.set(Symbol.iterator, 3).get(Symbol.iterator));
  const set = new WeakSet([key]);
  console.log(set.has(key), set.add(key) === set, set.delete(key), set.delete(key), attempt(() => set.add(null)));
  const many = new WeakMap();
  const keys = Array.from({ length: 1000 }, (_, i) => ({ i }));
  for (const key of keys) many.set(key, { back: key });
  for (const key of keys) if (key.i % 3) many.delete(key);
  console.log(keys.filter((key) => many.has(key)).length, keys.every((key) => key.i % 3 || many.get(key).back === key));
  const target = {};
  const reference = new WeakRef(target);
  console.log(reference.deref() === target, attempt(() => new WeakRef(1)), attempt(() => WeakRef(target)), Object.prototype.toString.call(reference));
  const registry = new FinalizationRegistry(() => {});
  const token = {};
  console.log(registry.register(target, 'held', token), registry.unregister(token), registry.unregister(token));
  console.log([() => registry.register(1), () => registry.register(target, target), () => registry.register(target, 1, 1),
    () => registry.unregister(), () => new FinalizationRegistry()].map(attempt).join(' | '));
}

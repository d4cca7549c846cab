// Iterator, its prototype's methods, from and concat. Those of later editions are in iterator_sequences.js.

const attempt = (f) => {
  try {
    return f();
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
};
const show = (...actions) => console.log(...actions.map(attempt).map((value) => (Array.isArray(value) ? `[${value}]` : String(value))));
// Counts from 1, and says what is asked of it.
let log = [];
const counter = (limit = Infinity) => ({
  __proto__: Iterator.prototype,
  count: 0,
  next(...values) {
    log.push(`next(${values})`);
    return this.count < limit ? { value: ++this.count, done: false } : { value: 'end', done: true };
  },
  return(...values) {
    log.push(`return(${values})`);
    return { value: 'ignored' };
  },
});
const observe = (...actions) => {
  for (const action of actions) {
    log = [];
    console.log(String(attempt(action)), '<-', log.join(' '));
  }
};

// Each alone.
show(() => counter(4).map((x, i) => x * 10 + i).toArray(), () => counter(6).filter((x, i) => x % 2 && i).toArray(), () => counter().take(3).toArray(), () => counter(5).drop(3).toArray(), () => counter(3).flatMap((x) => Array(x).fill(x)).toArray());
show(() => counter(4).reduce((a, b) => a + b), () => counter(4).reduce((a, b, i) => `${a}${b}@${i}`, ''), () => counter(0).reduce((a) => a), () => counter(0).reduce((a) => a, undefined), () => counter().some((x) => x > 3), () => counter().every((x) => x < 3), () => counter().find((x) => x > 5), () => counter(2).find((x) => x > 5));
show(() => { const seen = []; const result = counter(3).forEach((x, i) => seen.push(x + i)); return [seen, result]; }, () => counter(0).toArray().length, () => counter(2).take(0).toArray(), () => counter(2).drop(Infinity).toArray(), () => counter(3).take(Infinity).toArray(), () => counter(3).take('2').toArray());

// Laziness, and what is closed when.
observe(() => counter().map((x) => x), () => counter().map((x) => x).next().value, () => counter().take(2).toArray(), () => counter(1).take(2).toArray(), () => counter().drop(2).next().value, () => counter().filter((x) => x > 2).next().value);
observe(() => counter().find((x) => x === 2), () => counter(1).find(() => false), () => counter().every((x) => x < 2), () => counter().map(() => { throw new Error('mapper'); }).next(), () => counter().forEach(() => { throw new Error('each'); }), () => counter().reduce(() => { throw new Error('reducer'); }));
observe(() => counter().map((x) => x).return('v'), () => { const it = counter().map((x) => x); it.return(); return [it.next().done, JSON.stringify(it.return())]; }, () => { const it = counter().take(1); it.next(); it.return(); return it.next().done; }, () => { const it = counter().take(0); return it.next().done; });
observe(() => { const [first] = counter().map((x) => x); return first; }, () => { for (const x of counter().filter(() => true)) if (x === 2) return x; });
observe(() => counter().map((x) => x).next('value', 'more').value);

// flatMap: inner iterators are closed first.
{
  const inner = () => ({ __proto__: Iterator.prototype, next: () => ({ value: 'i', done: false }), return() { log.push('inner return'); return {}; } });
  observe(() => { const it = counter().flatMap(inner); it.next(); it.return(); return it.next().done; }, () => counter().flatMap(() => 'text').next(), () => counter(1).flatMap(() => Object('text')).toArray(), () => counter().flatMap(() => 5).next(),
    () => counter(2).flatMap((x) => ({ next: () => ({ done: true }) })).toArray().length, () => counter().flatMap(() => ({ [Symbol.iterator]: () => 1 })).next());
}

// Arguments are looked at before anything is asked of the iterator, which is closed if they are wrong.
observe(() => counter().map(), () => counter().filter({}), () => counter().take(-1), () => counter().take(NaN), () => counter().take(), () => counter().drop({ valueOf() { throw new Error('limit'); } }), () => counter().drop(Symbol()), () => counter().find(1), () => counter().reduce(null), () => counter().take(0.9).next().done, () => counter().take(-0.9).next().done);
show(() => Iterator.prototype.map.call(1, (x) => x), () => Iterator.prototype.take.call({ next: 1 }, 1).next(), () => Iterator.prototype.toArray.call({ next: () => ({ done: true }) }), () => Iterator.prototype.toArray.call({ next: () => 1 }));

// One helper cannot run within itself.
{
  const it = counter().map(() => it.next());
  show(() => it.next());
  const that = counter().map((x) => (x === 1 ? attempt(() => that.return()) : x));
  show(() => that.next().value, () => that.next().value);
}

// Iterator itself.
show(() => Iterator(), () => new Iterator(), () => new (class extends Iterator {})() instanceof Iterator, () => Iterator.prototype[Symbol.iterator].call(7), () => Iterator.prototype[Symbol.toStringTag], () => Object.prototype.toString.call(counter().map((x) => x)));
{
  const derived = Object.create(Iterator.prototype);
  derived[Symbol.toStringTag] = 'Mine';
  derived.constructor = 1;
  show(() => Object.keys(derived), () => derived[Symbol.toStringTag], () => { 'use strict'; Iterator.prototype[Symbol.toStringTag] = 'x'; }, () => { 'use strict'; Iterator.prototype.constructor = 1; }, () => Iterator.prototype.constructor === Iterator);
}
const helper = Object.getPrototypeOf(counter().map((x) => x));
show(() => Object.getOwnPropertyNames(helper), () => Object.getPrototypeOf(helper) === Iterator.prototype, () => helper.next.call({}), () => helper.return.call((function* () {})()), () => Object.getPrototypeOf([].values()) !== helper && [].values() instanceof Iterator);

// from: wraps what is no Iterator.
show(() => Iterator.from([1, 2]).toArray(), () => Iterator.from('ab').toArray(), () => Iterator.from(5), () => Iterator.from({}).next(), () => Iterator.from(null));
{
  const plain = { next: () => ({ value: 'p', done: false }) };
  const wrapped = Iterator.from(plain);
  const own = counter();
  show(() => wrapped === plain, () => wrapped.next().value, () => JSON.stringify(wrapped.return()), () => Iterator.from(own) === own, () => Object.getOwnPropertyNames(Object.getPrototypeOf(wrapped)), () => wrapped.take(2).toArray(), () => Iterator.from({ [Symbol.iterator]: null, next: () => ({ done: true }) }).toArray().length);
  observe(() => JSON.stringify(Iterator.from({ next() {}, return: (...values) => (log.push(values.length), { value: 3 }) }).return('x')));
}

// concat.
show(() => Iterator.concat([1], 'x', [2, 3]), () => Iterator.concat([1], new Set([2]), Object('ab')).toArray(), () => Iterator.concat().next().done, () => Iterator.concat([1], {}), () => Iterator.concat(1));
observe(() => { const it = Iterator.concat({ [Symbol.iterator]: () => (log.push('opened'), counter(1)) }, { [Symbol.iterator]: () => (log.push('opened'), counter(1)) }); log.push('made'); return it.toArray(); }, () => { const it = Iterator.concat({ [Symbol.iterator]: () => (log.push('opened'), counter()) }); it.return(); return it.next().done; }, () => { const it = Iterator.concat({ [Symbol.iterator]: () => counter() }); it.next(); it.return(); return it.next().done; });

// In a row.
show(() => counter().filter((x) => x % 3 === 0).map((x) => x * x).drop(1).take(3).flatMap((x) => [x, -x]).toArray(), () => Iterator.from(new Map([[1, 2]])).map(([k, v]) => k + v).toArray(), () => (function* () { yield* counter().take(2); })().map(String).toArray());

// Array and Array.prototype: holes, array-likes, what callbacks change, species. Sorting is in array_sort_runs.js, too.

const attempt = (f) => {
  try {
    return f();
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
};
// Holes are shown as `_`.
const text = (value) => {
  if (!Array.isArray(value)) return Object.is(value, -0) ? '-0' : String(value);
  return `[${Array.from({ length: value.length }, (_, i) => (i in value ? text(value[i]) : '_'))}]`;
};
const show = (...actions) => console.log(actions.map(attempt).map(text).join(' '));
const holes = () => [1, , 3, , undefined];

// Holes: skipped, read through, or kept.
show(() => holes().map((x) => x * 2), () => holes().filter(() => true), () => holes().flat(), () => holes().concat([, 1]), () => holes().slice(1, 4), () => [...holes()], () => holes().reverse(), () => holes().toReversed());
show(() => holes().indexOf(undefined), () => holes().includes(undefined), () => holes().findIndex((x) => x === undefined), () => holes().lastIndexOf(undefined), () => holes().findLast((x) => x), () => holes().join('-'), () => holes().sort(), () => holes().toSorted());
show(() => holes().with(1, 'w'), () => holes().toSpliced(1, 1), () => holes().copyWithin(0, 1), () => holes().fill(0, 1, 2), () => Object.keys(holes()), () => [...holes().keys()], () => holes().reduce((a, b) => `${a}${b}`), () => holes().every((x) => x !== 2));
{
  const array = holes();
  show(() => array.splice(1, 2), () => array, () => array.unshift(0), () => array, () => array.shift(), () => array.push(8, 9), () => array.pop(), () => array);
}

// Indices: negative, out of range, fractions, no numbers.
const five = () => [1, 2, 3, 4, 5];
show(() => five().at(-1), () => five().at(-6), () => five().at('1'), () => five().slice(-2), () => five().slice(3, 1), () => five().slice(NaN, 2.9), () => five().fill(0, -2), () => five().copyWithin(1, 3), () => five().copyWithin(0, -2, -1), () => five().copyWithin(1, 0));
show(() => five().splice(-2), () => five().splice(), () => five().splice(1), () => five().splice(1, undefined), () => five().toSpliced(1, 2, 'a', 'b', 'c'), () => five().toSpliced(), () => five().with(-1, 0), () => five().with(5, 0), () => five().with(-6, 0));
show(() => five().indexOf(3, -2), () => five().indexOf(3, -9), () => five().lastIndexOf(3, -4), () => five().lastIndexOf(3, undefined), () => five().includes(3, 3), () => [NaN].indexOf(NaN), () => [NaN].includes(NaN), () => [-0].includes(0), () => [0].lastIndexOf(-0));

// Array-likes, up to 2^53 - 1.
const call = (name, target, ...values) => Array.prototype[name].call(target, ...values);
const like = (length, properties) => ({ length, ...properties });
show(() => call('join', like(3, { 0: 'a', 2: 'c' })), () => call('map', 'abc', (x) => x + x), () => call('at', like(2 ** 53, { [2 ** 53 - 2]: 'last' }), -1), () => call('indexOf', like(-1, { 0: 1 }), 1), () => call('slice', like('2', { 0: 1, 1: 2, 2: 3 })));
{
  const object = like(2, { 0: 'x', 1: 'y' });
  show(() => call('push', object, 'z'), () => call('shift', object), () => JSON.stringify(object), () => call('reverse', object) === object, () => JSON.stringify(object), () => call('unshift', object, 1, 2), () => JSON.stringify(object), () => JSON.stringify(call('sort', object)));
  show(() => call('push', like(2 ** 53 - 1), 1), () => call('unshift', like(2 ** 53 - 1), 1), () => call('splice', like(2 ** 53 - 1), 0, 0, 1), () => call('push', like(2 ** 53 - 1)), () => call('lastIndexOf', like(2 ** 53, { [2 ** 53 - 2]: 1 }), 1), () => call('concat', 1, 2)[0]);
  show(() => call('pop', like(0)), () => call('toReversed', like(2 ** 32)), () => call('with', like(2 ** 32), 0, 0), () => call('map', null, (x) => x), () => call('fill', Object.freeze([1]), 0), () => call('pop', Object.freeze([1])), () => call('push', Object.seal([1]), 2));
}

// What callbacks do meanwhile.
{
  const array = five();
  const seen = [];
  array.forEach((x, i) => {
    seen.push(x);
    if (i === 0) array.pop(), array.push('new', 'late');
    if (i === 2) array.length = 4;
  });
  show(() => seen, () => array);
  const grown = [1, 2, 3];
  show(() => grown.map((x) => (grown.push(x), x)), () => grown, () => [1, 2, 3].filter((x, i, all) => (all.length = 2, true)), () => [3, 2, 1].find((x, i, all) => (delete all[1], x === undefined)), () => [1, 2, 3].reduceRight((a, x, i, all) => (all[0] = 'changed', a + x)));
  const shrinking = [5, 4, 3, 2, 1, 0];
  show(() => shrinking.sort((a, b) => (shrinking.length = 0, a - b)), () => shrinking.length, () => [1, 2].sort(() => { throw new Error('no order'); }), () => [1].sort(null), () => [2, 1].toSorted(undefined));
}
show(() => [].reduce((a, b) => a), () => [1].reduce((a, b) => 'not called'), () => [].reduceRight((a) => a, 'initial'), () => [].map(), () => [1, 2].every(), () => [1, 2, 3].findLastIndex((x) => x < 3), () => [1, 2, 3].some(function () { return this == 7; }, 7));

// flat and flatMap.
show(() => [1, [2, [3, [4]]]].flat(), () => [1, [2, [3, [4]]]].flat(Infinity), () => [[], [[]]].flat(), () => [1, [2]].flat(-1).length, () => [1, 2].flatMap((x) => [x, [x]]), () => ['ab', 'c'].flatMap((x) => x), () => [1].flatMap(1));

// Texts.
show(() => [1, [2, [3, null]], undefined, { toString: () => 'o' }].join(';'), () => String([[], [[]], [1, [2]]]), () => [1, 2].join(undefined), () => [1.5, 'x'].toLocaleString(), () => Array.prototype.toString.call({ join: () => 'joined' }), () => Array.prototype.toString.call({ join: 1 }), () => [Symbol()].join());
{
  const cyclic = [1];
  cyclic.push(cyclic, [cyclic]);
  show(() => cyclic.join());
}

// The default order is that of texts; it is stable, undefined comes last and holes behind it.
show(() => [10, 9, 1, undefined, 'b', , 'B', null, true].sort(), () => [3, 20, 100].sort(), () => ['\u{1F600}', '\uff61', 'z'].sort().map((x) => x.codePointAt(0).toString(16)), () => five().sort((a, b) => (b % 2) - (a % 2)), () => [2, 1].sort(() => NaN), () => [3, 1, 2].sort((a, b) => ({ valueOf: () => a - b })));

// length.
show(() => { const a = five(); a.length = 2; a[4] = 1; return a; }, () => { const a = [1, 2, 3]; Object.defineProperty(a, 1, { configurable: false }); a.length = 0; return a; }, () => { [].length = -1; }, () => { [].length = 2 ** 32; }, () => { [].length = 1.5; }, () => { 'use strict'; Object.freeze([1]).length = 0; }, () => { const a = []; a[4294967295] = 1; a['01'] = 2; return a.length; }, () => { const a = []; a[4294967294] = 1; a.push(2); });

// Array, of, from, isArray.
show(() => new Array(3), () => Array(3, 4), () => Array('3'), () => new Array(-1), () => Array(1.5), () => Array.of(7), () => Array.of.call(Object, 1) instanceof Object, () => Array.isArray(new Proxy([], {})), () => Array.isArray({ __proto__: [] }));
show(() => Array.from('a\u{1F600}').length, () => Array.from(new Set([1, 1, 2]), (x, i) => x * 10 + i), () => Array.from({ length: 2, 0: 'x' }), () => Array.from(null), () => Array.from([], 1), () => Array.from(5), () => Array.from.call(function (n) { this.n = n; }, { length: 2 }).n, () => Array.from.call(function (...n) { this.n = n.length; }, []).n);
{
  let closed = 0;
  const endless = { [Symbol.iterator]: () => ({ next: () => ({ value: 1 }), return() { closed++; return {}; } }) };
  show(() => Array.from(endless, () => { throw new Error('enough'); }), () => closed);
}

// Species, concat's spreading.
class Mine extends Array {}
class Plain extends Array {
  static get [Symbol.species]() { return Array; }
}
const odd = [1, 2, 3];
odd.constructor = { [Symbol.species]: function (length) { return { made: length }; } };
show(() => new Mine(1, 2).map((x) => x) instanceof Mine, () => new Plain(1, 2).map((x) => x) instanceof Plain, () => new Mine(1, 2).toSorted() instanceof Mine, () => JSON.stringify(odd.map((x) => x)), () => JSON.stringify(odd.slice(1)), () => JSON.stringify(odd.filter((x) => x > 1)), () => { odd.constructor = 1; return odd.map((x) => x); }, () => { odd.constructor = undefined; return odd.map((x) => x); });
show(() => [1].concat([2], [[3]], 4), () => [1].concat({ length: 2, 0: 'x', [Symbol.isConcatSpreadable]: true }), () => { const a = [2]; a[Symbol.isConcatSpreadable] = false; return [1].concat(a).length; }, () => [].concat('ab', Object('cd')).length);

// Getters on the way, prototypes with elements.
{
  Array.prototype[1] = 'inherited';
  show(() => [1, , 3].map((x) => x), () => [1, , 3].indexOf('inherited'), () => [1, , 3].includes('inherited'), () => [1, , 3].join(), () => { const a = [1, , 3]; a.shift(); return Object.keys(a).join() + a; }, () => [3, , 1].sort());
  delete Array.prototype[1];
  const array = [1, 2, 3];
  Object.defineProperty(array, 1, { get() { array.length = 1; return 'got'; }, configurable: true });
  show(() => array.map((x) => x), () => array);
}

// Iterators and unscopables.
{
  const array = ['a', 'b'];
  const iterator = array.entries();
  show(() => iterator.next().value, () => (array.push('c'), [...iterator].join(' ')), () => (array.push('d'), iterator.next().done), () => String(iterator), () => array.values === array[Symbol.iterator], () => [...Array.prototype.keys.call('xyz')], () => Object.keys(Array.prototype[Symbol.unscopables]).length, () => Object.getPrototypeOf(Array.prototype[Symbol.unscopables]));
}

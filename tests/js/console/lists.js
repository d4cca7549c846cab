// How lists and long objects are laid out, and what is left out of them. The expectation is what Node 20 prints.
console.log([], [[]], [{}], [[], [], []], [undefined, null], [, 1, , 2, , ,], Array(3), [,], { x: [, 'a'] });
console.log(Object.assign([1, 2], { x: 1, '-1': 2 }), Object.assign([], { a: 1 }), new (class List extends Array {})(1, 2, 3));

// One line up to 72 columns or so, and no more than three levels deep.
console.log({ aaaaaaaaaaaaaaaaaaa: 1, bbbbbbbbbbbbbbbbbbbbbbbb: 2, cccccccccccccc: 3, d: 1 });
console.log({ aaaaaaaaaaaaaaaaaaaaa: 1, bbbbbbbbbbbbbbbbbbbbbbbbbbb: 2, cccccccccccccccccc: 3, d: 1, e: 2 });
console.log(['a'.repeat(30), 'b'.repeat(30), 'c'.repeat(30)], { long: 'x'.repeat(100), y: ['z'.repeat(50), 'w'.repeat(50)] });
console.log({ a: { b: 1, c: { d: 2 } }, e: [1, 2, 3], f: { g: { h: { i: 1 } } } }, [[1, [2, [3, [4, [5]]]]]]);
console.log({ s: 'line 1\nline 2, which is long enough to break it up over more' }, ['one\ntwo']);

// Columns.
console.log(Array.from({ length: 120 }, (_, i) => i));
console.log(Array.from({ length: 30 }, (_, i) => 'item' + i));
console.log(Array.from({ length: 7 }, (_, i) => ({ i })));
console.log([1.5, 2.25, 100, -3, 4, 5, 6, 7], [1, 'a', 2, 'b', 3, 'c', 4, 'd'], [10n, 2n, 3n, 4n, 5n, 6n, 7n]);
console.log(['a'.repeat(55), 1, 2, 3, 4, 5, 6, 7]);
console.log({ nested: Array.from({ length: 20 }, (_, i) => i * i), deeper: { list: Array.from({ length: 9 }, (_, i) => 'x'.repeat(i)) } });
console.log(Array.from({ length: 101 }, () => 'x'), [...Array(101)].map((_, i) => [i]).length);

// Collections.
console.log(new Map([[1, { a: 1 }], ['k', [1, 2]]]), new Set([1, 'a', {}]), new Map(), new Set(), [new Map([[1, 2]])], { s: new Set([[1]]) });
console.log(new Map([[1, 2], [3, 4]]).entries(), new Map([[1, 2]]).keys(), new Map([[1, 2]]).values(), new Set([5, 6]).values(), new Set([5]).entries());
console.log(new (class Other extends Map {})([[1, 2]]), new (class extends Set {})(), Object.assign(new Map([[1, 2]]), { x: 1 }));
console.log([new Map([[{ a: { b: {} } }, new Map([[1, new Map([[2, new Map()]])]])]])]);
console.log(new Set(Array.from({ length: 30 }, (_, i) => i)), new Map(Array.from({ length: 103 }, (_, i) => [i, i])));
const map = new Map();
map.set('self', map);
console.log(map);
const half = [1, 2, 3, 4].values();
const rest = new Set(['a', 'b', 'c']).values();
half.next();
rest.next();
console.log(half, rest);

// What nests deeply is put together level by level.
{
  const nested = (levels, wrap) => {
    let value = [];
    for (let i = 0; i < levels; i++) value = wrap(value);
    return value;
  };
  const shapes = [(v) => [v], (v) => ({ key: v }), (v) => new Map([[1, v]]), (v) => new Set([v]), (v) => new Map([[v, 1]]), (v) => [1, v], (v) => new Proxy([v], {})];
  for (const wrap of shapes) console.dir(nested(5, wrap), { depth: Infinity });
  console.dir(nested(6, (v) => ({ key: v })), { depth: Infinity, compact: 1, colors: true });
}

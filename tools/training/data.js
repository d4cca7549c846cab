// What programs do with records: JSON, arrays with callbacks, sorting, grouping, maps and sets, iterators, queues, dates.

const random = makeRandom(23);
const NAMES = ['Ada', 'Bob', 'Cleo', 'Dan', 'Eve', 'Fay', 'Guy'];
const orders = Array.from({ length: 1200 }, (_, id) => ({
  id,
  customer: { name: NAMES[random(NAMES.length)], age: 18 + random(60), tags: id % 4 ? ['new', 'web'] : [] },
  lines: Array.from({ length: 1 + random(5) }, (_, line) => ({ article: 'article ' + random(40), price: random(10000) / 100, count: 1 + random(4), line })),
  paid: id % 3 === 0, note: id % 5 ? null : 'said "now"\nü', at: new Date(Date.UTC(2024, random(12), 1 + random(28), random(24))).toISOString(),
}));

const text = JSON.stringify(orders);
expect(JSON.stringify(JSON.parse(text)) === text, true);
expect(JSON.parse(JSON.stringify(orders, null, 2)).length, 1200);
expect(JSON.parse(text, (key, value) => (key === 'at' ? new Date(value) : value))[7].at instanceof Date, true);
expect(JSON.stringify({ toJSON: () => ({ a: undefined, b: [undefined, NaN], c: 1e21, d: '\u2028\ud800' }) }), '{"b":[null,null],"c":1e+21,"d":"\u2028\\ud800"}');

const total = (order) => order.lines.reduce((sum, { price, count }) => sum + price * count, 0);
for (let round = 0; round < 8; round++) {
  const paid = orders.filter(({ paid }) => paid).map((order) => ({ ...order, total: total(order) }));
  expect(paid.length, 400);
  paid.sort((a, b) => b.total - a.total || a.id - b.id);
  expect(paid.every((order, i) => i === 0 || paid[i - 1].total >= order.total), true);
  const byName = Object.groupBy(orders, (order) => order.customer.name);
  expect(NAMES.reduce((sum, name) => sum + byName[name].length, 0), 1200);
  const perMonth = new Map();
  for (const order of orders) {
    const month = new Date(order.at).getUTCMonth();
    const entry = perMonth.get(month) ?? { count: 0, names: new Set() };
    entry.count++;
    entry.names.add(order.customer.name);
    perMonth.set(month, entry);
  }
  expect([...perMonth.values()].reduce((sum, { count }) => sum + count, 0), 1200);
  const articles = orders.flatMap((order) => order.lines.map((line) => line.article));
  expect([...new Set(articles)].sort().length, 40);
  expect(orders.find((order) => order.id === 900).id + orders.findIndex((order) => order.id === 77), 977);
  expect(articles.indexOf('none') + articles.lastIndexOf('none') + (articles.includes('none') ? 1 : 0) + (articles.some((name) => name === 'x') ? 1 : 0), -2);
  expect(articles.slice(5).concat(articles.slice(0, 5)).length - articles.length + [3, 1, 2].toSorted().join('').length, 3);
}

// Sorting: numbers as text and as numbers, words, what is nearly in order, records by several keys.
const numbers = Array.from({ length: 4000 }, () => random(1e6));
expect([...numbers].sort((a, b) => a - b).every((n, i, all) => i === 0 || all[i - 1] <= n), true);
expect([...numbers].sort().every((n, i, all) => i === 0 || String(all[i - 1]) <= String(n)), true);
const words = numbers.map((n) => n.toString(36));
expect([...words].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).join() === [...words].sort().join(), true);
const almost = Array.from({ length: 6000 }, (_, i) => i);
for (let i = 0; i < 30; i++) almost[random(6000)] = random(6000);
expect(almost.sort((a, b) => a - b)[5999] <= 5999, true);
expect(new Float64Array(numbers).sort()[0], Math.min(...numbers));

// Maps and sets with keys of all kinds; what is weak.
const map = new Map(), set = new Set(), weak = new WeakMap();
for (let i = 0; i < 15000; i++) { map.set(i % 3 ? i * 7 : 'key ' + i, i); set.add(i % 5 ? i / 2 : orders[i % 1200]); }
let sum = 0;
for (let i = 0; i < 15000; i++) sum += map.get(i % 3 ? i * 7 : 'key ' + i) - i;
for (const [key, value] of map) if (typeof key === 'string') sum += map.delete(key) ? 0 : value;
map.forEach((value, key) => { if (key !== value * 7) sum++; });
for (const order of orders) weak.set(order, order.id);
expect(sum + orders.filter((order) => weak.get(order) !== order.id).length, 0);
expect(new Set([1, 2, 3]).union(new Set([3, 4])).size + set.size, 4 + 12000 + 240);

// Queues, stacks, a heap, a list, a cache that forgets what was used least lately.
const queue = [];
let taken = 0;
for (let i = 0; i < 20000; i++) { queue.push(i); if (i % 3 === 0) taken += queue.shift() >= 0 ? 1 : 0; }
expect(taken + queue.length, 20000);
class Heap {
  items = [];
  push(item) {
    let at = this.items.push(item) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (this.items[up] <= this.items[at]) break;
      [this.items[up], this.items[at]] = [this.items[at], this.items[up]];
      at = up;
    }
  }
  pop() {
    const { items } = this, top = items[0], last = items.pop();
    if (items.length === 0) return top;
    items[0] = last;
    for (let at = 0; ;) {
      let least = at;
      for (const below of [2 * at + 1, 2 * at + 2]) if (below < items.length && items[below] < items[least]) least = below;
      if (least === at) return top;
      [items[least], items[at]] = [items[at], items[least]];
      at = least;
    }
  }
}
const heap = new Heap();
for (const n of numbers) heap.push(n);
let before = -1, ordered = true;
for (let i = 0; i < numbers.length; i++) { const n = heap.pop(); ordered &&= n >= before; before = n; }
expect(ordered, true);
class Cache {
  constructor(size) { this.size = size; this.map = new Map(); }
  get(key, make) {
    let value = this.map.get(key);
    if (value === undefined) { value = make(key); if (this.map.size >= this.size) this.map.delete(this.map.keys().next().value); } else this.map.delete(key);
    this.map.set(key, value);
    return value;
  }
}
const cache = new Cache(50);
for (let i = 0; i < 10000; i++) expect(cache.get(random(70), (key) => ({ key })).key < 70, true);

// Generators and iterators one behind the other.
function* range(from, to, step = 1) { for (let i = from; i < to; i += step) yield i; }
function* pairs(iterable) { let last; for (const item of iterable) { if (last !== undefined) yield [last, item]; last = item; } }
function* walk(node) { if (Array.isArray(node)) for (const each of node) yield* walk(each); else yield node; }
let differences = 0;
for (const [a, b] of pairs(range(0, 8000))) differences += b - a;
expect(differences, 7999);
expect(range(0, Infinity).filter((n) => n % 3 === 0).map((n) => n * n).take(1000).reduce((a, b) => a + b, 0), 2995501500);
expect([...walk([1, [2, [3, [4, [5]]]], Array.from(range(6, 500))])].length, 499);
const iterable = { *[Symbol.iterator]() { try { yield 1; yield 2; } finally { this.closed = true; } } };
for (const value of iterable) if (value === 1) break;
expect(iterable.closed, true);

let days = 0;
for (let i = 0; i < 3000; i++) {
  const date = new Date(2020, 0, i % 366, i % 24);
  date.setMonth(date.getMonth() + 1);
  days += date.getDate() + date.getDay() + (Date.parse(date.toISOString()) === date.getTime() ? 0 : 1000);
  if (i % 30 === 0) days += date.toString().length - date.toString().length;
}
expect(days < 3000 * 40, true);

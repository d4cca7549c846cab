// Points, boxes and paths: destructuring in every position, defaults, spread, rest, logical assignment, chains.
const origin = Object.freeze({ x: 0, y: 0 });
const point = (x = 0, y = x, ...rest) => rest.length ? { x, y, rest } : { x, y };
const { PI: π, hypot, max, min, ['abs']: magnitude, missing: arity = 'none' } = Math;

const add = ({ x, y }, { x: dx = 0, y: dy = 0 } = {}) => point(x + dx, y + dy);
const scale = ({ x, y }, factor, [cx, cy] = [0, 0]) => ({ x: (x - cx) * factor + cx, y: (y - cy) * factor + cy });
const distance = ({ x: x1, y: y1 }, { x: x2, y: y2 } = origin) => ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** .5;

function box([first = origin, ...others] = [], { margin: { x: mx = 0, y: my = mx } = {}, ['name']: name = `box`, ...options } = {}) {
  let { x: left, y: top } = first, [right, bottom] = [left, top];
  for (const { x, y } of others) {
    [left, top] = [min(left, x), min(top, y)];
    ({ x: right = right, y: bottom } = { x: max(right, x), y: max(bottom, y) });
  }
  return { name, left: left - mx, top: top - my, right: right + mx, bottom: bottom + my, ...options, get area() {
    const { left, top, right, bottom } = this;
    return (right - left) * (bottom - top);
  } };
}

const corners = [point(1, 2), point(4), point(), point(-1, 7)];
const { left, top, ...others } = box(corners, { margin: { x: 1 }, colour: 'red', ...(0 || { width: 2 }), ...null, ...'ab' });
console.log(left, top, JSON.stringify(others), others.area, arity, π.toFixed(2));

function swap(list, i, j) { [list[i], list[j]] = [list[j], list[i]]; return list; }
const list = [1, 2, 3, , 5];
console.log(swap([...list], 0, 2), [...swap(list, 1, 4)].length, [, ...list, ,].length, [...'añ😀'].length);

let a, b, c, rest, holder = { array: [], nested: {} };
[a, , [b = a + 1, ...rest] = [], ...holder.array] = [1, 2, [undefined, 3, 4], 5, 6];
({ a: holder.nested.a, ['b' + 1]: [holder['c']] = ['default'], ...holder.rest } = { a: 'A', c: 'C', d: 'D' });
console.log(a, b, rest, holder);
[(a), (holder.b), [(c)]] = [b, a, [rest]]; [a, b] = [b, a];
({ a, b: (b), c: [{ length: c }] = [[1, 2]], d: (holder.d) = 'D' } = { a: 'x', b: 'y' });
console.log(a, b, c, holder.d, [[a, b] = [1, 2]][0], ({ a = 10 } = {}), a);
for ([a, b = a] of [[1], [2, 3]]) console.log(a, b);
for ({ length: a, [a - 1]: b } of ['ab', 'cde']) console.log(a, b);
for (const [key, { x, y = x } = {}] of Object.entries({ p: corners[1], q: undefined })) console.log(key, x, y);
for (var { 0: first, length: { constructor: { name: kind } } } in { word: 1 }) console.log(first, kind);
for (let i = 0, { length: n } = corners, steps = []; i < n; steps.push(() => i), i++) if (i === n - 1) console.log(steps.map((f) => f()));

const settings = { zero: 0, empty: '', nothing: null, off: false, deep: { list: [[{ call: (n) => n && { n } }]] } };
settings.zero ||= 1, settings.empty &&= 'never', settings.nothing ??= 'something', settings.off ??= true, settings.new ||= [];
console.log(settings.zero, settings.empty, settings.nothing, settings.off, settings.new,
  settings?.deep?.list?.[0]?.[0]?.call?.(7)?.n, settings.gone?.deep.list[0][0].call(7).n, settings.deep.none?.(settings.x.y),
  settings?.['deep']?.['list'].length, (settings?.gone)?.a, delete settings?.deep, delete settings.gone?.a.b, settings.deep?.list ?? 'no list',
  (null ?? undefined) ?? (0 || 'or'), 0 ?? 'never', (false || null) ?? 'nullish', settings.zero?.5:1);

let bits = 0b1011;
bits <<= 3; bits |= 1; bits ^= 0xf; bits &= ~2; bits >>= 1; bits >>>= 0; bits += -(-3) - +2; bits -= 1; bits *= 2; bits %= 97; bits **= 2; bits /= 4;
console.log(bits, 2 ** 3 ** 2, (-2) ** 2, 2 ** -1, -(2 ** 2), 7 & 3 | 8 ^ 1 << 2, 1 + 2 << 3 - 1, 5 > 3 == 1 < 2, !(1 in [1, 2]), 'x' in origin && origin instanceof Object);
console.log(((a, b) => a + b)(...[1, 2]), Math.max(...[1, 5], 3, ...new Set([9, 4])), new Date(...[2020, 0]).getFullYear(), (() => ({}))(), (() => {})(), (x => y => z => x + y + z)(1)(2)(3));
console.log([1, 2, 3].map((x) => x ? x % 2 ? 'odd' : 'even' : 'zero'), true ? (a) : (b) => c, false ? (a) => b : ((c)), (1, 2, 3), void 'void', typeof typeof 1, !!'' + 1, [] + {}, -'3' - -3, +!0);

const shape = {
  __proto__: { kind: 'prototype', describe() { return `${this.kind} of ${this.sides}`; } },
  kind: 'polygon', sides: 4, 'is regular': true, 1.5: 'one and a half', 0x10: 'sixteen', 1_0n: 'ten', [`computed ${1 + 1}`]: 2, [Symbol.toStringTag]: 'Shape',
  describe() { return `a ${super.describe()} sides, ${super.kind}`; },
  get perimeter() { return this.sides * this.side; }, set perimeter(value) { this.side = value / this.sides; },
  *[Symbol.iterator]() { for (let i = 0; i < this.sides; i++) yield i; }, async *walk() { yield* this; }, async later() { return await this.sides; },
  nested: { __proto__: null, ['__proto__']: 'own', deep: { deeper: [() => ({ deepest: [[[]]] })] } }, point, add, box,
};
shape.perimeter = 20;
console.log(shape.describe(), shape.perimeter, shape.side, [...shape], `${shape}`, Object.keys(shape.nested), shape[16], shape[10], shape['computed 2']);
console.log(distance(add(scale(point(3, 4), 2, [1, 1]), point(...[0, 0, 'z'].slice(0, 2))), ...corners.slice(0, 1)).toFixed(3));

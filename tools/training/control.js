// Control flow and what is rarer in the language: exceptions, finally, switches, labels, arguments, getters, eval, tagged templates,
// code that is compiled as the program runs.

function risky(n) { if (n % 7 === 0) throw new RangeError('seven'); if (n % 11 === 0) throw { code: n }; return n; }
function guarded(n) {
  try { return risky(n); } catch (error) { if (error instanceof RangeError) return -1; return error.code; } finally { guarded.ends = (guarded.ends | 0) + 1; }
}
let sum = 0;
for (let n = 0; n < 8000; n++) sum += guarded(n);
expect(guarded.ends, 8000);

function classify(value) {
  switch (typeof value) {
    case 'number': return Number.isInteger(value) ? 'integer' : value !== value ? 'nan' : 'double';
    case 'string': switch (value.length) { case 0: return 'empty'; case 1: return 'letter'; default: return 'text'; }
    case 'object': return value === null ? 'null' : Array.isArray(value) ? 'array' : value?.kind ?? 'object';
    case 'undefined': case 'boolean': return String(value);
    default: return typeof value;
  }
}
const VALUES = [1, 1.5, NaN, '', 'a', 'abc', null, [], {}, { kind: 'mine' }, undefined, true, Symbol('s'), 10n, classify];
const seen = {};
for (let i = 0; i < 15000; i++) { const kind = classify(VALUES[i % VALUES.length]); seen[kind] = -~seen[kind]; }
expect(Object.keys(seen).length, 15);

outer: for (var i = 0, found = 0; ; i++) {
  for (let j = 2; j * j <= i; j++) if (i % j === 0) continue outer;
  if (++found > 900) break outer;
}
expect(i > 5000, true);

function sumOfArguments() { let total = 0; for (let i = 0; i < arguments.length; i++) total += arguments[i]; return total; }
const rest = (first, ...others) => first + others.length;
const bound = sumOfArguments.bind(null, 1, 2);
for (let i = 0; i < 6000; i++) expectSame(sumOfArguments(...[i, 1], 2) + rest(i, 1, 2) + bound(3) + sumOfArguments.apply(null, [i]) + Math.max.call(null, 1, i % 2), 3 * i + 11 + Math.max(1, i % 2));
function expectSame(a, b) { if (a !== b) throw new Error(`${a} is not ${b}`); }

// Comparisons and conversions between kinds.
let equal = 0;
for (let round = 0; round < 120; round++) for (const a of VALUES) for (const b of VALUES) {
  if (typeof a === 'symbol' || typeof b === 'symbol') continue;
  if (a == b) equal++;
  if (a === b) equal++;
  if (typeof a !== 'object' && a < b) equal++;
  if (`${a}` === String(b)) equal++;
}
expect(equal > 120 * 28, true);
const money = { valueOf: () => 42, toString: () => 'money', [Symbol.toPrimitive](hint) { return hint === 'string' ? this.toString() : this.valueOf(); } };
for (let i = 0; i < 3000; i++) expectSame(`${money}` + (money + 1) + (money * 2), 'money43' + 84);

// Generators that are spoken to; coroutines.
function* accumulator() { let total = 0; for (;;) { const got = yield total; if (got === undefined) return total; total += got; } }
for (let round = 0; round < 300; round++) {
  const it = accumulator();
  it.next();
  for (let n = 1; n <= 10; n++) it.next(n);
  expectSame(it.next().value, 55);
}

// Tagged templates, getters that remember, symbols, optional chaining, logical assignment, exponents, nullish values.
const tag = (strings, ...values) => strings.raw.join('|') + values.length;
const lazy = { get value() { delete this.value; return (this.value = 5); } };
let chain = 0;
for (let i = 0; i < 5000; i++) {
  const options = i % 2 ? { deep: { er: [i] } } : null;
  chain += options?.deep?.er?.[0] ?? 1;
  let setting = options?.none;
  setting ??= 2 ** (i % 5);
  setting &&= setting - 1;
  chain += setting + lazy.value;
  if (tag`a${i}b${chain}c` !== 'a|b|c2') throw new Error('tag');
}
expect(chain > 0, true);

// Code from text: small functions, each with another name.
let compiled = 0;
for (let i = 0; i < 250; i++) {
  const make = new Function('a', 'b', `
    class C${i} { constructor(v) { this.v = v; } get double() { return this.v * 2; } static of(...v) { return v.map((x) => new C${i}(x)); } }
    const { x = 1, ...others } = { x: a, y: b, z: [a, b] };
    let text = \`\${x}-\${others.y}\`;
    for (const each of C${i}.of(x, ...others.z)) if (each.double > ${i}) text += each.double; else continue;
    return async function f${i}() { await null; try { return text ? text.replace(/\\d/g, (d) => +d + 1) : null; } catch { return /[a-z]+/i; } };`);
  compiled += make(i, i + 1).name.length + eval(`((a, b = a) => { var c = [a, , b]; return c.length; })(${i})`);
}
expect(compiled, 250 * 3 + 250 * 3 - 10 + 150);

// Errors with stacks through deep recursion, and recursion without end.
function deep(n) { return n === 0 ? new Error('bottom').stack.length : deep(n - 1) + 0; }
for (let i = 0; i < 200; i++) if (deep(30) < 50) throw new Error('no stack');
let overflown = false;
try { (function forever() { forever(); })(); } catch (error) { overflown = error instanceof RangeError; }
expect(overflown, true);

// Small arrays by every way to walk through them.
const small = [1, 2, 3, 4, 5, 6, 7, 8];
let walked = 0;
for (let round = 0; round < 1500; round++) {
  for (let i = 0; i < small.length; i++) walked += small[i];
  for (const each of small) walked += each;
  for (const index in small) walked += small[index];
  for (const [index, each] of small.entries()) walked += each - index;
  small.forEach((each) => { walked += each; });
  walked += small.slice(1, -1).length + small.concat([9], 10).length + small.join('').length + [...small, ...small].length + small.at(-1) + Array.from(small, (x) => x * 2)[3];
  const copy = small.slice();
  copy.splice(2, 3, 'a', 'b');
  copy.unshift(copy.pop());
  copy.reverse().fill(0, 1, 2);
  copy.length = 3;
  walked += copy.length;
}
expect(walked > 1500 * 180, true);

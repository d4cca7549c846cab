// Math. What the standard leaves to the implementation is compared with tolerance.
const show = (...parts) => console.log(parts.map(value => Object.is(value, -0) ? '-0' : String(value)).join(' | '));
const near = (a, b) => a === b || Math.abs(a - b) <= 4 * Number.EPSILON * Math.max(Math.abs(a), Math.abs(b));

show(Math.abs(-5), Math.abs(-0), Math.abs('-3'), Math.abs(null), Math.abs(), Math.abs(-2147483648));
show(Math.ceil(-0.5), Math.ceil(1.2), Math.floor(-0.5), Math.floor(-0), Math.trunc(-0.9), Math.trunc(1e300), Math.trunc('7.8'));
show(Math.round(0.5), Math.round(-0.5), Math.round(-0.2), Math.round(2.5), Math.round(-2.5), Math.round(0.49999999999999994), Math.round(4503599627370495.5), Math.round(-1.5), Math.round(2 ** 52 + 1));
show(Math.sign(-3), Math.sign(-0), Math.sign(NaN), Math.sign('x'), Math.sqrt(2), Math.sqrt(-0), Math.sqrt(-1));
show(Math.max(), Math.min(), Math.max(-0, 0), Math.min(0, -0), Math.max(1, NaN, 3), Math.max(1, '5', [3]), Math.min(1, -Infinity));
show(Math.hypot(), Math.hypot(3, 4), Math.hypot(-0), Math.hypot(NaN, Infinity), Math.hypot(NaN, 1), Math.hypot(1e300, 1e300) / 1e300, Math.hypot(5e-324, 0), Math.hypot(1, 1, 1, 1));
show(Math.imul(0xffffffff, 5), Math.imul(2 ** 31, 2), Math.clz32(0), Math.clz32(1), Math.clz32(-1), Math.clz32(0.5), Math.fround(5.5), Math.fround(5.05), Math.fround(1e40), Math.fround(-0));
show(Math.f16round(1.337), Math.f16round(65519), Math.f16round(65520), Math.f16round(2 ** -25), Math.f16round(2 ** -25 * 1.5), Math.f16round(-0), Math.f16round(5.05), Math.f16round(NaN));

// Arguments are all converted, in order, whatever they are.
const order = [];
const n = value => ({ valueOf() { order.push(value); return value; } });
show(Math.max(n(NaN), n(1)), Math.hypot(n(Infinity), n(2)), Math.pow(n(2), n(3)), Math.atan2(n(0), n(-0)), order);

show(Math.sumPrecise([0.1, 0.2, 0.3]), Math.sumPrecise([1e308, 1e308, 0.1, 0.1, 1e30, 0.1, -1e30, -1e308, -1e308]), Math.sumPrecise([]), Math.sumPrecise([-0, -0]), Math.sumPrecise([-0, 0]));
show(Math.sumPrecise([Infinity, 1]), Math.sumPrecise([Infinity, -Infinity]), Math.sumPrecise([NaN]), Math.sumPrecise([1, -1]), Math.sumPrecise([2 ** 53, 1, 2 ** -1000]));
try { Math.sumPrecise([1, '2']); } catch (error) { show(error.name); }

const laws = [
  [Math.sin(1) ** 2 + Math.cos(1) ** 2, 1], [Math.tan(1), Math.sin(1) / Math.cos(1)], [Math.exp(Math.log(10)), 10], [Math.log2(8), 3],
  [Math.log10(1000), 3], [Math.log1p(1e-10), 1e-10 - 5e-21], [Math.expm1(1e-10), 1e-10 + 5e-21], [Math.cbrt(27), 3], [Math.asin(1), Math.PI / 2],
  [Math.acos(-1), Math.PI], [Math.atan(1) * 4, Math.PI], [Math.atan2(-1, -1), -3 * Math.PI / 4], [Math.sinh(1), (Math.E - 1 / Math.E) / 2],
  [Math.cosh(1), (Math.E + 1 / Math.E) / 2], [Math.tanh(1), Math.sinh(1) / Math.cosh(1)], [Math.asinh(Math.sinh(1)), 1], [Math.acosh(Math.cosh(1)), 1],
  [Math.atanh(Math.tanh(0.5)), 0.5], [2 ** 0.5, Math.SQRT2], [Math.LN10 * Math.LOG10E, 1], [Math.LN2 * Math.LOG2E, 1],
];
show(laws.filter(([a, b]) => !near(a, b)).length, Math.pow(1, Infinity), Math.pow(NaN, 0), (-8) ** (1 / 3), Math.pow(-0, -1), Math.atan2(-0, -0), Math.asin(-0), Math.log(-1));

// Random numbers: many different ones, spread evenly.
const numbers = Array.from({ length: 1000 }, Math.random);
const buckets = Array(4).fill(0);
for (const number of numbers) buckets[Math.floor(number * 4)]++;
show(numbers.every(x => x >= 0 && x < 1), numbers.filter((x, i) => numbers.indexOf(x) !== i).length, buckets.every(count => count > 180 && count < 330));
show(Math[Symbol.toStringTag], Object.keys(Math).length, Object.getOwnPropertyDescriptor(Math, 'PI').writable);

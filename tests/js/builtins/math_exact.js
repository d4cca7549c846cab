// What is exact comes out exact, and ** is Math.pow, whether its operands are known when it is compiled or not.

let wrong = 0;
function check(actual, expected, what) {
  if (Object.is(actual, expected)) return;
  wrong++;
  console.log(what, actual, expected);
}

const ten = Number("10");
for (let n = -323; n <= 308; n++) {
  const literal = Number(`1e${n}`);
  check(Math.pow(10, n), literal, `Math.pow(10, ${n})`);
  check(ten ** n, literal, `10 ** ${n}`);
  if (n > -308) check(Math.log10(literal), n, `Math.log10(1e${n})`);
}
for (let n = -1074; n <= 1023; n++) check(Math.log2(2 ** n), n, `Math.log2(2 ** ${n})`);
for (let n = -1000; n <= 1000; n++) {
  check(Math.cbrt(n ** 3), n, `Math.cbrt(${n} ** 3)`);
  check(Math.hypot(3 * n, 4 * n), Math.abs(5 * n), `Math.hypot(3 * ${n}, 4 * ${n})`);
  check(n ** 2, n * n, `${n} ** 2`);
}
check(10 ** 23, 1e23, "10 ** 23");
check(1.1 ** 0.7, Math.pow(Number("1.1"), Number("0.7")), "1.1 ** 0.7");
check(2 ** 0.5, Math.SQRT2, "2 ** 0.5");
check(Math.exp(1), Math.E, "exp");
check(Math.log(10), Math.LN10, "log");
check(Math.hypot(1e308, 1e308), 1.4142135623730951e308, "hypot without overflow");
check(Math.hypot(5e-324, 5e-324), 5e-324, "hypot without underflow");
check(Math.hypot(1, 2, 2, 4), 5, "hypot of four");
check(Math.hypot(NaN, -Infinity), Infinity, "hypot of an infinity");
check(1 ** NaN, NaN, "1 ** NaN");
check((-1) ** Infinity, NaN, "(-1) ** Infinity");

// Half precision: each of its numbers is itself, and what lies between goes to the nearer one, from the middle to the even one.
const half = new Float16Array(1);
const bits = new Uint16Array(half.buffer);
function ofBits(value) {
  bits[0] = value;
  return half[0];
}
for (let value = 0; value < 0x7bff; value++) {
  const low = ofBits(value);
  const high = ofBits(value + 1);
  const middle = (low + high) / 2;
  check(Math.f16round(low), low, "f16round");
  check(Math.f16round(-low), -low, "f16round");
  check(Math.f16round(middle), value % 2 === 0 ? low : high, "f16round of a middle");
  check(Math.f16round(middle * (1 - 2 ** -52)), low, "f16round below a middle");
  check(Math.f16round(middle * (1 + 2 ** -52)), high, "f16round above a middle");
}
check(Math.f16round(65519.999), 65504, "f16round");
check(Math.f16round(65520), Infinity, "f16round");
check(Math.f16round(2 ** -25), 0, "f16round");
check(Math.f16round(2 ** -25 * (1 + 2 ** -52)), 2 ** -24, "f16round");

check(Math.sumPrecise([1e308, 1e308, 0.1, -1e308, -1e308]), 0.1, "sumPrecise");
check(Math.sumPrecise([1, 2 ** -53, 2 ** -1074]), 1 + 2 ** -52, "sumPrecise of a middle and a little");
check(Math.sumPrecise([2 ** 1023, 2 ** 1023, -(2 ** 971)]), Number.MAX_VALUE, "sumPrecise at the border");

console.log(wrong, "wrong");

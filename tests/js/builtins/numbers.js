// Number and BigInt.
function attempt(f) {
  try {
    return String(f());
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}
const show = (...parts) => console.log(parts.map(String).join(' | '));

show(Number(), Number('0x1f'), Number(' 12 '), Number('1 2'), Number(12n), Number(2n ** 64n), Number(true), Number([5]), attempt(() => Number(Symbol())));
show(typeof new Number(1), new Number(3) + 1, Number.prototype.valueOf(), Number.prototype.constructor === Number);
show(Number.EPSILON, Number.MAX_SAFE_INTEGER, Number.MAX_VALUE, Number.MIN_VALUE, Number.MIN_SAFE_INTEGER, Number.NEGATIVE_INFINITY);
show(Number.isInteger(5.0), Number.isInteger('5'), Number.isSafeInteger(2 ** 53), Number.isFinite('1'), Number.isNaN('x'), Number.isNaN(NaN));

// toString, in any radix.
show((255).toString(16), (-255).toString(2), (0.5).toString(2), (1e21).toString(36), (0.1).toString(3), (NaN).toString(2), (-0).toString(), (35).toString(36));
show(attempt(() => (1).toString(1)), attempt(() => (1).toString(37)), attempt(() => Number.prototype.toString.call('1')));

// toFixed: of two that are as near, the larger.
show((1.005).toFixed(2), (0.5).toFixed(), (1.5).toFixed(0), (2.5).toFixed(0), (-2.5).toFixed(0), (1.45).toFixed(1), (-0.0000001).toFixed(2), (-0).toFixed(2));
show((1000000000000000128).toFixed(0), (1e21).toFixed(2), (123.456).toFixed(10), (0).toFixed(2), (NaN).toFixed(2), (5e-324).toFixed(3), (0.000001).toFixed(7));
show((1.1).toFixed(50), attempt(() => (1).toFixed(101)), attempt(() => (1).toFixed(-1)));
show((123456).toExponential(2), (123456).toExponential(), (0).toExponential(), (0).toExponential(2), (-1.5e-9).toExponential(0), (Infinity).toExponential(1000), (1e-7).toExponential(20));
show(attempt(() => (1).toExponential(101)), attempt(() => NaN.toExponential(Infinity)));
show((123.456).toPrecision(4), (0.000001).toPrecision(2), (0.0000001).toPrecision(2), (1234567).toPrecision(3), (1e21).toPrecision(3), (0).toPrecision(5), (1.25).toPrecision(2), (99.99).toPrecision(3));
show((5).toPrecision(), attempt(() => (1).toPrecision(0)), (NaN).toPrecision(0), (1.2345e-7).toPrecision(100).length);

// BigInt.
show(BigInt('0xff'), BigInt(' 12 '), BigInt(true), BigInt(2 ** 60), attempt(() => BigInt(1.5)), attempt(() => BigInt('1.5')), attempt(() => BigInt(null)), attempt(() => new BigInt(1)));
show(BigInt.asIntN(8, 255n), BigInt.asUintN(8, -1n), BigInt.asIntN(0, 5n), BigInt.asUintN(64, -1n), attempt(() => BigInt.asIntN(-1, 1n)), attempt(() => BigInt.asIntN(8, 1)));
show((255n).toString(16), (-255n).toString(36), (10n ** 30n).toString(), Object(1n) + 2n, BigInt.prototype[Symbol.toStringTag], attempt(() => (1n).toString(1)));
show(typeof Object(1n), attempt(() => BigInt.prototype.valueOf.call(1)), (123n).toLocaleString());

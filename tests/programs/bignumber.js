// Decimal numbers of any size.
const BigNumber = require("bignumber.js");
const B = BigNumber.default ?? BigNumber;
console.log(
  new B("0.1").plus("0.2").toString(),
  new B(2).pow(200).toFixed(),
  new B("123456789.987654321").toFormat(3),
  new B(10).div(3).toString(),
  new B("1e500").sqrt().toExponential(5),
  new B("ff", 16).toString(2),
  B.max(1, "3", 2).toString(),
  new B(7).modulo(-4).toString(),
  new B("-1.5").integerValue(B.ROUND_HALF_EVEN).toString(),
  new B("0.00000001").toString(),
  new B(NaN).isNaN(),
  new B(5).comparedTo(6),
  new B("3.14159").toFraction(100).join(),
  B.sum(1, 2, 3).toNumber(),
  JSON.stringify({ b: new B("1.10") }),
  new B("9".repeat(30)).times("8".repeat(30)).toFixed(),
);

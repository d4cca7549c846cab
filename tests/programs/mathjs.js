// Expressions, matrices, units, fractions.
const math = require("mathjs");
console.log(
  math.evaluate("sqrt(3^2 + 4^2) * 2 cm to inch").toString(),
  math.evaluate("det([[1,2],[3,4]])"),
  math.format(
    math.inv([
      [1, 2],
      [3, 4],
    ]),
  ),
  math.derivative("x^3 + sin(x)", "x").toString(),
  math.simplify("2x + 3x - (x - 1)").toString(),
);
console.log(
  math.format(math.bignumber("0.1").plus("0.2")),
  math.fraction(1, 3).add(math.fraction(1, 6)).toString(),
  math.complex(1, 2).mul(math.complex(0, 1)).toString(),
  math.format(
    math.eigs([
      [2, 0],
      [0, 3],
    ]).values,
  ),
  math.gcd(12, 18),
  math.factorial(20),
  math.combinations(10, 3),
  math.std([1, 2, 3, 4]),
);
const parser = math.parser();
parser.evaluate("f(a, b) = a^b / 2");
console.log(
  parser.evaluate("f(3, 4)"),
  math.parse("a * (b + 2)").toTex(),
  math.unit("5 km/h").to("m/s").toString(),
  math.lusolve(
    [
      [2, 1],
      [1, 3],
    ],
    [3, 5],
  ),
  math
    .sparse([
      [0, 1],
      [2, 0],
    ])
    .toString(),
  math.rationalize("1/x + 1/(x+1)").toString(),
);
console.log(
  math.create(math.all, { number: "BigNumber", precision: 40 }).evaluate("1/3").toString(),
  math.range(0, 1, 0.25).toString(),
  math.evaluate("1 == 1 ? [1:3] : 0").toString(),
  math.isPrime(97),
  math.typeOf(math.matrix()),
  math.round(math.pi, 5),
);
try {
  math.evaluate("1 +* 2");
} catch (e) {
  console.log(e.message);
}

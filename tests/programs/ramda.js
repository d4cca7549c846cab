// Functions of functions.
const R = require("ramda");
console.log(
  R.pipe(R.map(R.multiply(2)), R.filter(R.gt(R.__, 4)), R.sum)([1, 2, 3, 4]),
  R.groupBy((s) => s.length, ["a", "bb", "c"]),
  R.path(["a", 0, "b"], { a: [{ b: 7 }] }),
  R.assocPath(["x", "y"], 1, {}),
  R.mergeDeepRight({ a: { b: 1, c: 2 } }, { a: { b: 3 } }),
  R.evolve({ n: R.inc }, { n: 1, m: 2 }),
  R.curry((a, b, c) => a + b + c)(1)(2, 3),
  R.sortWith(
    [R.descend(R.prop("a")), R.ascend(R.prop("b"))],
    [
      { a: 1, b: 2 },
      { a: 2, b: 1 },
      { a: 1, b: 1 },
    ],
  ),
  R.over(R.lensPath(["a", "b"]), R.negate, { a: { b: 5 } }),
  R.transduce(R.compose(R.map(R.inc), R.take(2)), R.flip(R.append), [], [1, 2, 3]),
  R.equals({ a: [1, new Map([[1, 2]])] }, { a: [1, new Map([[1, 2]])] }),
  R.zipObj(["a", "b"], [1, 2]),
  R.memoizeWith(String, (x) => x * 2)(4),
  R.converge(R.divide, [R.sum, R.length])([1, 2, 3]),
  R.cond([
    [R.equals(0), R.always("zero")],
    [R.T, (n) => `n${n}`],
  ])(5),
  R.toString({ b: 1, a: [undefined, null, new Date(0)] }),
  R.xprod([1, 2], ["a"]),
  R.aperture(2, [1, 2, 3]),
  R.where({ x: R.lt(1) })({ x: 2 }),
);

// Patterns of values.
const { match, P, isMatching } = require("ts-pattern");
const f = (v) =>
  match(v)
    .with({ type: "ok", data: { n: P.number } }, ({ data }) => `number ${data.n}`)
    .with({ type: "ok", items: P.array({ id: P.select() }) }, (ids) => `ids ${ids}`)
    .with({ type: P.union("a", "b") }, () => "a or b")
    .with([P._, P.string.minLength(2), ...P.array(P.number)], ([, s]) => `tuple ${s}`)
    .with(
      P.when((x) => x > 10),
      (x) => `big ${x}`,
    )
    .with(P.nullish, () => "nullish")
    .with(P.instanceOf(Error), (e) => e.message)
    .otherwise(() => "other");
for (const v of [
  { type: "ok", data: { n: 1 } },
  { type: "ok", items: [{ id: 1 }, { id: 2 }] },
  { type: "b" },
  [1, "xy", 3],
  11,
  null,
  new Error("e"),
  "zz",
])
  console.log(f(v));
try {
  match(5)
    .with(4, () => 1)
    .exhaustive();
} catch (e) {
  console.log(e.name);
}
console.log(
  isMatching({ a: P.optional(P.string) }, {}),
  isMatching(P.map(P.string, P.number), new Map([["a", 1]])),
  isMatching(P.set(P.bigint), new Set([1n])),
);

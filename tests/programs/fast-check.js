// Properties, and the smallest values that break them.
const fc = require("fast-check");
fc.assert(
  fc.property(fc.array(fc.integer()), (a) =>
    a
      .slice()
      .reverse()
      .reverse()
      .every((v, i) => v === a[i]),
  ),
  { seed: 42 },
);
const r = fc.check(
  fc.property(fc.array(fc.nat(100)), (a) => a.reduce((x, y) => x + y, 0) < 120),
  { seed: 7, numRuns: 200 },
);
console.log(r.failed, r.counterexample, r.numShrinks, r.numRuns);
console.log(
  fc.sample(
    fc.record({
      id: fc.uuid(),
      name: fc.string({ maxLength: 5 }),
      kind: fc.constantFrom("a", "b"),
      opt: fc.option(fc.double()),
    }),
    { seed: 3, numRuns: 4 },
  ),
);
fc.assert(
  fc.asyncProperty(fc.string(), async (s) => (await s) === s),
  { seed: 1 },
).then(() => console.log("async ok"));
try {
  fc.assert(
    fc.property(fc.integer(), (n) => n < 1000),
    { seed: 9 },
  );
} catch (e) {
  console.log(e.message.split("\n").slice(0, 3).join("|"));
}
console.log(
  fc.sample(
    fc.letrec((tie) => ({ tree: fc.oneof({ depthSize: "small" }, fc.nat(9), fc.tuple(tie("tree"), tie("tree"))) }))
      .tree,
    { seed: 5, numRuns: 5 },
  ),
);

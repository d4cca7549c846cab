// Copies that share what stays the same; patches.
const {
  produce,
  produceWithPatches,
  applyPatches,
  enablePatches,
  enableMapSet,
  current,
  original,
  isDraft,
  nothing,
  freeze,
} = require("immer");
enablePatches();
enableMapSet();
const base = {
  user: { name: "A", tags: ["x", "y"] },
  other: { n: 1 },
  map: new Map([["k", { v: 1 }]]),
  set: new Set([1, 2]),
};
const [next, patches, inverse] = produceWithPatches(base, (d) => {
  d.user.tags.push("z");
  d.user.name = "B";
  d.map.get("k").v = 2;
  d.set.add(3);
  delete d.other.n;
});
console.log(next, patches, inverse);
console.log(next.other !== base.other, base.user.tags.length, Object.isFrozen(next), next.user === base.user);
console.log(applyPatches(next, inverse));
const add = produce((draft, item) => {
  draft.items.unshift(item);
  draft.items.sort();
});
console.log(add({ items: ["b", "c"] }, "a"));
produce(base, (d) => {
  d.user.name = "C";
  console.log(isDraft(d), current(d).user.name, original(d).user.name);
});
try {
  next.user.name = "x";
  console.log(next.user.name);
} catch (e) {
  console.log("frozen");
}
console.log(
  produce({ a: 1 }, () => nothing),
  produce([3, 1, 2], (d) => {
    d.splice(1, 1);
    d.length = 1;
  }),
);

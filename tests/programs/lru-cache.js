// A cache that forgets.
const { LRUCache } = require("lru-cache");
const c = new LRUCache({ max: 3, dispose: (v, k, r) => console.log("dispose", k, v, r) });
for (const k of ["a", "b", "c"]) c.set(k, k + 1);
c.get("a");
c.set("d", "d1");
console.log(
  [...c.keys()],
  c.has("b"),
  c.peek("c"),
  c.size,
  c.delete("c"),
  c.dump().map(([k, e]) => [k, e.value]),
);
const s = new LRUCache({ maxSize: 10, sizeCalculation: (v) => v.length });
s.set("x", "12345");
s.set("y", "1234");
s.set("z", "123");
console.log(s.calculatedSize, [...s.keys()]);
const f = new LRUCache({ max: 5, fetchMethod: async (k) => `fetched ${k}` });
f.fetch("q").then((v) => console.log(v, f.get("q")));

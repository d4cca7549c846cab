// Iterator.prototype.chunks, windows, includes and join; Iterator.zip and zipKeyed.

const show = (...values) => console.log(values.map((value) => typeof value === "string" ? value : JSON.stringify(value)).join(" "));
const attempt = (action) => {
  try {
    show(action());
  } catch (error) {
    show(`${error.name}: ${error.message}`);
  }
};
// Says what is asked of it.
function logged(name, count, log, { failAt = -1, failReturn = false } = {}) {
  let next = 0;
  return {
    __proto__: Iterator.prototype,
    next() {
      log.push(`${name}.next`);
      if (next === failAt) throw new Error(`${name} fails`);
      return next < count ? { value: `${name}${next++}`, done: false } : { value: undefined, done: true };
    },
    return() {
      log.push(`${name}.return`);
      if (failReturn) throw new Error(`${name} does not close`);
      return {};
    },
  };
}

console.log("chunks");
show([..."abcdefg"].values().chunks(3).toArray());
show([].values().chunks(3).toArray(), [1, 2].values().chunks(2).toArray(), [1].values().chunks(2 ** 32 - 1).toArray());
for (const size of [0, 2 ** 32, -1, 1.5, NaN, "2", undefined, 1n]) attempt(() => [1].values().chunks(size));
{
  const log = [];
  const chunks = logged("a", 3, log).chunks(2);
  show(chunks.next(), chunks.next(), chunks.return(), chunks.next());
  show(log);
  log.length = 0;
  const early = logged("a", 3, log).chunks(2);
  show(early.next(), early.return(), early.next());
  show(log);
  log.length = 0;
  attempt(() => logged("a", 3, log).chunks("x"));
  attempt(() => logged("a", 9, log, { failAt: 1 }).chunks(2).next());
  show(log);
  show([1, 2, 3].values().chunks(2).map(([a, b]) => a + (b ?? 10)).toArray());
}

console.log("windows");
show([..."abcde"].values().windows(3).toArray(), [..."abcde"].values().windows(1).toArray());
show([1, 2].values().windows(3).toArray(), [1, 2].values().windows(3, "allow-partial").toArray(), [].values().windows(3, "allow-partial").toArray());
show([1, 2, 3].values().windows(3, "allow-partial").toArray(), [1, 2, 3].values().windows(2, "only-full").toArray());
for (const word of [null, "", "partial", new String("only-full")]) attempt(() => [1].values().windows(1, word));
{
  const windows = Iterator.from(Array(7).keys()).windows(3);
  const first = windows.next().value;
  first.push("mine");
  show(windows.next().value, windows.drop(1).toArray(), first);
  let total = 0;
  for (const [a, , , b] of Iterator.from(Array(1000).keys()).windows(4)) total += b - a;
  show(total);
}

console.log("includes");
show([1, NaN, -0].values().includes(NaN), [1, -0].values().includes(0), [1, 2, 3].values().includes(1, 1), [1, 2].values().includes(2, Infinity));
for (const skipped of [-1, -Infinity, 2 ** 53, 1.5, NaN, "1", null]) attempt(() => [1].values().includes(1, skipped));
{
  const log = [];
  show(logged("a", 9, log).includes("a1"), log);
  log.length = 0;
  show(logged("a", 1, log).includes("x"), log);
}

console.log("join");
show([1, null, "x", undefined, [2, 3]].values().join(), [1, 2].values().join(""), [].values().join(), [1, 2].values().join(null));
{
  const log = [];
  const circular = { toString() { throw new RangeError("no text"); } };
  attempt(() => logged("a", 2, log).join(circular));
  attempt(() => logged("a", 2, log).map(() => circular).join());
  attempt(() => logged("a", 2, log).map(() => Symbol()).join());
  show(log);
}

console.log("zip");
show([...Iterator.zip([[1, 2, 3], "ab".split(""), new Set([true, false])])], [...Iterator.zip([])]);
show([...Iterator.zip([[1, 2, 3], ["a"]], { mode: "longest" })], [...Iterator.zip([[1, 2, 3], ["a"], []], { mode: "longest", padding: ["x", "y"] })]);
attempt(() => [...Iterator.zip([[1, 2], ["a"]], { mode: "strict" })]);
attempt(() => [...Iterator.zip([["a"], [1, 2]], { mode: "strict" })]);
attempt(() => [...Iterator.zip([[1, 2], ["a", "b"]], { mode: "strict" })]);
for (const [iterables, options] of [[1], ["ab"], [["ab"]], [[[]], 1], [[[]], { mode: "other" }], [[[]], { mode: "longest", padding: 1 }], [[1]]])
  attempt(() => [...Iterator.zip(iterables, options)]);
for (const mode of ["shortest", "longest", "strict"]) {
  const log = [];
  const zip = Iterator.zip([logged("a", 2, log), logged("b", 1, log), logged("c", 3, log)], { mode });
  attempt(() => [...zip]);
  show(mode, log);
}
{
  const log = [];
  const make = () => Iterator.zip([logged("a", 2, log), logged("b", 9, log, { failAt: 1 }), logged("c", 3, log, { failReturn: true })]);
  attempt(() => [...make()]);
  show(log);
  log.length = 0;
  attempt(() => make().return());
  show(log);
  log.length = 0;
  const zip = make();
  zip.next();
  attempt(() => zip.return());
  show(log, zip.next());
}

console.log("zipKeyed");
{
  const symbol = Symbol("s");
  const [first, second] = Iterator.zipKeyed({ a: [1, 2], b: "xyz".split(""), skipped: undefined, [symbol]: [true], __proto__: { inherited: [1] } }, { mode: "longest", padding: { a: 0, [symbol]: "none" } });
  show(first, second, first[symbol], second[symbol], Object.getPrototypeOf(first) === null, Object.isExtensible(first));
  show([...Iterator.zipKeyed(["ab".split(""), [1, 2]])], [...Iterator.zipKeyed({})]);
  attempt(() => Iterator.zipKeyed([]).next());
  attempt(() => Iterator.zipKeyed({ a: "text" }));
  attempt(() => Iterator.zipKeyed("text"));
}

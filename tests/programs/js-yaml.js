// YAML, read and written.
const y = require("js-yaml");
const doc = y.load(
  'a: &x [1, 2.5, 0x1F, ~, true, 2020-01-02]\nb: *x\nc: |\n  block\n  text\nd: >-\n  folded\n  text\n"q": {in: line, n: -.inf}\ne:\n  - k: v\n    l: "esc\\n\\u00e9"\n  - [nested, [deep]]\n',
);
console.log(doc, doc.a === doc.b);
console.log(
  y.dump(
    {
      list: [1, "two", null, { three: 3.5 }],
      long: "word ".repeat(30),
      multi: "a\nb\n",
      tricky: ["yes", "1", "", "- x", ": y"],
      empty: {},
      same: [doc.e, doc.e],
    },
    { lineWidth: 60 },
  ),
);
try {
  y.load("a: [1,\nb: 2");
} catch (e) {
  console.log(e.name, e.message);
}
y.loadAll?.("---\n1\n---\n2\n", (d) => console.log("doc", d));
console.log(y.loadAll("---\na: 1\n---\nb: 2\n"));

// Parses large programs, walks the trees, and finds errors.

const acorn = require("acorn");
const { readFileSync } = require("fs");
const read = (path) => readFileSync(`${__dirname}/node_modules/${path}`, "utf8");
const texts = {
  acorn: read("acorn/dist/acorn.js"),
  lodash: read("lodash/lodash.js"),
  "babel-plugin": read("prettier/plugins/babel.js"),
};

// FNV-1a, of UTF-16 code units.
function hash(text) {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(16);
}

function countTypes(node, counts) {
  if (Array.isArray(node)) {
    for (const each of node) countTypes(each, counts);
  } else if (node && typeof node === "object" && !(node instanceof RegExp)) {
    if (typeof node.type === "string") counts.set(node.type, (counts.get(node.type) ?? 0) + 1);
    for (const key in node) countTypes(node[key], counts);
  }
  return counts;
}

for (const [name, text] of Object.entries(texts)) {
  const comments = [];
  const tree = acorn.parse(text, { ecmaVersion: "latest", locations: true, onComment: comments });
  console.log(`${name}: ${comments.length} comments, tree ${hash(JSON.stringify(tree))}`);
  for (const [type, count] of [...countTypes(tree, new Map())].sort()) console.log(`  ${type} ${count}`);
}

let tokens = "";
for (const token of acorn.tokenizer("let x = `a${1 + 2}b` ?? /[/]+/giu; // end", { ecmaVersion: 2022 }))
  tokens += `${token.type.label}:${typeof token.value === "object" ? token.value.pattern : token.value} `;
console.log(tokens);

for (const source of [
  "let a; let a;",
  "a b",
  "for (const x of",
  "'\\u{110000}'",
  "/(?<n>a)(?<n>b)/u",
  "class { }",
  "await => { await 1 }",
  "import x from 'y'",
  "({ a: 1, ...b } = c)",
  "x?.y = 1",
  "0b2",
  "`${",
  "async () => { for await (x of y) ; }",
]) {
  try {
    console.log(source, "=>", acorn.parse(source, { ecmaVersion: 2025 }).body[0].type);
  } catch (error) {
    console.log(source, "=>", error.name, error.message, error.pos, JSON.stringify(error.loc));
  }
}

// Compiles modern JavaScript, JSX and TypeScript to what old engines understand.

const babel = require("@babel/standalone");
const { readFileSync } = require("fs");
const read = (path) => readFileSync(`${__dirname}/node_modules/${path}`, "utf8");
const texts = {
  acorn: read("acorn/dist/acorn.js"),
};

const modern = `
class Counter {
  #count = 0;
  static made = [];
  static { Counter.made.push("block"); }
  get count() { return this.#count; }
  async *steps({ by = 1, ...rest } = {}) {
    for await (const each of rest.items ?? []) yield (this.#count += by ** each);
  }
}
export const label = (c) => \`\${c?.count ?? "none"} of \${Counter.made.length}\`;
export default async function main(...list) {
  const [first, , third = first, ...others] = list;
  try { await Promise.all(others.map(async (x) => x?.y?.())); } catch { label ||= /(?<year>\\d{4})/u; }
  for (const [key, value] of new Map([[first, third]])) console.log(key, value, 0b11, 1_000n);
}
`;
const component = `
const List = ({ items, ...props }) => (
  <ul {...props} className="list">
    {items.map((item) => <li key={item.id}>{item.name} &amp; <b>more</b></li>)}
    <></>
  </ul>
);
`;
const typed = `
enum Colour { Red, Green = "green".length, Blue }
interface Point<T extends number = number> { readonly x: T; y?: T }
abstract class Shape<T> implements Point { constructor(public readonly x: number, private t?: T) {} abstract area(): number; }
function assert(value: unknown, message?: string): asserts value { if (!value) throw new Error(message!); }
export type { Point }; export const p = <Point>{ x: Colour.Blue } satisfies Point as any;
`;

for (const [name, source, options] of [
  ["modern", modern, { presets: [["env", { targets: { ie: "11" }, modules: "commonjs" }]] }],
  ["module", modern, { presets: [["env", { targets: { node: "18" }, modules: false }]] }],
  ["component", component, { presets: ["react"] }],
  ["typed", typed, { presets: ["typescript"], filename: "shape.ts" }],
]) {
  console.log(`// ${name}`);
  console.log(babel.transform(source, options).code);
}

for (const source of [
  "let a = 1; let a = 2;",
  "const x;",
  "class A { constructor() {} constructor() {} }",
  "a ?? b || c",
]) {
  try {
    console.log(babel.transform(source, { presets: ["env"] }).code);
  } catch (error) {
    console.log(`${error.name} ${error.code}: ${error.message}`);
  }
}

// A large program. Its code is compiled again, to the same.
const options = { presets: [["env", { targets: { ie: "11" } }]], compact: true, comments: false, sourceType: "script" };
const once = babel.transform(texts.acorn, options).code;
const twice = babel.transform(once, options).code;
let value = 0x811c9dc5;
for (let i = 0; i < once.length; i++) value = Math.imul(value ^ once.charCodeAt(i), 0x01000193);
console.log(once.length, (value >>> 0).toString(16), once === twice);
const compiled = {};
new Function("exports", "module", "define", once)(compiled, {}, undefined);
console.log(Object.keys(compiled).length, compiled.parse("a => a ** 2", { ecmaVersion: 2020 }).body[0].expression.type);

// Makes programs small.
const { minify } = require("terser");
const code = `
/** doc */ class Shape { #n = 1; static count = 0; constructor(name) { this.name = name; Shape.count++; } get area() { return this.#n ** 2; } }
function unused() { return 1; } export function compute(first, second = 2, ...others) { const total = others.reduce((sum, value) => sum + value, first + second); if (process.env.DEBUG) { console.log("debug"); } let result; for (let i = 0; i < total; i++) { if (i % 2 === 0) { continue; } result = \`\${i}: \${total}\`; } return result ?? (first && second ? "both" : "none"); }
export default async function* gen() { yield* [1, 2, 3].map(async (x) => await x); } const obj = { ["a" + 1]: 1, method() { return this?.x?.[0]; } }; export { obj as thing, Shape };`;
(async () => {
  for (const o of [
    { module: true },
    {
      module: true,
      compress: { passes: 3, drop_console: true, global_defs: { "process.env.DEBUG": false } },
      mangle: { properties: false },
    },
    { compress: false, mangle: false, format: { beautify: true, comments: "all" }, module: true },
  ])
    console.log((await minify(code, o)).code + "\n");
  const m = await minify(
    { "a.js": "var longName = 1; console.log(longName + longName);" },
    { sourceMap: { filename: "out.js", url: "out.js.map" }, toplevel: true },
  );
  console.log(m.code, m.map);
  try {
    await minify("var = 1");
  } catch (e) {
    console.log(e.name, e.message, e.line, e.col);
  }
})();

// Bundles modules in four formats.
import { rollup } from "rollup";
const files = {
  main: `import { a, unused } from './a'; import * as ns from './b'; import def, { x as y } from 'ext'; console.log(a(), ns.one, y, def); export { default as c } from './c'; export const lazy = () => import('./d');`,
  "./a": `export function a() { return helper() + 1; } function helper() { return 41; } export const unused = sideEffectFree(); function sideEffectFree() { return 'gone'; }`,
  "./b": `export const one = 1; export const two = 2; export default class B {}`,
  "./c": `import { one } from './b'; export default one + 1;`,
  "./d": `export default 'dynamic'; import './b';`,
};
const warnings = [];
const bundle = await rollup({
  input: "main",
  external: ["ext"],
  onwarn: (w) => warnings.push(w.code),
  plugins: [
    { name: "virtual", resolveId: (id) => (id in files ? id : null), load: (id) => files[id] },
    { name: "banner", renderChunk: (code, chunk) => `// ${chunk.fileName}\n${code}` },
  ],
});
for (const format of ["es", "cjs", "iife", "umd"]) {
  const { output } = await bundle.generate({
    format,
    name: "Lib",
    globals: { ext: "Ext" },
    inlineDynamicImports: format !== "es" && format !== "cjs",
    sourcemap: format === "es",
    chunkFileNames: "[name].js",
  });
  for (const f of output) console.log(f.fileName, f.type, f.exports, "\n", f.code ?? String(f.source).slice(0, 200));
}
console.log(warnings, bundle.watchFiles.length);
await bundle.close();
try {
  await rollup({ input: "nope" });
} catch (e) {
  console.log(e.code, e.message);
}

// Formats JavaScript, TypeScript, CSS, Markdown, YAML and HTML.

const prettier = require("prettier");
const { readFileSync } = require("fs");
const read = (path) => readFileSync(`${__dirname}/node_modules/${path}`, "utf8");
const texts = {
  marked: read("marked/lib/marked.esm.js"),
  readme: read("acorn/README.md"),
};
const plugins = ["babel", "estree", "typescript", "postcss", "markdown", "yaml", "html"].map((name) =>
  require(`prettier/plugins/${name}`),
);

const samples = {
  babel: `const {a,b:{c=1,...d}}=x??{};async function*f( ...xs ){for await(const x of xs)yield* g(x)?.[\`\${x}-\${ y }\`]??z
  label:while(true){if(a)break label;else if(b&&c||d)continue}}
  const longName = someFunction(argumentNumberOne, argumentNumberTwo).then(result => result.data.items.filter(Boolean)).catch(() => {}).finally(done);
  export default class A extends (B,C){static #p=1;static{init()}get [k](){return <div className="a" {...props}>{list.map(i=><li key={i}>{i}</li>)} text</div>}} // trailing
  /** doc */ let veryLongCondition = firstCondition && secondCondition || thirdCondition ? { key: 'value', "other-key": [1,2,3] } : new Map([[1,2],[3,4]]);`,
  typescript: `enum E{A=1,B} declare module "m"{export function f<T extends keyof U,U=any>(this:Window,a?:T,...b:U[]):asserts a is NonNullable<T>}
  type M<T>={readonly [K in keyof T as \`get\${Capitalize<K&string>}\`]-?:()=>T[K]}|undefined; abstract class X<T> implements Y,Z{constructor(private readonly a:string,@Inject() b=1){super()} declare foo:number; abstract bar():void}
  let v=<const T,>(x:T)=>x satisfies unknown as any!; type C=A extends infer U extends string?U:never`,
  css: `@media (max-width:100px){a:hover>b~c,d::before{color:RED;margin:0 auto!important;background:url( "x.png" )}}@import 'a.css';:root{--x:{a:b};--y : calc( 1px+2px )}.grid{grid-template-areas:"a b" "c d"}`,
  scss: `$map:(key1:value1,key2:value2);@mixin foo($a:10px,$rest...){&:not(.b){width:$a*2;@extend %p;}}@each $k,$v in $map{.#{$k}{@include foo($v)}}`,
  markdown: `Title\n===\n* a\n* b\n    1. c\n\n| a|b |\n|--|:-:|\n|1|22222|\n\n\`\`\`js\nlet  a=1\n\`\`\`\n__bold__ *it* [x]( y 'z' )\n`,
  yaml: `a:   1\nb:\n    - x\n    -   y: {z: 1,   w: [1,2,  3]}\nc: |\n   text\n   more\n# comment\nd: &anchor "q"\ne: *anchor\n`,
  html: `<!DOCTYPE html><html><head><script>let a=1;if(a){b()}</script><style>a{b:c}</style></head><body><p>long text that goes on and on and on until it has to be broken somewhere <b>bold</b><i>it</i></p><ul><li>1</li><li>2</li></ul><pre>\n keep  this</pre></body></html>`,
};

async function main() {
  for (const [parser, source] of Object.entries(samples)) {
    console.log(`// ${parser}`);
    console.log(await prettier.format(source, { parser, plugins }));
  }
  console.log(
    await prettier.format(samples.babel, {
      parser: "babel",
      plugins,
      semi: false,
      singleQuote: true,
      tabWidth: 4,
      printWidth: 40,
      arrowParens: "avoid",
    }),
  );
  for (const source of ["let a = ;", "if (", "a => { return }}"]) {
    try {
      await prettier.format(source, { parser: "babel", plugins });
    } catch (error) {
      console.log(error.name, error.message);
    }
  }
  for (const [name, parser] of [
    ["marked", "babel"],
    ["readme", "markdown"],
  ]) {
    const once = await prettier.format(texts[name], { parser, plugins });
    const twice = await prettier.format(once, { parser, plugins });
    let value = 0x811c9dc5;
    for (let i = 0; i < once.length; i++) value = Math.imul(value ^ once.charCodeAt(i), 0x01000193);
    console.log(name, once.length, (value >>> 0).toString(16), once === twice);
  }
}
main().catch((error) => console.log("failed:", error.message));

// Programs to trees with esprima, and back.
const esprima = require("esprima");
const escodegen = require("escodegen");
const ast = esprima.parseScript(
  'function f(a,b){if(a>b)return a*2+b;else{for(var i=0;i<10;i++)b+=i}switch(a){case 1:break;default:throw new Error("x"+`t${a}`)}}var g=async(x)=>{await x;class A extends B{static m(){return super.m()}get p(){return this}}},{q,r=1}=o,re=/a[b/]\\/c/gi;',
  { range: true, tokens: true, comment: true },
);
console.log(ast.body.length, ast.tokens.length);
console.log(escodegen.generate(ast));
console.log(
  escodegen.generate(ast, { format: escodegen.FORMAT_MINIFY }).length,
  esprima
    .tokenize("a ? /x/ : b / c")
    .map((t) => t.type)
    .join(),
);
try {
  esprima.parseScript("var 1");
} catch (e) {
  console.log(e.message, e.index);
}

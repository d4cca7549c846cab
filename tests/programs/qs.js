// Query strings with structure.
const qs = require("qs");
console.log(
  qs.parse("a[b][c]=1&a[d]=2&e[]=x&e[]=y&f=%20z&g[0][h]=i&k.l=m", { allowDots: true }),
  qs.stringify({ a: { b: [1, 2], c: null }, d: new Date(0), e: undefined, f: "ä&" }),
  qs.stringify({ a: [1, 2] }, { arrayFormat: "repeat" }),
  qs.stringify({ a: [1, 2] }, { arrayFormat: "comma", encode: false }),
  qs.parse("a=1;b=2", { delimiter: ";" }),
  qs.parse("utf8=%E2%9C%93&x=%F8", { charset: "iso-8859-1", charsetSentinel: true }),
);

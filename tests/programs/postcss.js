// Style sheets, changed by a plugin.
const postcss = require("postcss");
const plugin = () => ({
  postcssPlugin: "test",
  Declaration: {
    color: (d) => {
      if (d.value === "brand") d.value = "#f80";
    },
  },
  AtRule: {
    media: (r) => {
      r.params = r.params.replace("tablet", "(min-width: 768px)");
    },
  },
  Rule(rule) {
    if (rule.selector.startsWith(".old")) rule.remove();
  },
});
plugin.postcss = true;
(async () => {
  const r = await postcss([plugin()]).process(
    "a { color: brand; margin: 0 }\n@media tablet { .x > b { color: red } }\n.old { top: 1px }\n/* c */ :root { --v: {a:b}; }",
    { from: "in.css", to: "out.css", map: { inline: false } },
  );
  console.log(r.css);
  console.log(r.map.toString());
  const root = postcss.parse("a{b:c}");
  root.first.append({ prop: "x", value: "y" });
  root.walkDecls((d) => console.log(d.prop, d.value, d.source?.start));
  console.log(root.toString());
  try {
    postcss.parse("a {", { from: "bad.css" });
  } catch (e) {
    console.log(e.name, e.reason, e.line, e.column);
  }
})();

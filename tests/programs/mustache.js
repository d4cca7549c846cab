// Templates without logic.
const M = require("mustache");
console.log(
  M.render(
    "Hi {{name}}{{#items}}\n- {{.}}{{/items}}{{^none}} nothing{{/none}} {{{raw}}} {{&raw}} {{raw}} {{> p}} {{#fn}}text {{name}}{{/fn}} {{a.b.c}}{{! note }}{{=<% %>=}} <% name %>",
    { name: "Ann", items: [1, 2], raw: "<&>", fn: () => (t, r) => `[${r(t)}]`, a: { b: { c: "deep" } } },
    { p: "partial {{name}}" },
  ),
  M.parse("{{#a}}x{{/a}}"),
);
try {
  M.render("{{#a}}");
} catch (e) {
  console.log(e.message);
}

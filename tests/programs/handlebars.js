// Templates.
const H = require("handlebars");
H.registerHelper("loud", (s) => String(s).toUpperCase());
H.registerHelper("list", function (items, o) {
  return `<ul>${items.map((i) => `<li>${o.fn(i)}</li>`).join("")}</ul>`;
});
H.registerPartial("card", "[{{title}}{{#if extra}}: {{extra}}{{/if}}]");
const t = H.compile(
  '{{#each people}}{{@index}}. {{loud name}} {{#unless admin}}user{{else}}admin{{/unless}} {{> card title=name extra="x"}}\n{{else}}none{{/each}}{{{raw}}} {{raw}} {{#with deep.er}}{{value}} {{../../raw}}{{/with}} {{#list people}}{{name}}{{/list}} {{lookup map "k"}} {{!-- comment --}}{{~ trimmed ~}} ',
);
console.log(
  t({
    people: [{ name: "Ann", admin: true }, { name: "Bob" }],
    raw: '<b>&"</b>',
    deep: { er: { value: 7 } },
    map: { k: "v" },
    trimmed: " t ",
  }),
);
console.log(H.compile("{{#each o as |v k|}}{{k}}={{v}};{{/each}}")({ o: { a: 1, b: 2 } }));
try {
  H.compile("{{#if}}")({});
} catch (e) {
  console.log(e.message);
}
console.log(
  H.precompile("Hi {{name}}").length > 100,
  new H.SafeString("<i>").toString(),
  H.Utils.escapeExpression('<a href="x">'),
);

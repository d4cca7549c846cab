// Paths in JSON.
const { JSONPath } = require("jsonpath-plus");
const json = {
  store: {
    book: [
      { category: "reference", author: "N", price: 8.95 },
      { category: "fiction", author: "E", price: 12.99, isbn: "x" },
      { category: "fiction", author: "H", price: 8.99, isbn: "y" },
    ],
    bicycle: { color: "red", price: 19.95 },
  },
};
for (const path of [
  "$.store.book[*].author",
  "$..author",
  "$.store.*",
  "$..book[2]",
  "$..book[-1:]",
  "$..book[0,1]",
  "$..book[?(@.isbn)]",
  "$..book[?(@.price<10)]",
  "$..*~",
  "$.store..price",
  "$..book[?(@property > 0)].author",
  "$.store.book[?(@.category.match(/fic/))].price",
])
  console.log(path, JSON.stringify(JSONPath({ path, json })));
console.log(
  JSONPath({ path: "$..price", json, resultType: "path" }),
  JSONPath({ path: "$..color", json, resultType: "pointer" }),
  JSONPath({ path: "$..price", json, callback: (v) => v, resultType: "value" }).length,
);

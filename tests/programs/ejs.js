// Templates that are programs.
const lib = require("ejs");
const ejs = lib.default ?? lib;
console.log(
  ejs.render(
    "<% for (const u of users) { %><li><%= u.name %><%- u.html %></li>\n<% } -%>\n<%# c %><%% lit %> <%_ if (x) { _%>yes<% } %>",
    {
      users: [
        { name: "<A>", html: "<b>" },
        { name: "B", html: "" },
      ],
      x: 1,
    },
  ),
);
try {
  ejs.render("<%= nope %>", {});
} catch (e) {
  console.log(e.name, e.message.split("\n").pop());
}
ejs.render("<%= await p %>", { p: Promise.resolve("async") }, { async: true }).then(console.log);

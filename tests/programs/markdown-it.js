// Markdown.
const lib = require("markdown-it");
const MarkdownIt = lib.default ?? lib;
const md = new MarkdownIt({ html: true, linkify: true, typographer: true });
console.log(
  md.render(
    '# Title\n\nSome *emph* **strong** `code` "quotes" (c) -- http://example.com ~~del~~\n\n1. one\n2. two\n   - nested\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n\n```js\nlet x = 1 < 2;\n```\n\n> quote\n> more\n\n![img](x.png "t") [ref][r] <b>html</b>\n\n[r]: https://a.b/c "title"\n\n***\nHard  \nbreak &copy; &#x41;',
  ),
);
console.log(
  md.parseInline("a *b*", {})[0].children.map((t) => t.type),
  md.parse("x", {}).length,
);

// Turns Markdown into HTML: a README, the hard parts of the syntax, extensions, asynchronous ones too.

const { marked, Marked, Lexer } = require("marked");
const { readFileSync } = require("fs");
const read = (path) => readFileSync(`${__dirname}/node_modules/${path}`, "utf8");
const texts = {
  typescript: read("typescript/README.md"),
  prettier: read("prettier/README.md"),
  marked: read("marked/README.md"),
  acorn: read("acorn/README.md"),
  notices: read("prettier/THIRD-PARTY-NOTICES.md"),
};

const hard = `Setext *heading*
===

> quote with **bold _nested_ text**
continued lazily
> > deeper
> - list in quote

1. one
   - two
     \`\`\`js title
     const x = "<&>";
     \`\`\`
   - [x] done
   - [ ] open

   paragraph in item
2. three

| a | b \\| c | \`d|e\` |
|:--|:-:|--:|
| 1 | **2** | ~~3~~ |
| [l](x "t") | <b>html</b> |

[ref]: <https://example.com/a b> 'Title "quoted"'
An ![image *alt*][ref], an [unknown][nope], <mail@example.com>, www.example.com/a_b_(c)?x=1&y=2,
two\\
breaks  
here. \`\` code \` tick \`\` &copy; &#35; &unknown; \\*not emphasis\\* snake_case_word *a**b*c** ***both***

* * *

<div align="center">

*inside html*

</div>

    indented <code>
\tand tab

Term[^1] 日本語**強調**です 😀 é́
`;
console.log(marked.parse(hard));
for (const [name, text] of Object.entries(texts)) {
  const html = marked.parse(text);
  let value = 0x811c9dc5;
  for (let i = 0; i < html.length; i++) value = Math.imul(value ^ html.charCodeAt(i), 0x01000193);
  console.log(name, text.length, html.length, (value >>> 0).toString(16));
}
console.log(marked.parse(texts.acorn).slice(0, 2000));
console.log(JSON.stringify(new Lexer({ gfm: true }).lex("# a\n\n- b\n- c *d*\n")));
console.log(marked.parseInline("**a** `b` [c](d)", { breaks: true }));

const extended = new Marked({
  async: true,
  walkTokens: async (token) => {
    if (token.type !== "link") return;
    await Promise.resolve();
    token.href = token.href.toUpperCase();
  },
  extensions: [
    {
      name: "smile",
      level: "inline",
      start: (source) => source.indexOf(":"),
      tokenizer: (source) => {
        const match = /^:(\w+):/.exec(source);
        if (match) return { type: "smile", raw: match[0], face: match[1] };
      },
      renderer: (token) => `<i class="${token.face}"></i>`,
    },
  ],
  renderer: {
    heading({ tokens, depth }) {
      return `<h${depth + 1}>${this.parser.parseInline(tokens)}</h${depth + 1}>\n`;
    },
  },
});
extended.parse("# Title :wink:\n\n[link](a/b) and :smile:\n").then((html) => console.log(html));
try {
  marked.parse(null);
} catch (error) {
  console.log(error.message.split("\n")[0]);
}

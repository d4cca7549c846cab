``; `a`; `${a}`; `a${b}c`; `${a}${b}`; `${a}b${c}d${e}`; `${`${`${a}`}`}`; `a${{ b: `c${d}` }}e`; `${() => { return `}`; }}`; `${a, b}`; `${a ? `b` : `c`}`; `$`; `$$`; `${'$'}{`; `\${a}`; `$\{a}`; `{`; `}`; `$${a}$`;
`multi
line
${a}
text`; `\
`; `a\n\t\\\`\x41\u0041\u{1F600}\0`; `é→😀${a}é→😀`; `'"`; `//`; `/* */`; `<!--`; `
`;
a``; a`b`; a`b${c}d`; a.b`c`; a[b]`c`; a()`b`; a`b``c`; new a`b`; new a`b`(); new (a`b`)(); (a, b)`c`; a`b`.c; a`b`[c]; a`b`(); super_`a`; (() => a)`b`; function f() { return this`a`; }
tag`\1`; tag`\01`; tag`\8`; tag`\x`; tag`\xg`; tag`\x4`; tag`\u`; tag`\u0`; tag`\u00g0`; tag`\u{`; tag`\u{g}`; tag`\u{110000}`; tag`\u{1F600`; tag`\u${a}`; tag`${a}\x${b}\u0041`; tag`\00`; tag`\0`; tag`ok\n${a}\unicode and \xerxes \123`; tag`\u{}`; tag`\u{ 1}`; tag`\0\01`; tag`\x
`;
tag`\uD800`; tag`\ud83d\ude00`; `\uD83D${a}\uDE00`; tag`line
break\
continued`;

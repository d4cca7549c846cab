`plain`; `a${b}c${{ d: `e${f}g` }}h`; tag`\u${1}\x`; `
\n`; `${`${`deep`}`}` / 2;

// Modules in files whose names mean something in URLs.
import fs from 'fs';
import os from 'os';
import path from 'path';
import { createRequire } from 'module';
import { pathToFileURL } from 'url';

const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'odd names %20#?-')));
const encoded = pathToFileURL(folder).href;
const told = (text) => text.replaceAll(encoded, 'URL').replaceAll(folder, 'FOLDER');
globalThis.tell = (...texts) => console.log(...texts.map((text) => told(`${text}`)));
const text = `
tell(import.meta.url);
tell(import.meta.filename);
tell(import.meta.dirname);
tell(new Error('x').stack.split('\\n')[1]);
tell(import.meta.resolve('./b#c.mjs'), import.meta.resolve('./b%23c.mjs'), import.meta.resolve('./x?a b#c d'));
export default 1;
`;
for (const name of ['a %20#?.mjs', 'b#c.mjs', 'plain.mjs', '\u00e9%.mjs', 'main.mjs']) fs.writeFileSync(path.join(folder, name), text);
fs.writeFileSync(path.join(folder, 'c?d.cjs'), `
tell(__filename, new Error('x').stack.split('\\n')[1]);
exports.loaded = import('./plain.mjs?from cjs');
`);
const main = path.join(folder, 'loader#.mjs');
fs.writeFileSync(main, `
const attempt = (specifier) => import(specifier).catch((error) => tell(error.code, error.message.split('\\n')[0]));
await attempt('./a%20%2520%23%3F.mjs');
await attempt('./b%23c.mjs');
await attempt('./b%23c.mjs?q=1#f');
await attempt('./b#c.mjs');
await attempt('./plain.mjs?a b"<\u00e9#c \`d');
await attempt('./\u00e9%25.mjs');
await (await attempt('./c%3Fd.cjs')).default.loaded;
`);
await import(pathToFileURL(main));
tell(createRequire(pathToFileURL(main))('./b#c.mjs').default);
fs.rmSync(folder, { recursive: true });

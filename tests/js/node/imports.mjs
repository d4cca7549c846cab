// ES modules that import CommonJS and packages, as in Node.
import path, { basename } from 'node:path';
import { createRequire } from 'node:module';
import cycle, { early, late } from './lib/cycle_a.js';
import * as paths from './lib/paths.js';
import { separator } from './lib/ambiguous.js';

console.log(cycle, early, late, basename('a/b') === path.basename('a/b'), separator);
console.log(Object.keys(paths), paths.default);
console.log(import.meta.main, basename(import.meta.filename), basename(import.meta.dirname), import.meta.url.startsWith('file:///'));
console.log(basename(import.meta.resolve('./lib/none.js')), import.meta.resolve('path'));

const inside = createRequire(path.join(import.meta.dirname, 'lib', 'from_here.js'));
console.log(inside('conditions'));
console.log(typeof require, typeof module, this);

const attempt = async (specifier, options) => {
  try {
    const loaded = await import(specifier, options);
    console.log(specifier, Object.keys(loaded).join(), loaded.default);
  } catch (error) {
    console.log(specifier, error.code, error.name);
  }
};
await attempt('./lib/none.js');
await attempt('./lib');
await attempt('none');
await attempt('node:none');
await attempt('#none');
await attempt('./lib/cycle_b.js');
await attempt('./lib/throws.js');
await attempt('./lib/note.txt');
await attempt('./lib/node_modules/legacy/data.json');
await attempt('./lib/node_modules/legacy/data.json', { with: { type: 'json' } });
await attempt('./lib/node_modules/transpiled/index.js');
await attempt('./lib/node_modules/umd/index.js');
await attempt('./lib/node_modules/esm/index.js');
await attempt('./lib/awaits.mjs');
await attempt('bad%2Fname');
await attempt('https://example.org/a.js');

import { readFile } from 'node:fs/promises';
import { double } from './part.mjs';
console.log('modules run after what they import', double(2));
const { triple } = await import('./part.mjs');
console.log(triple(2));
const text = await readFile(new URL('./part.mjs', import.meta.url), 'utf8');
console.log(text.length > 10);
await import('./missing.mjs').catch(function missing(error) { console.log(error.code); });
import('./part.mjs').then(function again(part) { console.log(part.double(5)); });

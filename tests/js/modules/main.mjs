// What modules export to each other: names, defaults, namespaces, live bindings, circles, re-exports, import().
import defaultExport, { count, increment, renamed as other } from './lib/counter.mjs';
import * as counter from './lib/counter.mjs';
import * as all from './lib/all.mjs';
import { isEven } from './lib/even.mjs';
import text from './lib/data.txt' with { type: 'text' };

console.log('main begins', defaultExport, count, other);
increment();
console.log(count, counter.count, counter);
console.log(all);
console.log(isEven(10), isEven(7), JSON.stringify(text));

const again = await import('./lib/counter.mjs');
console.log(again === counter, Object.keys(again), Object.getOwnPropertyDescriptor(again, 'count'));
console.log(Object.isFrozen(again), Object.isSealed(again), Reflect.ownKeys(again), 'none' in again);
for (const attempt of [() => { again.count = 1; }, () => { delete again.count; }, () => { count = 1; }]) {
  try {
    attempt();
  } catch (error) {
    console.log(String(error));
  }
}

const { url, filename, dirname } = import.meta;
console.log(url.startsWith('file:///'), url.endsWith('/main.mjs'), filename.endsWith('/main.mjs'), dirname.endsWith('modules'));
console.log((await import('./lib/counter.mjs?other')) === counter, typeof this);

for (const specifier of ['./lib/none.mjs', 'bare', './lib/syntax_error.mjs', './lib/throws.mjs', './lib/throws.mjs',
                         './lib/missing_export.mjs', './lib/ambiguous.mjs']) {
  await import(specifier).then(() => console.log('loaded', specifier), 
                               (error) => console.log(String(error).replaceAll(`${dirname}/`, '')));
}
await import('./lib/data.txt', { with: { type: 'nonsense' } }).catch((error) => console.log(String(error)));
await import('./lib/data.txt', { with: { nonsense: '' } }).catch((error) => console.log(String(error)));
console.log(eval('typeof import.meta === "undefined"'.replace('import.meta', 'null')));
export { main };
function main() {}

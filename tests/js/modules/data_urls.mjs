// Modules from data: URLs: https://nodejs.org/api/esm.html#data-imports
const show = async (url, options) => {
  try {
    const module = await import(url, options);
    console.log(JSON.stringify(module.default), Object.keys(module));
  } catch (error) {
    console.log(`${error.name} ${error.code}: ${error.message}`);
  }
};
await show('data:text/javascript,export default import.meta.url');
await show('data:text/javascript,export default Object.keys(import.meta)');
await show('data:text/javascript;charset=utf-8;base64,ZXhwb3J0IGRlZmF1bHQgMw==');
await show('data:text/javascript,export default "%C3%A9%FF"');

console.log('-- JSON and others');
const json = { with: { type: 'json' } };
await show('data:application/json,{"a":1}', json);
await show('data:application/json,{"a":1}');
await show('data:text/javascript,export default 1', json);
await show('data:text/plain,hello', { with: { type: 'text' } });
await show('data:text/plain,hello');
await show('data:text/javascript;base64,!!');
await show('data:nothing');

console.log('-- What they import');
await show('data:text/javascript,import fs from "fs"; export default typeof fs.readFile');
await show('data:text/javascript,import fs from "node:fs"; export default typeof fs.readFile');
await show('data:text/javascript,export { default } from "data:text/javascript,export default 7"');
await show('data:text/javascript,import "./x.js"');
await show('data:text/javascript,import "lodash"');
await show('data:text/javascript,export default import.meta.resolve("fs")');
await show('data:text/javascript,export default import.meta.resolve("./a")');

console.log('-- One module for each URL');
console.log((await import('data:text/javascript,0')) === (await import('data:text/javascript,0')));
console.log((await import('data:text/javascript,0#1')) === (await import('data:text/javascript,0#2')));

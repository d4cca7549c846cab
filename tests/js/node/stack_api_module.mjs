// Sites of a module have its URL. What util.aborted() waits for.
import { aborted } from 'node:util';

Error.prepareStackTrace = (_, sites) => sites;
const [site] = new Error('here').stack;
console.log(site.getFileName() === import.meta.url, site.getTypeName(), site.isToplevel(), site.getLineNumber());
const late = await (async () => {
  await 1;
  return new Error('late').stack[0];
})();
console.log(late.getFileName() === import.meta.url, late.getFunctionName(), late.isAsync());
Error.prepareStackTrace = undefined;

const controller = new AbortController();
const waiting = aborted(controller.signal, {});
controller.abort();
console.log((await waiting).type, await aborted(controller.signal, {}));
for (const wrong of [[5, {}], [controller.signal]]) {
  await aborted(...wrong).catch((error) => console.log(error.code));
}

// What is meant to hang or break inspection, or to fill the screen.
Error.stackTraceLimit = 0;
const custom = Symbol.for('nodejs.util.inspect.custom');

// Each round gives a new object; that this may go on without end endless.js shows.
let left = 100;
const again = () => (--left === 0 ? 'the last' : { [custom]: again });
console.log(again());

// Proxies around proxies.
let proxy = { inner: 1 };
for (let i = 0; i < 2000; i++) proxy = new Proxy(proxy, {});
console.dir([[[[proxy]]]], { depth: 3 });
const { proxy: gone, revoke } = Proxy.revocable({}, {});
revoke();
console.log(gone, new Proxy(gone, {}), [gone]);
console.dir(gone, { showProxy: true });

// Sizes.
console.log(new Array(2 ** 32 - 1), Object.assign([], { [2 ** 32 - 2]: 'last' }));
console.log(new Uint8Array(1e6), new Set(Array.from({ length: 1e5 }, (_, i) => i)));
console.dir(Array.from({ length: 1e6 }, (_, i) => i), { maxArrayLength: 3 });
console.dir('x'.repeat(1e6), { maxStringLength: 3 });
console.log(['x'.repeat(20000)]);

// What changes while it is shown.
const map = new Map([[1, { [custom]() { map.clear(); map.set('new', 1); return 'cleared'; } }], [2, 2]]);
console.log(map);
const list = [{ [custom]() { list.length = 0; return 'emptied'; } }, 2, 3];
console.log(list);
// Errors that fail to say what they are.
class Failing extends Error {
  get message() { throw new Error('message'); }
  get name() { throw new Error('name'); }
  get stack() { throw new Error('stack'); }
  get cause() { throw new Error('cause'); }
}
console.log(new Failing(), Object.assign(new Error('e'), { cause: gone }));
console.log(Object.defineProperty({}, 'constructor', { get() { throw new Error('constructor'); } }));
console.log(Object.create({ constructor: new Proxy(function () {}, { get() { throw new Error('trap'); } }) }) ? 'made' : '');

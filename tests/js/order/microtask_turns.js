// How many turns of the microtask queue something takes: beside it runs a clock that counts them.
let turn = 0;
let left = 12;
(function tick() {
  queueMicrotask(() => {
    turn++;
    if (--left !== 0) tick();
  });
})();
const note = (what) => () => console.log(`${what}: turn ${turn}`);

const thenable = { then(resolve) { resolve(); } };
class Sub extends Promise {}

Promise.resolve().then(note('then of a settled promise'));
new Promise((resolve) => resolve(Promise.resolve())).then(note('resolve(promise)'));
new Promise((resolve) => resolve(thenable)).then(note('resolve(thenable)'));
Promise.resolve(Promise.resolve()).then(note('Promise.resolve(promise)'));
Promise.resolve(thenable).then(note('Promise.resolve(thenable)'));
Promise.resolve().then(() => Promise.resolve()).then(note('then that returns a promise'));
Promise.resolve().then(() => thenable).then(note('then that returns a thenable'));
Promise.resolve().finally(() => {}).then(note('finally'));
Promise.resolve().finally(() => Promise.resolve()).then(note('finally that returns a promise'));
Promise.reject().catch(() => {}).then(note('catch'));
Promise.reject().then(() => {}).catch(note('then, and catch'));
Sub.resolve().then(note('a subclass'));
new Promise((resolve) => resolve(Sub.resolve())).then(note('resolve(promise of a subclass)'));
Promise.all([]).then(note('all of nothing'));
Promise.all([1, 2]).then(note('all of values'));
Promise.allSettled([1, Promise.reject()]).then(note('allSettled'));
Promise.race([Promise.resolve(), 1]).then(note('race'));
Promise.any([Promise.reject(), 1]).then(note('any'));
(async () => {})().then(note('async function'));
(async () => { await null; })().then(note('await a value'));
(async () => { await Promise.resolve(); })().then(note('await a promise'));
(async () => { await thenable; })().then(note('await a thenable'));
(async () => { await Sub.resolve(); })().then(note('await a promise of a subclass'));
(async () => { return Promise.resolve(); })().then(note('return a promise'));
(async () => { return await Promise.resolve(); })().then(note('return await a promise'));
(async () => { return thenable; })().then(note('return a thenable'));
(async () => { throw 1; })().catch(note('throw'));
(async () => { for await (const value of [1]) note(`for await of a value ${value}`)(); })();
(async () => { for await (const value of [Promise.resolve(2)]) note(`for await of a promise of ${value}`)(); })();
(async () => {
  async function* generate() { yield 3; }
  for await (const value of generate()) note(`for await of an async generator ${value}`)();
  note('its end')();
})();

// `await` of a promise or of a plain value takes one turn of the microtask queue: PromiseResolve gives a native promise back as
// it is, and its reaction goes on with the function. The numbers beside count turns. `return` of a promise from an async
// function takes three: the function's own promise is resolved with a promise, which takes two more than a value.
const log = (...values) => console.log(...values);
(async () => { for (let turn = 1; turn <= 5; turn++) { await null; log(`turn ${turn}`); } })();
(async () => { await Promise.resolve(); log('await of a promise'); })();
(async () => { await undefined; log('await of a value'); })();
(async () => { await null; await null; log('two awaits'); })();
(async () => 1)().then(() => log('return of a value'));
(async () => Promise.resolve(1))().then(() => log('return of a promise'));
(async () => await Promise.resolve(1))().then(() => log('return await of a promise'));

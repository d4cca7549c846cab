// What a promise is resolved with is asked for `then`. A value has none, and reactions are queued at once. A promise or another
// thenable has one: that is called in a job of its own (NewPromiseResolveThenableJob), one turn; a native `then` queues its
// reaction, a second turn; and only then come the reactions of the promise that was resolved. So a promise takes two more turns
// than a value, and a thenable that calls back at once takes one.
const log = (...values) => console.log(...values);
(async () => { for (let turn = 1; turn <= 5; turn++) { await null; log(`turn ${turn}`); } })();
Promise.resolve().then(() => 'value').then((what) => log(what));
Promise.resolve().then(() => Promise.resolve('promise')).then((what) => log(what));
Promise.resolve().then(() => ({ then(resolve) { log('then is called'); resolve('thenable'); } })).then((what) => log(what));

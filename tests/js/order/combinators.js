// Promise.all and its kin: what they ask of what they are given, and in which order.
const log = (...values) => console.log(...values);
const later = (value, turns) => new Promise((resolve) => {
  (function wait(left) { left === 0 ? resolve(value) : queueMicrotask(() => wait(left - 1)); })(turns);
});
const never = new Promise(() => {});

Promise.all([later('a', 3), 'b', later('c', 1)]).then((values) => log('all', values.join()));
Promise.all([later('a', 3), Promise.reject('first'), Promise.reject('second')]).catch((reason) => log('all rejects with', reason));
Promise.allSettled([later('a', 2), Promise.reject('b')]).then((results) => {
  for (const { status, value, reason } of results) log('allSettled', status, value, reason);
});
Promise.race([never, later('slow', 5), later('fast', 2)]).then((value) => log('race', value));
Promise.race([]).then(() => log('never'));
Promise.any([Promise.reject(1), later('a', 4), later('b', 3)]).then((value) => log('any', value));
Promise.any([Promise.reject(1), Promise.reject(2)]).catch((error) => log('any', error.name, error.errors.join(), error instanceof AggregateError));
Promise.any([]).catch((error) => log('any of nothing', error.errors.length));

// They go through the constructor's resolve and the promise's then.
class Watched extends Promise {
  static resolve(value) { log('resolve', value); return super.resolve(value); }
  then(...handlers) { log('then', handlers.length); return super.then(...handlers); }
}
Watched.all([1, 2]);

// The iterator is closed where something throws that is not its fault.
const iterable = (limit) => ({
  [Symbol.iterator]() {
    let count = 0;
    return {
      next() { if (count === limit) throw 'next throws'; return { value: count++, done: false }; },
      return() { log('closed after', count); return {}; },
    };
  },
});
Promise.all(iterable(2)).catch((reason) => log(reason));
const failing = function (executor) { return new Promise(executor); };
failing.resolve = () => { throw 'resolve throws'; };
Promise.all.call(failing, iterable(2)).catch((reason) => log(reason));

// Functions that are called twice count once, and what has come stays.
const Thenables = function (executor) {
  executor((values) => log('resolved with', values.join()), (reason) => log('rejected with', reason.errors ?? reason));
};
Thenables.resolve = (value) => value;
Promise.all.call(Thenables, [
  { then(resolve) { resolve('once'); resolve('twice'); } },
  { then(resolve) { queueMicrotask(() => { resolve('later'); resolve('again'); }); } },
]);
const Settled = function (executor) { executor(([first]) => log('settled', first.status, first.value), log); };
Settled.resolve = (value) => value;
Promise.allSettled.call(Settled, [{ then(resolve, reject) { resolve('fulfilled first'); reject('ignored'); } }]);
Promise.any.call(Thenables, [{ then(resolve, reject) { reject('once'); reject('twice'); } }]);

// withResolvers and try.
const { promise, resolve, reject } = Promise.withResolvers();
promise.then((value) => log('withResolvers', value));
resolve('resolved');
reject('too late');
Promise.try((a, b) => a + b, 1, 2).then((value) => log('try', value));
Promise.try(() => { throw 'thrown'; }).catch((reason) => log('try', reason));

// Requests to an async generator wait in a queue, and are served in order.
const log = (...values) => console.log(...values);
const show = (result) => `${result.value}${result.done ? ' (done)' : ''}`;

async function* counter() {
  log('starts');
  try {
    for (let i = 1; i <= 3; i++) {
      const received = yield i;
      log('received', received);
    }
    return 'end';
  } finally {
    log('finally');
  }
}
(async () => {
  const it = counter();
  const all = ['a', 'b', 'c', 'd', 'e'].map((value) => it.next(value));
  log('five requests were made');
  for (const each of all) log(show(await each));

  // return() waits for what it is given; requests behind it wait, too.
  const other = counter();
  log(show(await other.next()));
  const promises = [other.return(Promise.resolve('awaited')), other.next(), other.return('again'), other.throw(new Error('thrown at the end'))];
  for (const each of promises) log(await each.then(show, (error) => error.message));

  // Before the start nothing runs.
  log(show(await counter().return('nothing ran')));
  log(await counter().throw('nor here').catch((reason) => reason));
  log(await counter().return(Promise.reject('rejected')).catch((reason) => reason));

  // What is yielded is awaited: a rejected promise is thrown at the yield.
  async function* yields() {
    try { yield Promise.reject('thrown at the yield'); } catch (reason) { yield `caught: ${reason}`; }
    yield Promise.resolve('a value, not a promise');
    return Promise.resolve('the same of return');
  }
  const yielding = yields();
  for (let i = 0; i < 3; i++) log(show(await yielding.next()));

  // yield* of async and of sync iterators.
  async function* delegating() {
    log('result of yield*:', yield* counter());
    yield* [Promise.resolve('from an array'), 'too'];
  }
  const delegate = delegating();
  log(show(await delegate.next()));
  log(show(await delegate.next('passed on')));
  log(show(await delegate.next()), show(await delegate.next()), show(await delegate.next()), show(await delegate.next()));

  // Ending a loop returns, and waits for what return() does.
  async function* closing() {
    try { yield 1; yield 2; } finally { await null; log('closed'); }
  }
  for await (const value of closing()) { log('value', value); break; }
  log('behind the loop');
  try {
    for await (const value of closing()) throw new Error(`thrown at ${value}`);
  } catch (error) { log(error.message); }

  // An error ends it.
  async function* failing() { yield 1; throw new Error('failed'); }
  const failed = failing();
  log(show(await failed.next()), await failed.next().catch((error) => error.message), show(await failed.next()));

  // What is no async generator is told by rejection.
  const proto = Object.getPrototypeOf(counter.prototype);
  log(await proto.next.call({}).catch((error) => error.name));
  log(Object.prototype.toString.call(counter()), counter()[Symbol.asyncIterator]() !== counter());
})();
log('the script ends');

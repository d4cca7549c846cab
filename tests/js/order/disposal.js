// Explicit resource management: what is disposed of, when, and what becomes of exceptions.
const log = (...values) => console.log(...values);
const resource = (name, extra) => ({ [Symbol.dispose]() { log('dispose', name); extra?.(); } });
const asyncResource = (name, extra) => ({ async [Symbol.asyncDispose]() { log('disposing', name); await extra?.(); log('disposed', name); } });

// A stack disposes in reverse order, once.
const stack = new DisposableStack();
log(stack.use(resource('used')) !== undefined, stack.adopt('adopted', (value) => log('adopt', value)));
stack.defer(() => log('deferred'));
stack.use(null);
log(stack.disposed);
stack.dispose();
stack.dispose();
log(stack.disposed);
for (const method of ['use', 'adopt', 'defer', 'move']) {
  try { stack[method](() => {}, () => {}); } catch (error) { log(method, error.name); }
}

// Exceptions are kept, the later ones in front.
const failing = new DisposableStack();
failing.defer(() => { throw 'first deferred'; });
failing.defer(() => { throw 'second deferred'; });
try {
  failing.dispose();
} catch (error) {
  log(error.name, error.error, error.suppressed);
}

// What is moved is disposed of with its new owner.
const moved = (() => {
  const first = new DisposableStack();
  first.use(resource('moved'));
  const second = first.move();
  log(first.disposed, second.disposed);
  return second;
})();
moved[Symbol.dispose]();

(async () => {
  const asyncStack = new AsyncDisposableStack();
  asyncStack.use(asyncResource('async'));
  asyncStack.use(resource('sync in an async stack'));
  asyncStack.adopt('value', async (value) => { await null; log('async adopt', value); });
  asyncStack.defer(() => Promise.reject('a rejection'));
  asyncStack.defer(() => { throw 'an exception'; });
  asyncStack.use(undefined);
  const promise = asyncStack.disposeAsync();
  log('disposeAsync has returned', asyncStack.disposed);
  await promise.catch((error) => log(error.name, error.error, error.suppressed));
  log(await asyncStack.disposeAsync());
  log(await AsyncDisposableStack.prototype.disposeAsync.call({}).catch((error) => error.name));

  // An empty stack still takes a turn only if something asks for it.
  const order = [];
  const done = new AsyncDisposableStack().disposeAsync().then(() => order.push('nothing'));
  const withNull = new AsyncDisposableStack();
  withNull.use(null);
  const doneWithNull = withNull.disposeAsync().then(() => order.push('null'));
  queueMicrotask(() => order.push('turn 1'));
  queueMicrotask(() => queueMicrotask(() => order.push('turn 2')));
  await Promise.all([done, doneWithNull]);
  await null;
  await null;
  log(order.join());

  // Declarations.
  {
    await using first = asyncResource('first');
    using second = resource('second', () => { throw 'second throws'; });
    await using third = asyncResource('third', () => Promise.reject('third rejects'));
    log('body');
  }
})().catch((error) => log(error.name, error.error, error.suppressed));

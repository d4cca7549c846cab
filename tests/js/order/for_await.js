// for await over what is only synchronous: values are awaited, and the iterator is closed when one rejects.
const log = (...values) => console.log(...values);
function source(name, values) {
  let index = 0;
  return {
    [Symbol.iterator]() { log(name, 'opened'); return this; },
    next(...passed) {
      log(name, 'next', passed.length);
      return index < values.length ? { value: values[index++], done: false } : { value: Promise.resolve('last'), done: true };
    },
    return(...passed) { log(name, 'return', passed.length); return { value: undefined, done: true }; },
  };
}
async function consume(name, values, stopAt) {
  try {
    for await (const value of source(name, values)) {
      log(name, value);
      if (value === stopAt) break;
    }
    log(name, 'ends');
  } catch (reason) {
    log(name, 'threw', reason);
  }
}
(async () => {
  await consume('plain', [1, Promise.resolve(2)]);
  await consume('break', [1, 2, 3], 2);
  await consume('rejects', [1, Promise.reject('a rejection'), 3]);
  await consume('thenable', [{ then(resolve) { resolve('from then'); } }]);

  // A next() that gives no object; done that throws.
  const odd = (next) => ({ [Symbol.iterator]: () => ({ next, return() { log('not called'); } }) });
  for (const next of [() => 1, () => ({ get done() { throw 'done throws'; } }), () => ({ done: false, get value() { throw 'value throws'; } })]) {
    try {
      for await (const value of odd(next)) log(value);
    } catch (reason) {
      log(typeof reason === 'string' ? reason : reason.name);
    }
  }

  // The value of a rejected promise is not looked at twice, and an async iterator comes first.
  const both = {
    *[Symbol.iterator]() { log('sync'); },
    async *[Symbol.asyncIterator]() { log('async'); yield 1; },
  };
  for await (const value of both) log(value);

  // Labels, continue and return in such loops.
  const result = await (async () => {
    outer: for await (const a of [1, 2, 3]) {
      for await (const b of [10, 20]) {
        if (b === 20) continue outer;
        if (a === 3) return `returned ${a} ${b}`;
        log(a, b);
      }
    }
  })();
  log(result);
})();

// A small event loop in virtual time: async functions, async generators, promises, and every form of await.
'use strict';

class Deferred {
  promise = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
}

const sleepers = [];
let now = 0, serial = 0;

function sleep(duration, value) {
  const { promise, resolve } = new Deferred();
  sleepers.push({ due: now + duration, order: serial++, wake: () => resolve(value) });
  return promise;
}

async function run(until = Infinity) {
  for (let settled = 0; ; settled = 0) {
    while (settled++ < 20) await null;
    sleepers.sort((a, b) => a.due - b.due || a.order - b.order);
    const next = sleepers.shift();
    if (!next || next.due > until) return now;
    now = next.due;
    next.wake();
  }
}

class Channel {
  #items = [];
  #waiting = [];
  closed = false;

  send(item) {
    const waiter = this.#waiting.shift();
    waiter ? waiter.resolve({ value: item, done: false }) : this.#items.push(item);
  }

  close() {
    this.closed = true;
    for (const { resolve } of this.#waiting.splice(0)) resolve({ value: undefined, done: true });
  }

  async next() {
    if (this.#items.length > 0) return { value: this.#items.shift(), done: false };
    if (this.closed) return { value: undefined, done: true };
    const waiter = new Deferred;
    this.#waiting.push(waiter);
    return await waiter.promise;
  }

  async return(value) { return this.close(), { value, done: true }; }
  [Symbol.asyncIterator]() { return this; }
}

async function* ticks(period, count) {
  for (let i = 1; i <= count; i++) {
    yield await sleep(period, i);
  }
  return 'done';
}

async function* merge(...sources) {
  const pending = new Map(sources.map((source, index) => {
    const iterator = source[Symbol.asyncIterator]();
    const advance = async () => ({ index, advance, result: await iterator.next() });
    return [index, advance()];
  }));
  while (pending.size) {
    const { index, advance, result: { done, value } } = await Promise.race(pending.values());
    if (done) { pending.delete(index); continue; }
    pending.set(index, advance());
    yield value;
  }
}

const retry = async (attempts, task, ...rest) => {
  let last;
  for (let attempt = 1; attempt <= attempts; attempt++) try {
    return await task(attempt, ...rest);
  } catch (error) {
    last = error;
    await sleep(attempt ** 2);
  }
  throw new AggregateError([last], `failed ${attempts} times`);
};

const timeout = async (limit, task) => Promise.race([
  task(),
  sleep(limit).then(() => { throw new RangeError(`more than ${limit}`); }),
]);

const log = (...words) => console.log(`[${String(now).padStart(3)}]`, ...words);

async function main() {
  const channel = new Channel();
  const producer = (async () => {
    for (const word of 'the quick brown fox'.split(' ')) {
      channel.send(await sleep(word.length, word));
    }
    await sleep(1);
    channel.close();
  })();

  for await (const word of channel) log(word);
  await producer;

  outer: for await (const n of merge(ticks(10, 3), ticks(7, 4))) {
    switch (n) {
      case 2: continue outer;
      case 4: break outer;
      default: log('tick', n);
    }
  }

  const flaky = async (attempt, what) => {
    if (attempt < 3) throw Error(`${what} ${attempt}`);
    return `${what} at last`;
  };
  log(await retry(5, flaky, 'worked'));
  log(await retry(2, flaky, 'hopeless').catch(({ message, errors: [{ message: cause }] }) => `${message}: ${cause}`));

  const results = await Promise.allSettled([
    timeout(5, async () => await sleep(3, 'in time')),
    timeout(5, () => sleep(8, 'too late')),
    (async () => { await undefined; return -(await 1) + +await 2; })(),
    { then(resolve) { resolve('thenable'); } },
    async function named() { return typeof await named; }(),
  ]);
  for (const { status, value, reason } of results) log(status, value ?? reason?.message);

  const lazy = {
    async method() { return await this.nothing?.(); },
    get async() { return async (async) => await async; },
    async *generator() { const received = yield* [1, await sleep(2, 2)]; return received; },
    async await() { return 'awaited'; },
    nothing: undefined,
  };
  return lazy;
}

main().then(async (lazy) => {
  log(await lazy.method(), await lazy.await(), await lazy.async(Promise.resolve('unwrapped')));
  const generator = lazy.generator();
  for (let step; !(step = await generator.next()).done;) log('step', step.value);
}).catch((error) => log('failed', error)).finally(() => log('the end'));
run();

// Promises, microtasks, timers, events, messages and copies, as programs of pages and of Node use them.

const wait = (milliseconds, value) => new Promise((resolve) => { setTimeout(resolve, milliseconds, value); });
async function* numbers(count) { for (let i = 0; i < count; i++) { if (i % 50 === 0) await null; yield i; } }
const nested = async (depth) => (depth === 0 ? 1 : (await nested(depth - 1)) + 1);

/** Runs tasks, but only so many at once. */
async function pool(tasks, limit) {
  const results = [];
  let next = 0;
  const worker = async () => { while (next < tasks.length) { const index = next++; results[index] = await tasks[index](); } };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}

async function promises() {
  let sum = 0;
  for (let i = 0; i < 12000; i++) sum += await i;
  expect(sum, 71994000);
  let chain = Promise.resolve(0);
  for (let i = 0; i < 6000; i++) chain = chain.then((value) => value + 1);
  expect(await chain, 6000);
  expect((await Promise.all(Array.from({ length: 3000 }, (_, i) => nested(i % 4)))).reduce((a, b) => a + b), 7500);
  const settled = await Promise.allSettled(Array.from({ length: 1500 }, (_, i) => (i % 3 ? Promise.resolve(i) : Promise.reject(new Error('third')))));
  expect(settled.filter(({ status }) => status === 'rejected').length, 500);
  expect(await Promise.race([wait(5, 'slow'), Promise.resolve('fast')]) + await Promise.any([Promise.reject(1), wait(1, 'any')]), 'fastany');
  let caught = 0;
  for (let i = 0; i < 1500; i++) await (async () => { if (i % 2) throw new Error('odd'); })().catch(() => { caught++; }).finally(() => {});
  expect(caught, 750);
  let streamed = 0;
  for await (const number of numbers(5000)) streamed += number;
  expect(streamed, 12497500);
  const results = await pool(Array.from({ length: 400 }, (_, i) => async () => { await (i % 5 ? null : wait(0)); return i; }), 8);
  expect(results.length, 400);
  expect(await { then(resolve) { resolve('thenable'); } }, 'thenable');
}

async function timers() {
  let fired = 0;
  for (let i = 0; i < 4000; i++) setTimeout(() => fired++, i % 4);
  for (let i = 0; i < 4000; i++) clearTimeout(setTimeout(() => fired--, 5 + (i % 40)));
  await new Promise((resolve) => { let ticks = 0; const id = setInterval(() => { if (++ticks === 5) { clearInterval(id); resolve(); } }, 1); });
  await wait(10);
  expect(fired, 4000);
  let rounds = 0;
  await new Promise((resolve) => { (function next() { if (++rounds === 1500) resolve(); else setTimeout(next, 0); })(); });
  let micro = 0;
  await new Promise((resolve) => { (function next() { if (++micro === 8000) resolve(); else queueMicrotask(next); })(); });
  if (typeof setImmediate === 'function') {
    let steps = 0;
    await new Promise((resolve) => { (function next() { if (++steps === 3000) resolve(); else (steps % 2 ? setImmediate : process.nextTick)(next); })(); });
  }
}

function events() {
  const target = new EventTarget();
  const seen = { a: 0, b: 0, once: 0 };
  target.addEventListener('a', () => seen.a++);
  target.addEventListener('a', { handleEvent(event) { if (event.cancelable) event.preventDefault(); seen.b++; } });
  target.addEventListener('a', () => seen.once++, { once: true });
  for (let i = 0; i < 6000; i++) target.dispatchEvent(new Event('a', { cancelable: i % 2 === 0 }));
  expect(Object.values(seen), '6000,6000,1');
  let aborted = 0;
  for (let i = 0; i < 1500; i++) {
    const controller = new AbortController();
    controller.signal.addEventListener('abort', () => aborted++);
    target.addEventListener('b', () => seen.b++, { signal: controller.signal });
    if (i % 2) controller.abort();
    try { controller.signal.throwIfAborted(); } catch (error) { if (error.name !== 'AbortError') throw error; }
  }
  expect(aborted, 750);
}

async function messages() {
  const { port1, port2 } = new MessageChannel();
  let received = 0;
  await new Promise((resolve) => {
    port2.onmessage = ({ data }) => { port2.postMessage(data.number + 1); };
    port1.onmessage = ({ data }) => { if (data !== ++received) throw new Error('out of order'); if (received === 1500) resolve(); else port1.postMessage({ number: received, list: [1, 2, { a: 'b' }] }); };
    port1.postMessage({ number: 0 });
  });
  port1.close();
  const value = { list: Array.from({ length: 200 }, (_, i) => ({ i, text: 'item ' + i })), map: new Map([[1, { a: 1 }]]), set: new Set('abc'), date: new Date(0), bytes: new Uint8Array(500), error: new TypeError('t') };
  value.self = value;
  for (let i = 0; i < 80; i++) { const copy = structuredClone(value); if (copy.self !== copy || copy.list[7].i !== 7 || copy.map.get(1).a !== 1) throw new Error('copy'); }
}

(async () => {
  await promises();
  await timers();
  events();
  await messages();
  console.log('done');
})();

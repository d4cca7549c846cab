// What is in flight keeps what it needs, and nothing else does: timers, immediates, ticks, promises, async functions, listeners,
// signals, ports. With a collection at every allocation a thing that was forgotten is gone when it is wanted.
const lines = [];
const log = (...parts) => lines.push(parts.join(' '));
process.on('exit', () => console.log(lines.sort().join('\n'))); // it is not about the order
const secret = (name) => ({ name, parts: [name.length, name.toUpperCase()], toString() { return `${name} ${this.parts}`; } });
const garbage = () => Array.from({ length: 5 }, (_, i) => ({ i, text: `garbage ${i}` }));

(() => {
  setTimeout((data) => log('timer', String(data)), 3, secret('argument'));
  const captured = secret('captured');
  setTimeout(() => log('timer', String(captured)), 3);
  let rounds = 0;
  const held = secret('held');
  const interval = setInterval((data) => {
    garbage();
    log('interval', String(held), String(data));
    if (++rounds === 2) clearInterval(interval);
  }, 4, secret('of an interval'));
  setImmediate((data) => log('immediate', String(data)), secret('immediate'));
  process.nextTick((data) => log('tick', String(data)), secret('tick'));
  queueMicrotask(((data) => () => log('microtask', String(data)))(secret('microtask')));
})();

(async () => {
  const local = secret('local of an async function');
  await new Promise((resolve) => setTimeout(resolve, 5));
  garbage();
  log('async', String(local));
  for await (const each of (async function* () {
    const inner = secret('local of a generator');
    yield await Promise.resolve(secret('yielded'));
    yield inner;
  })()) log('yielded', String(each));
})();

new Promise((resolve) => setTimeout(() => resolve(secret('result')), 6))
  .then((value) => (garbage(), Promise.reject(value)))
  .catch((value) => ({ then: (done) => setTimeout(done, 1, value) }))
  .finally(garbage)
  .then((value) => log('promise', String(value)));

Promise.all([secret('first of all'), new Promise((resolve) => setTimeout(resolve, 8, secret('last of all')))]).then((all) =>
  log(all.map(String).join(', ')));

// A signal that only its timeout knows, and one that depends on others that nobody else knows.
(() => {
  const data = secret('aborted');
  AbortSignal.any([AbortSignal.timeout(9), new AbortController().signal]).addEventListener('abort', ({ target }) =>
    log('signal', String(data), target.reason.name));
})();

// Listeners among which some come and go while they are called.
(() => {
  const target = new EventTarget();
  for (let i = 0; i < 40; i++) {
    const data = secret(`listener ${i}`);
    const listener = () => {
      garbage();
      if (i % 13 === 0) log(String(data));
      if (i === 20) target.addEventListener('go', () => log('added meanwhile'));
    };
    target.addEventListener('go', listener, { once: i % 2 === 0 });
    if (i % 3 === 1) target.removeEventListener('go', listener);
  }
  setTimeout((it) => {
    it.dispatchEvent(new Event('go'));
    it.dispatchEvent(new Event('go'));
  }, 12, target);
})();

// Ports that only each other know.
(() => {
  const { port1, port2 } = new MessageChannel();
  const data = secret('port');
  port2.onmessage = ({ data: { list }, ports: [other] }) => {
    garbage();
    log('message', list.length, String(data));
    other.postMessage('answer');
    other.close();
    port2.close();
  };
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data: answer }) => log('message', answer);
  setTimeout(() => port1.postMessage({ list: garbage() }, [channel.port2]), 20);
})();
setTimeout(() => log('the end'), 40);

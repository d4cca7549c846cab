// Messages of ports as Node has them: each handle delivers all that it has, in the order in which handles were made; ticks
// and microtasks between two messages; then immediates; closed ports at the end of the round, the last one first.
const a = new MessageChannel();
const b = new MessageChannel();
let count = 0;
a.port2.on('message', (data) => {
  console.log('a', data);
  process.nextTick(() => console.log('tick after a', data));
  queueMicrotask(() => console.log('microtask after a', data));
  if (++count === 3) return;
  a.port1.postMessage(count);
  b.port1.postMessage('from a ' + count);
});
b.port2.onmessage = ({ data }) => {
  console.log('b', data);
  if (data === 'from a 2') pingPong();
};
b.port1.postMessage('first');
a.port1.postMessage('first');
setImmediate(() => console.log('immediate'));
Promise.resolve().then(() => console.log('promise'));

// What a handle further ahead is told is for the next round.
function pingPong() {
  let round = 0;
  const c = new MessageChannel();
  c.port1.on('message', (data) => {
    console.log('port1 has', data);
    if (++round < 3) c.port1.postMessage('ping ' + round);
    else c.port1.close(() => console.log('port1 is closed'));
  });
  c.port2.on('message', (data) => {
    console.log('port2 has', data);
    c.port2.postMessage('pong ' + round);
  });
  c.port2.on('close', () => console.log('port2 is closed'));
  c.port1.postMessage('ping 0');
  setImmediate(function again() {
    console.log('immediate of round', round);
    if (round < 3) setImmediate(again);
    else setImmediate(errors);
  });
}

// An exception ends the handle's turn; what is left is for the next round.
function errors() {
  const d = new MessageChannel();
  process.once('uncaughtException', (error) => console.log('uncaught', error.message));
  d.port2.on('message', (data) => {
    console.log('d', data);
    if (data === 1) throw new Error('of message 1');
    if (data === 2) references();
  });
  for (const data of [0, 1, 2]) d.port1.postMessage(data);
  setImmediate(() => console.log('between'));
}

// A port that somebody listens to keeps the program running.
function references() {
  const { port1, port2 } = new MessageChannel();
  console.log(port2.hasRef());
  const listener = () => {};
  port2.on('message', listener);
  console.log(port2.hasRef(), port2.listenerCount('message'));
  port2.off('message', listener);
  console.log(port2.hasRef(), port2.listenerCount('message'));
  port2.once('message', (data) => {
    console.log('once', data, port2.hasRef());
    for (const port of [a.port2, b.port2]) port.close();
    new BroadcastChannel('unreferenced').unref().onmessage = () => {};
    process.exitCode = 0;
    setTimeout(() => process.exit(), 5); // d.port2 is referenced.
  });
  port1.postMessage('hello');
}

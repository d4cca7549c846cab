// Messages of ports beside timers and microtasks, as Chromium has them: a port that had no message queues a task for the
// first one; when that was heard, there is a task for each one that waits. So what was queued before comes between two
// messages sent in a row.
const a = new MessageChannel();
const b = new MessageChannel();
let count = 0;
a.port2.onmessage = ({ data }) => {
  console.log('a', data);
  queueMicrotask(() => console.log('microtask after a', data));
  if (++count === 4) return;
  a.port1.postMessage(count);
  b.port1.postMessage('from a ' + count);
};
b.port2.onmessage = ({ data }) => console.log('b', data);
b.port1.postMessage('first');
b.port1.postMessage('second');
a.port1.postMessage('first');
a.port1.postMessage('second');
Promise.resolve().then(() => console.log('promise'));

// A port that is not started yet keeps its messages; a handler starts it, addEventListener() does not.
const c = new MessageChannel();
c.port2.addEventListener('message', ({ data }) => console.log('c', data));
c.port1.postMessage('one');
c.port1.postMessage('two');
setTimeout(() => {
  console.log('timer');
  c.port2.start();
}, 10);

// Messages that were sent before are heard, the other port's closing after them; what a closed port has is dropped.
const d = new MessageChannel();
d.port2.onclose = () => console.log('d closed');
d.port2.onmessage = ({ data }) => console.log('d', data);
setTimeout(() => {
  d.port1.postMessage('last words');
  d.port1.close();
  d.port1.postMessage('too late');
}, 20);
const e = new MessageChannel();
e.port2.onmessage = ({ data }) => {
  console.log('e', data);
  e.port2.close();
};
setTimeout(() => {
  e.port1.postMessage(1);
  e.port1.postMessage(2);
  console.log('sync');
}, 30);
// An entangled pair keeps no page's run alive, though somebody listens: this one ends.

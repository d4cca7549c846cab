// options: --profile=web
// Messages of ports beside timers and microtasks, as Chromium has them: a port that had no message queues a task for the
// first one; when that was heard, there is a task for each one that waits. So what was queued before comes between two
// messages sent in a row.
const a = new MessageChannel();
const b = new MessageChannel();
let count = 0;
a.port2.onmessage = ({ data }) => {
  console.log('a', data);
  queueMicrotask(() => console.log('microtask after a', data));
  if (++count > 3) return;
  a.port1.postMessage(count);
  b.port1.postMessage('from a ' + count);
};
b.port2.onmessage = ({ data }) => {
  console.log('b', data);
  if (data === 'from a 3') setTimeout(start);
};
b.port1.postMessage('first');
b.port1.postMessage('second');
a.port1.postMessage('first');
a.port1.postMessage('second');
Promise.resolve().then(() => console.log('promise'));

// A port that is not started yet keeps its messages; a handler starts it, addEventListener() does not.
function start() {
  const { port1, port2 } = new MessageChannel();
  port2.addEventListener('message', ({ data }) => {
    console.log('started', data);
    if (data === 'two') setTimeout(closeSender);
  });
  port1.postMessage('one');
  port1.postMessage('two');
  setTimeout(() => {
    console.log('timer');
    port2.start();
  });
}

// Messages that were sent before are heard, the other port's closing after them.
function closeSender() {
  const { port1, port2 } = new MessageChannel();
  port2.onclose = () => {
    console.log('closed');
    setTimeout(closeReceiver);
  };
  port2.onmessage = ({ data }) => console.log(data);
  port1.postMessage('last words');
  port1.close();
  port1.postMessage('too late');
}

// What a closed port has is dropped. An entangled pair keeps no page's run alive, though somebody listens: this one ends.
function closeReceiver() {
  const { port1, port2 } = new MessageChannel();
  port2.onmessage = ({ data }) => {
    console.log('message', data);
    port2.close();
  };
  port1.postMessage(1);
  port1.postMessage(2);
  console.log('sync');
}

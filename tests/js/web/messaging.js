// options: --profile=web
// https://html.spec.whatwg.org/multipage/web-messaging.html
// As many turns as messages here are sent in answer to each other, and more.
const wait = async () => {
  for (let i = 0; i < 8; i++) await new Promise((resolve) => setTimeout(resolve));
};
const attempt = (name, run) => {
  try {
    console.log(name, run());
  } catch (error) {
    console.log(name, error.name, error.message);
  }
};
(async () => {
  // Events.
  const { port1, port2 } = new MessageChannel();
  port2.onmessage = (event) => {
    console.log(event.type, event.data, event.isTrusted, event.target === port2, event.ports.length, Object.isFrozen(event.ports), event.ports === event.ports, event.source, JSON.stringify(event.origin), JSON.stringify(event.lastEventId));
  };
  port1.postMessage({ a: [1] });
  await wait();
  attempt('uncloneable', () => port1.postMessage(() => 1));
  attempt('no argument', () => port1.postMessage());
  attempt('itself', () => port1.postMessage(0, [port1]));
  attempt('no constructor', () => new MessagePort());

  // Transferred, with what waits.
  const inner = new MessageChannel();
  inner.port1.postMessage('waiting');
  port2.onmessage = ({ data, ports: [port] }) => {
    console.log('received', port instanceof MessagePort, port !== inner.port2, data.port === port);
    port.onmessage = ({ data: text }) => {
      console.log('through it:', text);
      port.postMessage(text + ' back');
    };
  };
  inner.port1.onmessage = ({ data }) => console.log(data);
  port1.postMessage({ port: inner.port2 }, { transfer: [inner.port2] });
  attempt('transferred twice', () => port1.postMessage(0, [inner.port2]));
  inner.port2.postMessage('nobody hears this');
  inner.port1.postMessage('later');
  await wait();

  // A buffer goes and leaves nothing.
  const bytes = new Uint8Array([1, 2]);
  port2.onmessage = ({ data }) => console.log(data, bytes.length);
  port1.postMessage(bytes, [bytes.buffer]);
  await wait();

  // The other port of the channel in a message through it: nobody gets it.
  const lost = new MessageChannel();
  lost.port2.onmessage = () => console.log('never');
  lost.port1.postMessage(0, [lost.port2]);
  await wait();

  // Closing.
  port2.onclose = () => console.log('close');
  port1.onclose = () => console.log('not here');
  port2.onmessage = ({ data }) => console.log(data);
  port1.postMessage('before close');
  port1.close();
  port1.postMessage('after close');
  await wait();
  inner.port1.close();

  // Channels by name.
  const [a, b, other] = ['x', 'x', 'y'].map((name) => new BroadcastChannel(name));
  for (const [name, channel] of Object.entries({ a, b, other })) channel.onmessage = ({ data }) => console.log(name, data);
  a.postMessage({ from: 'a', bytes: new Uint8Array([1]) });
  b.postMessage('from b');
  await wait();
  b.close();
  a.postMessage('nobody');
  attempt('closed', () => b.postMessage(1));
  await wait();
  for (const channel of [a, other]) channel.close();

  // Events of scripts.
  const event = new MessageEvent('message', { data: 1, origin: 'o', lastEventId: 'i', ports: [new MessageChannel().port1] });
  console.log(event.data, event.origin, event.lastEventId, event.ports.length, event.source);
  event.initMessageEvent('other', true, false, 2);
  console.log(event.type, event.bubbles, event.data, event.ports.length);
})();

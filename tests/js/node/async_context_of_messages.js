// What a port or a channel is told runs in the asynchronous context in which it was made.
const { AsyncLocalStorage } = require('async_hooks');
const storage = new AsyncLocalStorage();
storage.run('port', () => {
  const { port1, port2 } = new MessageChannel();
  port2.onmessage = () => {
    console.log('message:', storage.getStore());
    storage.run('inner', () => port2.close());
  };
  port2.addEventListener('close', () => console.log('close:', storage.getStore()));
  storage.run('sender', () => port1.postMessage(1));
});
const sender = new BroadcastChannel('name');
storage.run('channel', () => {
  const receiver = new BroadcastChannel('name');
  receiver.onmessage = () => {
    console.log('broadcast:', storage.getStore());
    receiver.close();
    sender.close();
  };
});
storage.run('elsewhere', () => sender.postMessage(1));
const plain = new MessageChannel();
plain.port2.onmessage = () => {
  console.log('without:', storage.getStore());
  plain.port2.close();
};
storage.run('sender', () => plain.port1.postMessage(1));

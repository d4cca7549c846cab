// options: --profile=web
// Ports that are closed while a message is made, and ports that nobody has started.
'use strict';

const { port1, port2 } = new MessageChannel();
port2.onmessage = ({ data }) => console.log('message', data.closes);
port2.addEventListener('close', () => console.log('close'));
// The port that it goes to is known before the message is serialized.
port1.postMessage({ get closes() { port1.close(); return 'while it is made'; } });

const silent = new MessageChannel();
silent.port2.addEventListener('close', () => console.log('close of a port that was not started'));
silent.port2.addEventListener('message', ({ data }) => console.log('waits', data));
silent.port1.postMessage('until it is started');
silent.port1.close();
setTimeout(() => {
  console.log('now it is started');
  silent.port2.start();
}, 5);

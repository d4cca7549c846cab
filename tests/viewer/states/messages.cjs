const { port1, port2 } = new MessageChannel();
let answers = 0;
port1.onmessage = function answer({ data }) {
  console.log('port1 hears', data);
  port1.postMessage(data + 1);
};
port2.onmessage = function hear({ data }) {
  console.log('port2 hears', data);
  if (++answers === 2) port2.close();
};
port2.postMessage(1);
port2.postMessage(10);
Promise.resolve().then(function microtask() { console.log('microtask'); });
setTimeout(function timer() { console.log('timer'); }, 0);
console.log('text');

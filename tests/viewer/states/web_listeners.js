const button = new EventTarget();
function listen(times) {
  for (let i = 0; i < times; i++) button.addEventListener('click', function listener() { console.log('listener', i); });
}
setTimeout(function later() {
  listen(2);
  button.addEventListener('click', function once() {
    console.log('once');
    button.dispatchEvent(new Event('inner'));
  }, { once: true });
  button.addEventListener('inner', () => queueMicrotask(function within() { console.log('within'); }));
}, 1);
const controller = new AbortController();
controller.signal.onabort = function handler() { console.log('replaced'); };
controller.signal.onabort = function handler() { console.log('handler'); };
button.addEventListener('click', function removed() { console.log('never'); }, { signal: controller.signal });
setTimeout(function press() {
  controller.abort();
  button.dispatchEvent(new Event('click'));
  button.dispatchEvent(new Event('click'));
}, 2);
onmessage = function message(event) { console.log('message', event.data); };
const { port1, port2 } = new MessageChannel();
port1.onmessage = function received({ data }) {
  console.log('received', data);
  port1.close();
};
port2.postMessage('hello');

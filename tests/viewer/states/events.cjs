const target = new EventTarget();
target.addEventListener('ping', function once(event) {
  console.log('once', event.type);
  queueMicrotask(function between() { console.log('between'); });
}, { once: true });
target.addEventListener('ping', function always() { console.log('always'); });
target.addEventListener('ping', { handleEvent() { console.log('an object'); } });
const controller = new AbortController();
controller.signal.addEventListener('abort', function aborted() { console.log('aborted', controller.signal.reason); });
target.dispatchEvent(new Event('ping'));
target.dispatchEvent(new Event('ping'));
setTimeout(function fire() {
  target.dispatchEvent(new CustomEvent('ping', { detail: 1 }));
  controller.abort('enough');
}, 2);
const { EventEmitter } = require('node:events');
const emitter = new EventEmitter();
emitter.on('pong', function pong(value) { console.log('pong', value); });
emitter.emit('pong', 7);

// options: --expose-gc --profile=web --virtual-time
// https://html.spec.whatwg.org/multipage/webappapis.html#hostenqueuefinalizationregistrycleanupjob: an exception is
// reported, and the program goes on.

const registry = new FinalizationRegistry((held) => {
  console.log('called', held);
  queueMicrotask(() => console.log('microtask', held));
  if (held === 2) throw new Error('of 2');
});
addEventListener('error', (event) => {
  console.log('error event', event.message, event.error instanceof Error);
  event.preventDefault();
});
for (let i = 1; i <= 3; i++) registry.register({}, i);
setTimeout(() => {
  gc();
  setTimeout(() => console.log('a timer set then'));
  queueMicrotask(() => console.log('microtask of the task'));
}, 1);

// Every microtask runs before the next task, also those that microtasks queue; the script itself is a task.
console.log('script starts');
setTimeout(() => {
  console.log('task 1');
  Promise.resolve().then(() => {
    console.log('microtask of task 1');
    queueMicrotask(() => console.log('microtask of that microtask'));
  });
}, 0);
setTimeout(() => console.log('task 2'), 0);
queueMicrotask(() => {
  console.log('microtask 1');
  setTimeout(() => console.log('task 3'), 0);
});
Promise.resolve().then(() => console.log('microtask 2')).then(() => console.log('microtask 4'));
new Promise((resolve) => {
  console.log('an executor runs at once');
  resolve();
  console.log('and goes on after resolve');
}).then(() => console.log('microtask 3'));
console.log('script ends');

// A task may queue any number of microtasks, and a timer waits for all of them.
setTimeout(() => {
  let left = 1000;
  (function next() {
    if (left-- === 0) return console.log('a thousand microtasks later');
    queueMicrotask(next);
  })();
}, 20);
setTimeout(() => console.log('the task after a thousand microtasks'), 20);

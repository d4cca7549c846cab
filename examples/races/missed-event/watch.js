// An event that is missed.
// Rewritten small after https://github.com/sindresorhus/p-event/issues/27: two changes come in one go, and between them nobody listens.
const { EventEmitter } = require('node:events');

function watch() {
  const watcher = new EventEmitter();
  setTimeout(function change() {
    watcher.emit('change', 1);
    watcher.emit('change', 2);
  }, 5);
  return watcher;
}

function next(watcher) {
  return new Promise(function listen(resolve) {
    watcher.once('change', function heard(value) {
      resolve(value);
    });
  });
}

async function main() {
  const watcher = watch();
  console.log('first:', await next(watcher));
  console.log('second:', await next(watcher));
}

main().then(function finish() {
  console.log('both were heard');
});

const done = Promise.resolve(1);
done.then(function one(value) { console.log('one', value); return value + 1; })
  .then(function two(value) { console.log('two', value); throw new Error('three'); })
  .then(function skipped() { console.log('never'); })
  .catch(function mend(error) { console.log('mend', error.message); })
  .finally(function last() { console.log('last'); });
done.then(function alsoOne() { console.log('also one'); });
queueMicrotask(function plain() { console.log('plain'); });
new Promise(function executor(resolve) {
  setTimeout(function settle() { resolve('late'); }, 3);
}).then(function heard(value) { console.log(value); });
Promise.all([done, 2]).then(function all(values) { console.log('all', values.length); });
Promise.race([new Promise(function forever() {}), done]).then(function raced(value) { console.log('raced', value); });
Promise.allSettled([Promise.reject(new Error('no'))]).then(function settled(list) { console.log(list[0].status); });

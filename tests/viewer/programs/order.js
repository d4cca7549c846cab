console.log('A');

setTimeout(function later() {
  console.log('B');
}, 0);

Promise.resolve().then(function soon() {
  console.log('C');
});

console.log('D');

console.log('A');
setTimeout(function timer() { console.log('B'); }, 0);
Promise.resolve().then(() => console.log('C'));
async function f() { await null; console.log('E'); }
f();
console.log('D');

import './slow.mjs';
console.log('b, after slow');
await null;
console.log('b, after a turn');

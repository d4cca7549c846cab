import './slow.mjs';
console.log('a, after slow');

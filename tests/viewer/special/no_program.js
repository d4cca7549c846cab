// Declared twice: there is no such program.
let count = 1;
let count = 2;
console.log(count);

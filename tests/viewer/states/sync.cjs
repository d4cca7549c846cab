'use strict';
function fibonacci(n) {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}
class Shape {
  constructor(name) { this.name = name; }
  get area() { return 0; }
  toString() { return `${this.name}: ${this.area}`; }
}
class Square extends Shape {
  #side;
  constructor(side) { super('square'); this.#side = side; }
  get area() { return this.#side ** 2; }
}
function* count(to) {
  for (let i = 0; i < to; i++) yield i;
}
function even(n) { return n === 0 ? true : odd(n - 1); }
function odd(n) { return n === 0 ? false : even(n - 1); }
console.log(fibonacci(4));
console.log([3, 1, 2].sort(function byNumber(a, b) { return a - b; }).map(String));
console.log(`${new Square(3)}`);
for (const each of count(2)) console.log(each);
console.log(even(3));
try {
  JSON.parse('{"a": 1, "b": [2]}', function revive(key, value) {
    if (key === 'b') throw new TypeError('no b');
    return value;
  });
} catch ({ message }) {
  console.log(message);
} finally {
  console.error('done');
}

// Environment Records of all kinds, and what closures keep of them.
const shared = 1;
function counter(step = shared, twice = () => step * 2) {
  let count = 0;
  var unseen = 'in a register';
  {
    const step2 = twice();
    count += step2;
  }
  return () => (count += step);
}
const next = counter(2);
next();
for (let i = 0; i < 2; i++) {
  const late = () => i + next();
  late();
}
try {
  before;
  let before = 1;
} catch ({ name }) {
  console.log(name, shared);
}
class Point {
  #x = shared;
  get x() {
    return this.#x;
  }
}
console.log(new Point().x);
with ({ inside: 3 }) {
  let mixed = inside + shared;
  console.log(mixed);
}
function* numbers(from) {
  let at = from;
  while (at < from + 2) yield at++;
}
for (const number of numbers(5)) console.log(number);
switch (shared) {
  case 1:
    let chosen = 'one';
    console.log(chosen);
}
(function named() {
  'use strict';
  eval('var own = 1; console.log(own, typeof named)');
})();

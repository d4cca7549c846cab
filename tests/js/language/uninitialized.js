// Bindings before they have a value, constants, and `this` before super().
function attempt(f) {
  try {
    return String(f());
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}
console.log(attempt(() => { early; let early = 1; }));
console.log(attempt(() => { early = 2; let early = 1; }));
console.log(attempt(() => { const read = () => late; const result = attempt(read); const late = 3; return `${result}, then ${read()}`; }));
console.log(attempt(() => { const write = () => { late = 4; }; attempt(write); let late = 3; write(); return late; }));
console.log(attempt(() => typeof unknown));
console.log(attempt(() => { typeof early; let early; }));
console.log(attempt(() => { const fixed = 1; fixed = 2; }));
console.log(attempt(() => { const fixed = 1; (() => { fixed++; })(); }));
console.log(attempt(() => { for (const i = 0; i < 2; i++); }));
console.log(attempt(() => { for (const i of [1, 2]) ; return 'a new one each time'; }));
console.log(attempt(function own() { own = 1; return typeof own; }));
console.log(attempt(function own() { 'use strict'; own = 1; }));
console.log(attempt(() => ((a = b, b = 1) => a)()));
console.log(attempt(() => ((a = 1, b = a) => b)()));
console.log(attempt(() => { class A extends A {} }));
console.log(attempt(() => { class A { static self = A.name; } return A.self; }));
console.log(attempt(() => { switch (1) { case 0: let inCase = 1; default: inCase; } }));

// Closures in loops.
const closures = [];
for (let i = 0; i < 3; i++) { closures.push(() => i); i += 0; }
console.log(closures.map(f => f()).join());
const steps = [];
for (let i = 0, step = () => ++i; i < 3; step()) { steps.push(() => i); if (steps.length > 4) break; i++; }
console.log(steps.map(f => f()).join());
const names = [];
for (const name in { a: 1, b: 2 }) names.push(() => name);
console.log(names.map(f => f()).join());
const pairs = [];
for (let [a, b] of [[1, 2], [3, 4]]) pairs.push(() => a + b);
console.log(pairs.map(f => f()).join());

// Derived constructors.
class Base { constructor() { this.made = new.target.name; } }
console.log(attempt(() => new class extends Base { constructor() { this.x = 1; } }));
console.log(attempt(() => new class extends Base { constructor() { } }));
console.log(attempt(() => new class extends Base { constructor() { super(); super(); } }));
console.log(attempt(() => new class Twice extends Base { constructor() { const again = () => super(); again(); again(); } }));
console.log(attempt(() => new class Late extends Base { constructor() { const now = () => super(); now(); } }().made));
console.log(attempt(() => new class extends Base { constructor() { return { own: true }; } }().own));
console.log(attempt(() => new class extends Base { constructor() { return 1; } }));
console.log(attempt(() => new class extends Base { constructor() { super(); return undefined; } }().made === ''));
console.log(attempt(() => new class Eval extends Base { constructor() { eval('super()'); } }().made));
console.log(attempt(() => { class A extends null {} new A(); }).split(':')[0]);
console.log(attempt(() => { class A {} A(); }));

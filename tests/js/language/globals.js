// Names of the Global Environment Record.
var variable = 1;
let lexical = 2;
const constant = 3;
function declared() { return 4; }
class Class {}
function attempt(f) {
  try {
    return String(f());
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}
function describe(name) {
  const d = Object.getOwnPropertyDescriptor(globalThis, name);
  return d === undefined ? 'none' : `${d.writable} ${d.enumerable} ${d.configurable}`;
}
console.log(describe('variable'));
console.log(describe('declared'));
console.log(describe('lexical'));
console.log(describe('Class'));
console.log(attempt(() => missing));
console.log(attempt(() => typeof missing));
console.log(attempt(() => { constant = 1; }));
console.log(attempt(() => { 'use strict'; missing = 1; }));
console.log(attempt(() => { created = 5; return describe('created'); }));
console.log(attempt(() => { delete globalThis.created; return typeof created; }));
console.log(attempt(() => delete globalThis.variable));

// A site that has seen a property sees what becomes of it.
function read() { return changing; }
globalThis.changing = 'property';
console.log(read() + ' ' + read());
Object.defineProperty(globalThis, 'changing', { get: () => 'getter', configurable: true });
console.log(read() + ' ' + read());
delete globalThis.changing;
console.log(attempt(read));
globalThis.changing = 'again';
console.log(read());
(0, eval)('var fromEval = 1');
console.log(describe('fromEval'));

function write(value) { stored = value; return globalThis.stored; }
globalThis.stored = 0;
console.log(write(1) + write(2));
Object.defineProperty(globalThis, 'stored', { value: 9, writable: false });
console.log(write(3));
console.log(attempt(() => { 'use strict'; stored = 4; return 'written'; }).startsWith('TypeError'));
Object.defineProperty(globalThis, 'counted', { set(value) { this.sum = (this.sum ?? 0) + value; }, get() { return this.sum; } });
for (let i = 0; i < 3; i++) counted = i;
console.log(counted);
console.log(attempt(() => { undefined = 1; return undefined; }));
console.log(attempt(() => { 'use strict'; NaN = 1; }).startsWith('TypeError'));
console.log([typeof read, typeof Class, lexical, constant, variable, declared()].join());
console.log(this === globalThis, (function () { return this; })() === globalThis, (function () { 'use strict'; return this; })());
console.log([typeof (function () { return this; }).call(1), (function () { 'use strict'; return typeof this; }).call(1)].join());

// Functions in blocks.
console.log(typeof inBlock);
{ function inBlock() {} }
console.log(typeof inBlock, describe('inBlock'));
{ let inner; { function inner() {} } }
console.log(attempt(() => typeof inner));
console.log(attempt(() => (0, eval)('let lexical; lexical')));
console.log(attempt(() => (0, eval)('var lexical')));
console.log(attempt(() => (0, eval)('function undefined() {}')).split(':')[0]);
console.log(attempt(() => (0, eval)('{ function lexical() {} } lexical')));
console.log(attempt(() => (0, eval)('var made = 1; delete globalThis.made')));

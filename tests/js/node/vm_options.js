// What the functions of node:vm make of their options.
const vm = require('vm');
const run = (call) => {
  try {
    console.log(call());
  } catch (error) {
    console.log(error.code, error.stack.split('\n    at ').slice(0, 1).join(), /at (.*\.vm:\S+)/.exec(error.stack)?.[1]);
  }
};

// Places
for (const [lineOffset, columnOffset] of [[5, 3], [0, 7], [-5, 0], [2 ** 31 - 2, 0]]) {
  const options = { filename: 'a.vm', lineOffset, columnOffset };
  run(() => vm.runInThisContext('throw new Error("first")', options));
  run(() => vm.runInThisContext('\n  throw new Error("second")', options));
  run(() => vm.compileFunction('throw new Error("in a function")', ['a'], options)());
  run(() => vm.compileFunction('\nthrow new Error("in its second line")', [], options)());
  run(() => new vm.Script('\nlet a;\nlet a;', options));
}
for (const name of ['lineOffset', 'columnOffset'])
  for (const value of ['x', null, 1.5, 2 ** 31]) {
    run(() => new vm.Script('1', { [name]: value }));
    run(() => vm.compileFunction('1', [], { [name]: value }));
  }

// Data of compiled code
const told = (target) => [Object.keys(target).includes('cachedData'), target.cachedDataRejected];
for (const cachedData of [undefined, Buffer.from('x'), new DataView(new ArrayBuffer(1)), 1, null]) {
  run(() => told(new vm.Script('1', { cachedData })));
  run(() => told(vm.compileFunction('1', [], { cachedData })));
}
run(() => new vm.Script('1', { produceCachedData: 1 }));

// Time
for (const timeout of [-1, 0, 1.5, 'x', null, 2 ** 32]) {
  run(() => vm.runInThisContext('1', { timeout }));
  run(() => new vm.Script('1').runInThisContext({ timeout }));
}
global.vm = vm;
run(() => vm.runInThisContext('6 * 7', { timeout: 10_000 }));
run(() => vm.runInThisContext('for (;;);', { timeout: 5 }));
run(() => vm.runInThisContext('try { for (;;); } catch { 1 } finally { console.log("never") }', { timeout: 5 }));
run(() => vm.runInThisContext('(function f() { [1].forEach(f); })()', { timeout: 600_000 }));
run(() => vm.runInThisContext('/(a*)*b/.test("a".repeat(40))', { timeout: 5 }));
run(() => vm.runInThisContext('new Array(1e7).fill(0).map((_, i) => i).sort(() => -1)', { timeout: 5 }));
run(() => vm.runInThisContext('try { vm.runInThisContext("for (;;);", { timeout: 5 }) } catch (e) { e.code }', { timeout: 600_000 }));
run(() => vm.runInThisContext('try { vm.runInThisContext("for (;;);", { timeout: 60_000 }) } catch (e) { e.code }', { timeout: 5 }));
run(() => vm.runInThisContext('function* g() { yield 1; } var made = g(); made.next(); 1', { timeout: 10_000 }));
console.log([...made]);
run(() => vm.runInThisContext('Promise.resolve().then(() => console.log("a job")); for (;;);', { timeout: 5 }));

// Others
for (const value of [1, 'x', null]) {
  run(() => vm.runInThisContext('1', { displayErrors: value }));
  run(() => vm.runInThisContext('1', { breakOnSigint: value }));
  run(() => vm.runInThisContext('1', { filename: value }));
  run(() => vm.runInThisContext('1', { importModuleDynamically: value }));
  run(() => typeof vm.compileFunction('1', [], { parsingContext: value }));
  run(() => typeof vm.compileFunction('1', [], { contextExtensions: value }));
  run(() => vm.runInThisContext('1', value));
  run(() => new vm.Script('1').runInThisContext(value));
  run(() => typeof vm.compileFunction('1', [], value));
}

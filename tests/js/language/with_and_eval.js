// Names whose meaning a `with` or a sloppy direct eval decides.
function attempt(f) {
  try {
    return String(f());
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}
const object = { a: 1, f() { return this === object; }, get computed() { return 'got'; } };
with (object) {
  console.log(a, computed, f(), typeof missing);
  a = 2;
  var b = 3;
  var a = 4;
  console.log(attempt(() => missing));
  console.log(delete a, typeof a);
  a++;
}
console.log(object.a, b, a);
with ([]) console.log(typeof values, typeof push, length);
with ({ [Symbol.unscopables]: { hidden: true }, hidden: 1, shown: 2 }) console.log(typeof hidden, shown);
console.log(attempt(() => { with (null) ; }));

// The object is asked anew, and may change meanwhile.
const vanishing = { x: 1 };
var x = 'outer';
with (vanishing) { x = (delete vanishing.x, 2); }
console.log(vanishing.x, x);
with (vanishing) { x += (delete vanishing.x, 3); }
console.log(vanishing.x, x);
console.log(attempt(() => { with (vanishing) { return (function () { 'use strict'; x = (delete vanishing.x, 2); })(); } }));
const log = [];
const watched = new Proxy({ p: 1 }, {
  has(target, key) { log.push(`has ${String(key)}`); return key in target; },
  get(target, key) { log.push(`get ${String(key)}`); return target[key]; },
  set(target, key, value) { log.push(`set ${String(key)}`); target[key] = value; return true; },
  getOwnPropertyDescriptor(target, key) { log.push(`own ${String(key)}`); return Reflect.getOwnPropertyDescriptor(target, key); },
  defineProperty(target, key, d) { log.push(`define ${String(key)}`); return Reflect.defineProperty(target, key, d); },
});
with (watched) { p; p = 2; p++; typeof p; }
console.log(log.filter(each => each.endsWith(' p')).join());

// Evals declare in the nearest function.
function declares() {
  eval('var inEval = 1; function g() { return inEval; }');
  const before = [inEval, g(), typeof inEval, delete inEval, typeof inEval].join();
  { eval('var fromBlock = 2'); }
  return `${before} ${fromBlock}`;
}
console.log(declares());
console.log(typeof inEval);
function parameter(a) { eval('var a = 2'); return [a, arguments[0], delete a].join(); }
console.log(parameter(1));
function nested() { eval("eval('var deep = 1')"); return (() => deep)(); }
console.log(nested());
console.log(attempt(() => { let taken; eval('var taken'); }));
console.log(attempt(() => { let taken; { eval('function taken() {}'); } }));
console.log(attempt(() => { try { throw 1; } catch (caught) { eval('var caught = 2'); return caught; } }));
console.log(attempt(() => { eval('let own = 1; const other = 2'); return typeof own; }));
console.log(attempt(() => { 'use strict'; eval('var own = 1'); return typeof own; }));
console.log(attempt(() => { eval('"use strict"; var own = 1'); return typeof own; }));
console.log(attempt(function (a = eval('var a')) {}));
console.log(attempt(function (a = eval('var inParameters = 1'), b = inParameters) { var inParameters; return [b, inParameters].join(); }));
console.log(attempt((a = eval('var arguments = 1')) => arguments));
console.log(attempt(function own() { eval('own = 1'); return typeof own; }));
console.log(attempt(function own() { 'use strict'; eval('own = 1'); }));
console.log(attempt(function own() { eval('var own = 1'); return [own, delete own, typeof own].join(); }));
console.log(attempt(() => { eval('{ function hoisted() {} }'); return typeof hoisted; }));
console.log(attempt(() => { let hoisted; { eval('{ function hoisted() {} }'); } return typeof hoisted; }));
console.log(attempt(() => { const fixed = 1; eval('fixed = 2'); }));
console.log(attempt(() => { eval('late'); let late = 1; }));
console.log(attempt(() => eval('missing')));
console.log(attempt(() => eval('typeof missing')));
console.log(attempt(function () { return eval('this === undefined ? 0 : typeof this'); }));
console.log(attempt(function () { return eval('arguments.length'); }));
console.log(attempt(function () { return eval('new.target'); }));
console.log(attempt(() => new (function () { this.target = eval('new.target === undefined'); })().target));
console.log(attempt(() => eval('new.target')).split(':')[0]);
console.log(attempt(() => (0, eval)('arguments')));
function counters() { let n = 0; return [() => eval('++n'), () => n]; }
const [step, look] = counters();
step(); step();
console.log(look());
console.log(attempt(() => { var v = 1; (function () { eval('v = 2'); eval('var v = 3'); v = 4; })(); return v; }));

// The text of `stack`, in V8's format.
const lines = error => error.stack.split('\n').slice(1).map(line => line.trim());
const show = error => console.log(error.stack);

function plain() { return new Error('plain'); }
show(plain());
show((() => new Error('arrow'))());
const named = () => new Error('named arrow');
show(named());

// Methods, statics, constructors, accessors.
class Shape {
  #area = () => new Error('private');
  area() { return new Error('method'); }
  static make() { return new Error('static'); }
  get size() { return new Error('getter'); }
  hidden() { return this.#area(); }
  field = new Error('field');
}
class Circle extends Shape {}
show(new Circle().area());
show(Shape.make());
show(new Circle().size);
show(new Circle().hidden());
show(new Circle().field);
function Old() { this.error = new Error('old'); }
show(new Old().error);
const literal = { key: function() { return new Error('inferred'); }, other: plain, ['comp' + 'uted']() { return new Error('computed'); } };
show(literal.key());
show(literal.other());
show(literal.computed());

// Native functions have frames, without places.
show([1].map(() => new Error('in map'))[0]);
show(Reflect.apply(plain, undefined, []));
show([1, 2].reduce((sum, value) => new Error(`in reduce ${value}`)));

// Evals say where they were evaluated.
show(eval('new Error("direct")'));
show((0, eval)('(function inside() {\n  return new Error("indirect");\n})()'));
show(new Function('return new Error("made")')());

// Errors of the engine itself.
try {
  null.missing;
} catch (error) {
  show(error);
}
function deep(n) {
  if (n > 0) return deep(n - 1) + 1;
  return undefinedName;
}
try {
  deep(20);
} catch (error) {
  console.log(lines(error).length, lines(error)[0], lines(error)[9]);
}

// How many frames, and from where.
Error.stackTraceLimit = 2;
show(new Function('f', 'return [f(), 1][0]')(plain));
Error.stackTraceLimit = 0;
show(plain());
Error.stackTraceLimit = 10;
const holder = { name: 'Holder', message: 'captured' };
function outer() { inner(); }
function inner() { Error.captureStackTrace(holder, inner); }
outer();
console.log(holder.stack, Object.keys(holder).join());

// Async functions that wait.
async function first() {
  await null;
  throw new Error('async');
}
async function second() { await first(); }
const object = { async third() { return await second(); } };
object.third().catch(show);

// Through Promise.all and its kin.
async function value() {
  await null;
  return new Error('value');
}
const never = new Promise(() => {});
async function all() { return (await Promise.all([1, value()]))[1]; }
async function allSettled() { return (await Promise.allSettled([value()]))[0].value; }
async function any() { return await Promise.any([first(), first()]); }
async function race() { return await Promise.race([never, value()]); }
async function nested() { return (await Promise.all([0, 1, Promise.all([value().then(x => x)])]))[2][0]; }
async function allKeyed() { return (await Promise.allKeyed({ a: 1, b: value() })).b; }
async function shared() {
  const promise = value();
  return (await Promise.all([promise, promise]))[0];  // two wait: neither is told
}
async function throughAll() { return await Promise.all([never, first()]); }
(async () => {
  for (const each of [all, allSettled, race, nested, allKeyed, shared]) show(await each());
  for (const each of [throughAll]) await each().catch(show);
  await any().catch(error => error.errors.forEach(show));
})();

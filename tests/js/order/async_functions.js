// What runs at once, what waits, and for what.
const log = (...values) => console.log(...values);

async function inner(name) {
  log(name, 'runs until its first await');
  const value = await name.toUpperCase();
  log(name, 'goes on with', value);
  return value;
}
async function outer() {
  log('outer starts');
  const both = [inner('a'), inner('b')];
  log('both have started');
  log('results', (await both[0]) + (await both[1]));
}
outer().then(() => log('outer is done'));
log('the caller goes on');

// Exceptions: at once, after an await, from a rejected promise; finally runs where it stands.
async function failing(how) {
  try {
    if (how === 'at once') throw new Error('thrown at once');
    await null;
    if (how === 'later') throw new Error('thrown later');
    await Promise.reject(new Error('a rejection'));
  } finally {
    log('finally of', how);
    await null;
    log('and behind its await', how);
  }
}
for (const how of ['at once', 'later', 'rejected']) failing(how).catch((error) => log(how, '->', error.message));

// Parameters are evaluated at once, and what they throw rejects.
async function withDefault(value = (() => { throw new TypeError('in a parameter'); })()) { return value; }
withDefault().catch((error) => log(error.name, error.message));

// A sequential loop and a parallel one.
const delay = (value) => new Promise((resolve) => queueMicrotask(() => resolve(value)));
(async () => {
  let sum = 0;
  for (let i = 1; i <= 3; i++) {
    sum += await delay(i);
    log('sum', sum);
  }
  log('product', (await Promise.all([2, 3, 4].map(delay))).reduce((a, b) => a * b));
})();

// `this`, arguments and closures survive.
const object = {
  name: 'object',
  async method() {
    const before = [this.name, arguments.length, new.target];
    await null;
    log(before.join() === [this.name, arguments.length, new.target].join(), this.name, arguments[1]);
    const arrow = async () => { await null; return [this.name, arguments[0]]; };
    log(...(await arrow()));
  },
};
object.method('first', 'second');

// Recursion by await needs no stack.
(async function down(n) {
  if (n === 0) return log('down at the bottom');
  await null;
  return down(n - 1);
})(300);

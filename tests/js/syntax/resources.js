// Resources that are given back at the end of a block: `using` and `await using` wherever they may stand.
const log = [];

class Resource {
  static #open = new Set();
  static get open() { return [...this.#open].map(({ name }) => name).join(); }

  constructor(name, { fails = false } = {}) {
    Object.assign(this, { name, fails });
    Resource.#open.add(this);
    log.push(`open ${name}`);
  }

  [Symbol.dispose]() {
    Resource.#open.delete(this);
    log.push(`close ${this.name}`);
    if (this.fails) throw new Error(`${this.name} does not close`);
  }
}

class AsyncResource extends Resource {
  async [Symbol.asyncDispose]() {
    await null;
    super[Symbol.dispose]();
  }
}

const open = (name, options) => new Resource(name, options);

{
  using a = open('a'), b = open('b');
  using nothing = null, missing = undefined;
  log.push(`in use: ${Resource.open}`);
}

function nested(depth) {
  using level = open(`level ${depth}`);
  if (depth > 0) return nested(depth - 1);
  try {
    using inner = open('inner', { fails: true });
    throw new TypeError('while in use');
  } catch (error) {
    log.push(error.name, error.error?.message, error.suppressed?.message);
  } finally {
    using last = open('last');
  }
  return level.name;
}
log.push(nested(2));

for (using entry of [open('first'), open('second')]) {
  if (entry.name === 'second') break;
}
for (using i = open('counter'), limit = 2; log.length < limit;) ;
switch (log.length) { default: { using inCase = open('case'); } }
class Holder { static { using once = open('static'); } field = () => { using inField = open('field'); return inField.name; }; }
log.push(new Holder().field());

async function* stream(count) {
  await using source = new AsyncResource('stream');
  for (let i = 0; i < count; i++) { using item = open(`item ${i}`); yield item.name; }
}

const main = async () => {
  await using outer = new AsyncResource('outer'), plain = open('plain');
  for await (const name of stream(2)) log.push(name);
  for (await using each of [new AsyncResource('x'), open('y'), null]) log.push(each?.name);
  for await (using each of (async function* () { yield open('z'); })()) log.push(each.name);
  for (await using once = new AsyncResource('once'); ;) break;
  await using of = null, using = null, async = null;
  const arrow = async (await_ = async () => { await using inDefault = outer; }) => { await await_; };
};
main().then(() => console.log(log.join('\n')), console.error);

// The words keep their old meanings.
var using = { of: [[1]], in: 'x' }, await, of = [];
using.of; using['in']; using
using = using
for (using in {});
for (using.of of of) ; for (using[0] in using) ; for (using = 0; using < 0; using++) ;
(using) => using; using => { using: for (;;) break using; }; await
using; using + `t`; using ? using : using; ({ using, await: using, using() { } }); [using] = [using]

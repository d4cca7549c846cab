// Classes, prototypes, closures and objects of few and of many shapes: a world of things that move and meet, and a store.

class Thing {
  #energy;
  static made = 0;
  constructor(x, y, energy) {
    this.x = x;
    this.y = y;
    this.#energy = energy;
    Thing.made++;
  }
  get energy() { return this.#energy; }
  spend(amount) { this.#energy = Math.max(0, this.#energy - amount); return this; }
  get isAlive() { return this.#energy > 0; }
  step() { return this; }
}
class Runner extends Thing {
  constructor(x, y) { super(x, y, 60); this.speed = 2; }
  step(random) { this.x += random(5) - 2; this.y += this.speed - 2; return this.spend(1); }
}
class Jumper extends Thing {
  constructor(x, y) { super(x, y, 40); this.height = 0; this.jumps = []; }
  step(random) {
    super.step(random);
    this.height = (this.height + random(3)) % 7;
    if (this.height === 0) this.jumps.push({ x: this.x, y: this.y });
    return this.spend(this.height > 3 ? 2 : 1);
  }
}
class Rock extends Thing {
  constructor(x, y) { super(x, y, Infinity); }
}

function world(rounds) {
  const random = makeRandom(11);
  const things = [];
  for (let i = 0; i < 120; i++) things.push(new [Runner, Jumper, Rock][i % 3](random(100), random(100)));
  let met = 0;
  for (let round = 0; round < rounds; round++) {
    for (const thing of things) if (thing.isAlive) thing.step(random);
    const places = {};
    for (const { x, y } of things) {
      const key = `${x}:${y}`;
      if (key in places) met++;
      places[key] = (places[key] ?? 0) + 1;
    }
  }
  return [Thing.made, met > 0, things.filter((thing) => thing.isAlive).length];
}

// As programs did it before there were classes.
function Account(owner, amount) { this.owner = owner; this.amount = amount; this.history = []; }
Account.prototype.pay = function (other, amount) {
  if (this.amount < amount) return false;
  this.amount -= amount;
  other.amount += amount;
  this.history.push({ to: other.owner, amount: amount });
  return true;
};
function Bank() { this.accounts = Object.create(null); this.listeners = []; }
Bank.prototype = {
  constructor: Bank,
  open(owner, amount) { return (this.accounts[owner] = new Account(owner, amount)); },
  on(listener) { this.listeners.push(listener); },
  transfer(from, to, amount) {
    const done = this.accounts[from].pay(this.accounts[to], amount);
    for (let i = 0; i < this.listeners.length; i++) this.listeners[i].call(this, done, amount);
  },
  total() { let sum = 0; for (const owner in this.accounts) sum += this.accounts[owner].amount; return sum; },
};

function bank(transfers) {
  const random = makeRandom(7);
  const it = new Bank();
  for (let i = 0; i < 40; i++) it.open('owner ' + i, 1000);
  let refused = 0;
  it.on(function (done) { if (!done) refused++; });
  it.on((done, amount) => { if (done && amount > 99) refused += 0; });
  for (let i = 0; i < transfers; i++) it.transfer('owner ' + random(40), 'owner ' + random(40), random(300));
  return [it.total(), refused > 0];
}

// Objects that are copied, merged, frozen, counted and compared; functions that make functions.
function settings(rounds) {
  const defaults = { colour: 'red', size: 3, nested: { a: 1, b: [1, 2] }, [Symbol.for('kind')]: 'default' };
  const compose = (...steps) => (value) => steps.reduce((result, step) => step(result), value);
  const withSize = (size) => (options) => ({ ...options, size });
  const withName = (name) => ({ size, ...rest }) => ({ name, ...rest, size: size * 2 });
  let sum = 0;
  for (let round = 0; round < rounds; round++) {
    const made = compose(withSize(round & 7), withName('n' + (round % 5)), Object.freeze)(defaults);
    sum += Object.keys(made).length + made.size + Object.entries(made.nested).flat().length;
    const merged = Object.assign({}, made, { extra: round });
    delete merged.colour;
    sum += 'colour' in merged ? 100 : Object.hasOwn(merged, 'extra') ? 1 : 100;
    Object.defineProperty(merged, 'hidden', { get() { return this.extra; }, configurable: true });
    sum += merged.hidden === round ? 1 : 0;
    const [first, , third = 5, ...others] = [round, 2, undefined, 4, 5];
    sum += first - round + third + others.length;
  }
  return sum;
}

function tree(depth) { return depth === 0 ? { left: null, right: null } : { left: tree(depth - 1), right: tree(depth - 1) }; }
function count(node) { return node === null ? 0 : 1 + count(node.left) + count(node.right); }

expect(world(180), '120,true,40');
expect(bank(30000), '40000,true');
expect(settings(6000), 6000 * 24);
for (let i = 0; i < 12; i++) expect(count(tree(12)), 8191);

const proxy = new Proxy({ count: 0 }, {
  get: (target, name, receiver) => Reflect.get(target, name, receiver),
  set: (target, name, value) => Reflect.set(target, name, value),
  has: (target, name) => name.startsWith('c') && Reflect.has(target, name),
});
for (let i = 0; i < 5000; i++) proxy.count++;
expect(proxy.count, 5000);

// What captures what: every way in which a function can take a variable from outside.
'use strict';

const registry = new Map();

function makeCounter(start = 0, { step = 1, ...rest } = {}) {
  let count = start;
  const next = () => (count += step);
  return {
    next,
    get value() { return count; },
    set value(v) { count = v; },
    reset: function reset() { count = start; return reset; },
    async *[Symbol.asyncIterator]() { while (count < 10) yield next(); },
    rest,
  };
}

class Shape {
  static #count = 0;
  #name;
  sides = [];
  static { registry.set('Shape', () => Shape.#count); }
  constructor(name, ...sides) {
    this.#name = name;
    this.sides.push(...sides);
    Shape.#count++;
  }
  get name() { return this.#name; }
  describe(prefix = `${this.#name}:`) { return `${prefix} ${this.sides.map((s, i) => `${i}=${s}`).join(', ')}`; }
  static is(value) { return #name in value; }
}

class Square extends Shape {
  constructor(side) {
    const init = () => super('square', side, side, side, side);
    init();
  }
  describe() { return [1, 2].map(() => super.describe()).join(); }
}

outer: for (let i = 0; i < 3; i++) {
  const later = [];
  for (const [key, value] of Object.entries({ a: 1, b: 2 })) {
    if (value > i) continue outer;
    later.push(() => i + key);
  }
  try {
    later.forEach(f => f());
  } catch ({ message: text }) {
    registry.set(text, () => text);
  } finally {
    switch (i) {
      case 0: { let zero = i; registry.set(zero, () => zero); break; }
      default: function local() { return i; } registry.set(i, local);
    }
  }
}

const compose = (...fs) => x => fs.reduceRight((y, f) => f(y), x);
const curried = (a, b = (c => c + a)) => (d = (e => b(e))) => d;
(async (x, y = async () => await x) => { for await (const z of y()) { await (() => z)(); } })();
registry.set('done', [makeCounter, Square, compose, curried]);

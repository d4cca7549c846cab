class Shape {
  static #count = 0;
  #name;
  static { this.#count = Shape.#count + 1; }
  constructor(name) { this.#name = name; }
  get name() { return this.#name; }
  set name(value) { this.#name = value; }
  static create(...a) { return new Shape(...a); }
  async *[Symbol.iterator]() { yield #name in this; }
  "quoted key" = () => this;
  static
  async() {}
}
const Circle = class Named extends Shape {
  constructor() { super("circle"); (() => super.name)(); }
  get = 1;
  copy() { return new Named(); }
};

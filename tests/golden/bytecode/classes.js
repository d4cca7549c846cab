"use strict";
class Counter extends Base {
  static made = 0;
  #count = 1;
  constructor(start = 0) {
    super(start);
    this.#count += start;
    Counter.made++;
  }
  get value() { return this.#count; }
  next(...steps) { return super.next(...steps) ?? this.#count++; }
}

//# --function size
// Methods are found by the name that is written.
class List {
  get size() { return this.first === null ? 0 : 1; }
  set size(value) { this.first = value; }
  [`size`]() { return 2; }
}

function f(a, b) {
  let a;
}

// What is looked up by name when the program runs.
var global_one = 1;
function uses_with(object, plain) {
  with (object) { property = plain; var hoisted = global_one; }
  return hoisted;
}
function uses_eval(code, other) {
  let local = other;
  eval(code);
  return () => local + maybe_declared;
}
function uses_strict_eval(code) {
  "use strict";
  let local = 1;
  return eval(code);
}
function legacy() {
  { function block_function() {} }
  block_function();
  if (global_one) function in_if() {}
}

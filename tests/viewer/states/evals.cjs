function direct(x) {
  eval('var made = x + 1; let own = made; function helper() { return own + made }');
  made += helper();
  const deleted = eval('delete made');
  console.log(deleted, typeof made, helper.name);
  return eval('var made = 7; { function inBlock() { return made } } inBlock()');
}
console.log(direct(1));
(0, eval)('var everywhere = 1; let hidden = 2; function global() { return everywhere + hidden }');
everywhere = 5;
console.log(global());
(function strict() {
  'use strict';
  eval('var apart = 1; console.log(apart)');
  console.log(typeof apart);
})();
setTimeout(() => eval("Promise.resolve('later').then(function after(word) { console.log(word) })"), 1);
try {
  eval('let a; var a');
} catch (error) {
  console.log(error.name);
}
new Function('x', 'console.log(x)')(3);

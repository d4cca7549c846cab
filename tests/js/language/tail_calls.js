// modes: plain
// Proper tail calls of every form leave no frame behind when the stack runs out.
const k_times = 200000;

(function () {
  "use strict";
  function spread(n, ...rest) {
    return n === 0 ? rest.length : spread(...[n - 1, ...rest]);
  }
  console.log(spread(k_times, 1, 2));
})();

(function () {
  function named_eval(n) {
    "use strict";
    return n === 0 ? "no eval" : eval(n - 1);
  }
  var eval = named_eval;
  console.log(named_eval(k_times));
})();

(function () {
  function spread_eval(n) {
    "use strict";
    return n === 0 ? "no eval either" : eval(...[n - 1]);
  }
  var eval = spread_eval;
  console.log(spread_eval(k_times));
})();

function real_eval(text) {
  "use strict";
  const local = "a local variable";
  return eval(text);
}
console.log(real_eval("local"));

function sloppy(n) {
  return n === 0 ? 0 : sloppy(...[n - 1]);
}
try {
  sloppy(k_times * 10);
} catch (error) {
  console.log(error.name);
}

// What C++ calls finds room, too.
function with_callbacks(n) {
  "use strict";
  [1].forEach(() => n);
  return n === 0 ? "callbacks" : with_callbacks(n - 1);
}
console.log(with_callbacks(k_times));

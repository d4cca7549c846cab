// Functions of all kinds, and what they capture.
"use strict";
const outer = 1;
function plain(a, { b, c = a } = {}, ...rest) {
  var local = outer + a;
  let captured = 0;
  function inner() { return captured++ + local_to_nobody; }
  return [arguments.length, local, inner, function self() { return self; }];
}
async function* generate() { yield* await plain(); yield; for await (const x of y) ; }
const arrow = async (a, [b] = []) => { await a; return () => [a, this]; };
const short = x => ({ x });
function defaults(f = () => later, later = 1) { var later; var extra; return () => extra; }
function factory() { return new.target ?? this; }
(function () { return () => arguments; })();

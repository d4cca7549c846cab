// import defer: a module runs when a property of its namespace is asked for.
import defer * as sums from "./deferred/sum.mjs";
import defer * as failing from "./deferred/failing.mjs";
import defer * as waiting from "./deferred/waiting.mjs";
import { lazy } from "./deferred/facade.mjs";
import * as facade from "./deferred/facade.mjs";

console.log("main runs");
console.log(Object.prototype.toString.call(sums), lazy === sums, facade.lazy === sums);
console.log("symbols and then do not count:", sums[Symbol.iterator], sums.then, Reflect.isExtensible(sums));
console.log(sums.sum(1, 2));
console.log(Object.keys(sums), waiting.waited);

for (const attempt of [1, 2]) {
  try {
    failing.never;
  } catch (error) {
    console.log(attempt, error.message);
  }
}

const dynamic = await import.defer("./deferred/sum.mjs");
console.log(dynamic === sums, dynamic !== (await import("./deferred/sum.mjs")));
await import.defer("./deferred/missing.mjs").catch((error) => console.log(error.name));

export const self = 1;
import defer * as own from "./deferred.mjs";
try {
  own.self;
} catch (error) {
  console.log(String(error));
}

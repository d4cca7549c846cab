import defer * as lazy from "./sum.mjs";
export { lazy };
console.log("facade runs");

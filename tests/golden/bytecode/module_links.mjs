import standard, { "a b" as spaced } from "./one.mjs" with { type: "text" };
import * as space from "./two.mjs";
export { spaced, space, local as "c d" };
export * as all from "./two.mjs";
export * from "./three.mjs";
let local = standard;
export function first() {}
export default function () {}

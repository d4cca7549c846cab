import defaults, { named, original as renamed, "string name" as odd } from "./one.js";
import * as space from "./two.js" with { type: "json" };
import "./three.js";
import defer * as lazy from "./four.js";
export { renamed, named as "any name" };
export * from "./five.js";
export * as six from "./six.js";
export { seven as default, eight } from "./seven.js";
export const answer = defaults(space, odd, lazy), { a, b: [c] } = named;
export function f() { return import.meta.url + answer; }
export class C {}
await using resource = await open();

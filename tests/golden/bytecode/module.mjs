import { read } from "./files.mjs";
export let count = 0;
export default await read("name", () => ++count);

export let x = 1; export default 3; export function f() {}

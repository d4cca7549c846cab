export const a = 1;
export { b as a };
let b;

export * from './counter.mjs';
export * as inner from './even.mjs';
export { default } from './counter.mjs';
export const own = 1;

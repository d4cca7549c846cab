console.log('counter is evaluated');
export let count = 0;
export function increment() { count++; }
export { count as renamed };
export default 'the default';
export const late = await 'awaited';

console.log('part');
export function double(x) { return 2 * x; }
export function triple(x) { return 3 * x; }

import './wait/c.mjs';
await null;
throw new TypeError('at the top');

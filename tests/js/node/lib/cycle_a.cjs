exports.early = 1;
const b = require('./cycle_b.cjs');
console.log('a sees', b.value);
exports.done = true;

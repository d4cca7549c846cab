const a = require('./cycle_a.cjs');
console.log(a.done, a.early, a.__esModule, 'other' in a, a.toString === Object.prototype.toString);
exports.value = a.done;
module.exports.late = () => [a.nothing, a.done, Object.getPrototypeOf(a) === Object.prototype];

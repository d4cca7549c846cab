exports.early = 'a';
const b = require('./cycle_b');
exports.late = `a after ${b.seen}`;

const a = require('./cycle_a');
exports.seen = Object.keys(a).join();

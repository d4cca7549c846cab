'use strict';

// https://nodejs.org/api/test.html#test-reporters, by name: nothing of it is there yet.

const { missingMembers } = require('internal/missing');

module.exports = missingMembers('test.reporters', 'dot junit spec tap lcov');

'use strict';

// https://nodejs.org/api/test.html, by name: nothing of it is there yet.

const { missing, missingMembers } = require('internal/missing');

const test = missing('test.test');
module.exports = test;

const ObjectAssign = intrinsic('Object', 'assign');
ObjectAssign(
  test,
  missingMembers(
    'test',
    'expectFailure skip todo only after afterEach before beforeEach describe getTestContext it run suite',
  ),
  { test, mock: {}, snapshot: missingMembers('test.snapshot', 'setDefaultSnapshotSerializers setResolveSnapshotPath') },
  { assert: missingMembers('test.assert', 'register') },
);

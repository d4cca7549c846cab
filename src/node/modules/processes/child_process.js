'use strict';

// https://nodejs.org/api/child_process.html, by name: nothing of it is there yet.

const { missingMembers } = require('internal/missing');

module.exports = missingMembers(
  'child_process',
  'ChildProcess exec execFile execFileSync execSync fork spawn spawnSync',
);

'use strict';

// https://nodejs.org/api/inspector.html, by name: nothing of it is there yet.

const { missingMembers } = require('internal/missing');

module.exports = missingMembers('inspector', 'Session open waitForDebugger');
// No inspector listens.
module.exports.close = function close() {};
module.exports.url = function url() {
  return undefined;
};

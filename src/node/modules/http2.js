'use strict';

// https://nodejs.org/api/http2.html, by name: nothing of it is there yet.

const { missingMembers } = require('internal/missing');

module.exports = missingMembers(
  'http2',
  'connect createSecureServer createServer',
);

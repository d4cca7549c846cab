'use strict';

// https://nodejs.org/api/tls.html, by name: nothing of it is there yet.

const { missingMembers } = require('internal/missing');

module.exports = missingMembers(
  'tls',
  'SecureContext Server TLSSocket checkServerIdentity connect createSecureContext createServer ' + 'getCiphers',
);

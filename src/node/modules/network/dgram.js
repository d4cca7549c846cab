'use strict';

// https://nodejs.org/api/dgram.html, by name: nothing of it is there yet.

const { missingMembers } = require('internal/missing');

module.exports = missingMembers('dgram', 'Socket createSocket');

'use strict';

// https://nodejs.org/api/https.html, by name: nothing of it is there yet.

const { missingMembers } = require('internal/missing');

module.exports = missingMembers('https', 'Agent Server createServer get request');
module.exports.globalAgent = {};

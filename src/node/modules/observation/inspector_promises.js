'use strict';

// https://nodejs.org/api/inspector.html#promises-api, by name: nothing of it is there yet.

const { missingMembers } = require('internal/missing');

module.exports = { ...require('inspector'), ...missingMembers('inspector.promises', 'Session') };

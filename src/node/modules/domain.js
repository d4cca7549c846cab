'use strict';

// https://nodejs.org/api/domain.html, by name: nothing of it is there yet. There is no active one.

const { missingMembers } = require('internal/missing');

module.exports = { _stack: [], ...missingMembers('domain', 'Domain createDomain create'), active: null };

'use strict';

// An old name: https://nodejs.org/api/deprecations.html#DEP0025

module.exports = require('util');

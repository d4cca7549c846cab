'use strict';

// https://nodejs.org/api/module.html

module.exports = require('internal/commonjs').Module;

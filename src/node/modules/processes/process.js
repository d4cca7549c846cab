'use strict';

// https://nodejs.org/api/process.html

module.exports = binding.process();

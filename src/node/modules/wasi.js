'use strict';

// https://nodejs.org/api/wasi.html, by name: nothing of it is there yet.

const { missing } = require('internal/missing');

module.exports = { WASI: missing('wasi.WASI') };

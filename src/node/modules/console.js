'use strict';

// https://nodejs.org/api/console.html: the global object.

module.exports = globalThis.console;

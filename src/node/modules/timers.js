'use strict';

// https://nodejs.org/api/timers.html: the functions that are global, too.

const { clearImmediate, clearInterval, clearTimeout, setImmediate, setInterval, setTimeout } = globalThis;

module.exports = { clearImmediate, clearInterval, clearTimeout, setImmediate, setInterval, setTimeout };

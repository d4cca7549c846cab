'use strict';

// Functions that programs replace, and that other modules then call: node:fs tells here of itself when it is loaded, so
// that nobody has to load it to know.

/** Set by node:fs: the module, and its readFileSync as it was. */
module.exports = { __proto__: null, fs: undefined, readFileSync: undefined };

'use strict';

// https://nodejs.org/api/repl.html, by name: nothing of it is there yet.

const { inspect } = require('util');

const { missingMembers } = require('internal/missing');

const Symbol = intrinsic('Symbol');

module.exports = {
  ...missingMembers('repl', 'start'),
  writer: (value) => inspect(value, { showProxy: true }),
  ...missingMembers('repl', 'REPLServer'),
  REPL_MODE_SLOPPY: Symbol('repl-sloppy'),
  REPL_MODE_STRICT: Symbol('repl-strict'),
  ...missingMembers('repl', 'Recoverable isValidSyntax'),
};

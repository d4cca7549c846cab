'use strict';

// https://nodejs.org/api/tty.html: which descriptors are terminals. Streams of terminals are those that
// `process` has.

const { missing } = require('internal/missing');
const { WriteStream } = require('internal/standard_output');

function isatty(fd) {
  return fd >= 0 && fd <= 2 && binding.fact(`terminal ${fd}`) !== undefined;
}

module.exports = { isatty, ReadStream: missing('tty.ReadStream'), WriteStream };

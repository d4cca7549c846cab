'use strict';

// https://nodejs.org/api/process.html#processstdin: a stream of descriptor 0, whatever that is.

const { ReadStream } = require('internal/fs/streams');

const stdin = new ReadStream(null, { autoClose: false, fd: 0 });
const terminal = binding.fact('terminal 0');
if (terminal !== undefined) stdin.isTTY = true;
// Who does not listen does not wait for it.
stdin.on('pause', () => stdin.unref());
stdin.on('resume', () => stdin.ref());
// The descriptor stays open, and whatever is being read from it may never come.
stdin._destroy = (error, callback) => {
  stdin.unref();
  stdin.fd = null;
  callback(error);
};

module.exports = stdin;

'use strict';

// https://nodejs.org/api/readline.html: what moves the cursor of a terminal. Reading lines is not there yet.

const { missingMembers } = require('internal/missing');
const { codes } = require('internal/errors');
const { validateFunction } = require('internal/validators');
const { nextTick } = require('internal/util');

/** https://www.ecma-international.org/publications-and-standards/standards/ecma-48/: control sequences */
const kEscape = '\u001b[';

function write(stream, text, callback) {
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (stream === null || stream === undefined || text === '') {
    if (typeof callback === 'function') nextTick(callback, null);
    return true;
  }
  return stream.write(text, callback);
}

function cursorTo(stream, x, y, callback) {
  if (typeof y === 'function') {
    callback = y;
    y = undefined;
  }
  if (x !== x) throw new codes.ERR_INVALID_ARG_VALUE('x', x);
  if (y !== y) throw new codes.ERR_INVALID_ARG_VALUE('y', y);
  if (typeof x !== 'number') return write(stream, '', callback);
  return write(stream, typeof y === 'number' ? `${kEscape}${y + 1};${x + 1}H` : `${kEscape}${x + 1}G`, callback);
}

function moveCursor(stream, dx, dy, callback) {
  let text = '';
  if (dx < 0) text += `${kEscape}${-dx}D`;
  else if (dx > 0) text += `${kEscape}${dx}C`;
  if (dy < 0) text += `${kEscape}${-dy}A`;
  else if (dy > 0) text += `${kEscape}${dy}B`;
  return write(stream, text, callback);
}

function clearLine(stream, direction, callback) {
  return write(stream, direction < 0 ? `${kEscape}1K` : direction > 0 ? `${kEscape}0K` : `${kEscape}2K`, callback);
}

function clearScreenDown(stream, callback) {
  return write(stream, `${kEscape}0J`, callback);
}

module.exports = {
  ...missingMembers('readline', 'Interface createInterface emitKeypressEvents'),
  clearLine,
  clearScreenDown,
  cursorTo,
  moveCursor,
};

'use strict';

// What all streams do with their options: https://nodejs.org/api/stream.html#new-streamwritableoptions

const MathFloor = intrinsic('Math', 'floor');
const NumberIsInteger = intrinsic('Number', 'isInteger');

const {
  codes: { ERR_INVALID_ARG_VALUE },
} = require('internal/errors');
const { validateInteger } = require('internal/validators');

let defaultBytes = 64 * 1024;
let defaultObjects = 16;

/** https://nodejs.org/api/stream.html#streamgetdefaulthighwatermarkobjectmode */
function getDefaultHighWaterMark(objectMode) {
  return objectMode ? defaultObjects : defaultBytes;
}

function setDefaultHighWaterMark(objectMode, value) {
  validateInteger(value, 'value', 0);
  if (objectMode) defaultObjects = value;
  else defaultBytes = value;
}

/** @param ownKey  the option that a Duplex has for this side: "readableHighWaterMark" */
function highWaterMarkOf(state, options, ownKey, isDuplex) {
  const own = isDuplex ? options?.[ownKey] : undefined;
  const value = options?.highWaterMark ?? own;
  if (value === undefined || value === null) return getDefaultHighWaterMark(state.objectMode);
  if (!NumberIsInteger(value) || value < 0) {
    const name = options?.highWaterMark === undefined || options.highWaterMark === null ? ownKey : 'highWaterMark';
    throw new ERR_INVALID_ARG_VALUE(`options.${name}`, value);
  }
  return MathFloor(value);
}

module.exports = { getDefaultHighWaterMark, highWaterMarkOf, setDefaultHighWaterMark };

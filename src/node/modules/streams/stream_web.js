'use strict';

// https://nodejs.org/api/webstreams.html, by name: streams of the web are not there yet.

const { shareGlobals } = require('internal/globals');
const { missingMembers } = require('internal/missing');

const names =
  'ReadableStream ReadableStreamDefaultReader ReadableStreamBYOBReader ReadableStreamBYOBRequest ' +
  'ReadableByteStreamController ReadableStreamDefaultController TransformStream TransformStreamDefaultController ' +
  'WritableStream WritableStreamDefaultWriter WritableStreamDefaultController ByteLengthQueuingStrategy ' +
  'CountQueuingStrategy TextEncoderStream TextDecoderStream CompressionStream DecompressionStream';

module.exports = missingMembers('stream/web', names);
const StringPrototypeSplit = uncurried('StringPrototype', 'split');
shareGlobals(module.exports, StringPrototypeSplit(names, ' '));

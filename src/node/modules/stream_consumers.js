'use strict';

// https://nodejs.org/api/webstreams.html#utility-consumers: all that a stream or an async iterable gives.

const JSONParse = intrinsic('JSON', 'parse');

const { Buffer } = require('buffer');

async function buffer(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks[chunks.length] = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  return Buffer.concat(chunks);
}

async function arrayBuffer(stream) {
  const bytes = await buffer(stream);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

async function text(stream) {
  const { StringDecoder } = require('string_decoder');
  const decoder = new StringDecoder('utf8');
  let result = '';
  for await (const chunk of stream) result += typeof chunk === 'string' ? chunk : decoder.write(chunk);
  return result + decoder.end();
}

async function json(stream) {
  return JSONParse(await text(stream));
}

module.exports = { arrayBuffer, buffer, json, text };

'use strict';

// https://nodejs.org/api/webstreams.html#utility-consumers: all that a stream or an async iterable gives.

const JSONParse = intrinsic('JSON', 'parse');
const Uint8Array = intrinsic('Uint8Array');

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

/** As one Uint8Array. */
async function bytes(stream) {
  return new Uint8Array(await arrayBuffer(stream));
}

async function blob(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks[chunks.length] = chunk;
  return new globalThis.Blob(chunks);
}

async function json(stream) {
  return JSONParse(await text(stream));
}

module.exports = { arrayBuffer, blob, buffer, bytes, json, text };

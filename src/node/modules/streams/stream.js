'use strict';

// https://nodejs.org/api/stream.html

const ObjectDefineProperty = intrinsic('Object', 'defineProperty');
const SymbolFor = intrinsic('Symbol', 'for');

const { Stream } = require('internal/streams/legacy');
const { Readable } = require('internal/streams/readable');
const { Writable } = require('internal/streams/writable');
const { Duplex, PassThrough, Transform, duplexPair } = require('internal/streams/duplex');
require('internal/streams/sources');
require('internal/streams/duplex_from');
const { destroyAny } = require('internal/streams/destroy');
const { getDefaultHighWaterMark, setDefaultHighWaterMark } = require('internal/streams/options');
const {
  addAbortSignal,
  finished,
  finishedPromise,
  isDestroyed,
  isDisturbed,
  isErrored,
  isReadable,
  isWritable,
} = require('internal/streams/finished');
const { pipeline, pipelinePromise } = require('internal/streams/pipeline');
const { isArrayBufferView, isUint8Array } = require('internal/types');

Stream.isDestroyed = isDestroyed;
Stream.isDisturbed = isDisturbed;
Stream.isErrored = isErrored;
Stream.isReadable = isReadable;
Stream.isWritable = isWritable;
Stream.Readable = Readable;
Stream.Writable = Writable;
Stream.Duplex = Duplex;
Stream.Transform = Transform;
Stream.PassThrough = PassThrough;
Stream.duplexPair = duplexPair;
Stream.pipeline = pipeline;
Stream.addAbortSignal = addAbortSignal;
Stream.finished = finished;
Stream.destroy = destroyAny;
Stream.setDefaultHighWaterMark = setDefaultHighWaterMark;
Stream.getDefaultHighWaterMark = getDefaultHighWaterMark;
Stream.Stream = Stream;
Stream._isArrayBufferView = isArrayBufferView;
Stream._isUint8Array = isUint8Array;
Stream._uint8ArrayToBuffer = (chunk) => require('buffer').Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);

ObjectDefineProperty(Stream, 'promises', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() {
    return require('stream/promises');
  },
});

const kPromisify = SymbolFor('nodejs.util.promisify.custom');
function definePromisified(fn, promisified) {
  ObjectDefineProperty(fn, kPromisify, { __proto__: null, enumerable: true, get: () => promisified });
}
definePromisified(pipeline, pipelinePromise);
definePromisified(finished, finishedPromise);

module.exports = Stream;

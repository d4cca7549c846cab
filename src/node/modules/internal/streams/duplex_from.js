'use strict';

// https://nodejs.org/api/stream.html#streamduplexfromsrc

const Promise = intrinsic('Promise');
const SymbolAsyncIterator = intrinsic('Symbol', 'asyncIterator');
const SymbolIterator = intrinsic('Symbol', 'iterator');

const { AbortError, codes } = require('internal/errors');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_RETURN_VALUE } = codes;
const { destroyAny } = require('internal/streams/destroy');
const { Duplex } = require('internal/streams/duplex');
const { finished, isReadable, isStream, isWritable } = require('internal/streams/finished');
const { Readable } = require('internal/streams/readable');
const { fromIterable } = require('internal/streams/sources');
const { Writable } = require('internal/streams/writable');
const { nextTick } = require('internal/util');
const { isAnyArrayBuffer } = require('internal/types');

const isIterable = (value) =>
  typeof value?.[SymbolAsyncIterator] === 'function' || typeof value?.[SymbolIterator] === 'function';

Duplex.from = function from(source) {
  return duplexOf(source, 'body');
};

function duplexOf(source, name) {
  if (source instanceof Duplex) return source;
  if (isStream(source)) return duplexOfStream(source);
  if (typeof source === 'function') return duplexOfFunction(source);
  if (source instanceof globalThis.Blob) return duplexOf(source.arrayBuffer(), name);
  if (isAnyArrayBuffer(source)) return duplexOf(require('buffer').Buffer.from(source), name);
  if (isIterable(source)) return fromIterable(Duplex, source, { objectMode: true, writable: false });
  if (typeof source?.writable === 'object' || typeof source?.readable === 'object') {
    return combined(
      source.readable ? sideOf(source.readable, true) : undefined,
      source.writable ? sideOf(source.writable, false) : undefined,
    );
  }
  if (typeof source?.then === 'function') return duplexOfPromise(source);
  throw new ERR_INVALID_ARG_TYPE(
    name,
    ['Blob', 'ReadableStream', 'WritableStream', 'Stream', 'Iterable', 'AsyncIterable', 'Function', '{ readable, writable } pair', 'Promise'],
    source,
  );
}

function duplexOfStream(stream) {
  const reads = !!stream._readableState || (!stream._writableState && isReadable(stream));
  const writes = !!stream._writableState || (!stream._readableState && isWritable(stream));
  return combined(reads && isReadable(stream) ? stream : undefined, writes && isWritable(stream) ? stream : undefined);
}

function sideOf(source, isReadableSide) {
  if (isStream(source) && (isReadableSide ? source instanceof Readable : source instanceof Writable)) return source;
  return duplexOf(source, isReadableSide ? 'readable' : 'writable');
}

// Promises --------------------------------------------------------------------------------------------------

function duplexOfPromise(promise) {
  const duplex = new Duplex({ objectMode: true, writable: false, read() {} });
  promise.then(
    (value) => {
      if (value !== null && value !== undefined) duplex.push(value);
      duplex.push(null);
    },
    (error) => destroyAny(duplex, error),
  );
  return duplex;
}

// Functions -------------------------------------------------------------------------------------------------

/** What is written, for the function to iterate over. */
function writtenChunks() {
  const controller = new globalThis.AbortController();
  const { signal } = controller;
  let resolve;
  let next = new Promise((resolver) => (resolve = resolver));
  async function* chunks() {
    for (;;) {
      const { chunk, isLast, callback } = await next;
      next = new Promise((resolver) => (resolve = resolver));
      nextTick(callback);
      if (isLast) return;
      if (signal.aborted) throw new AbortError(undefined, { cause: signal.reason });
      yield chunk;
    }
  }
  const give = (item) => {
    const resolver = resolve;
    resolve = null;
    resolver(item);
  };
  return {
    signal,
    chunks: chunks(),
    write: (chunk, encoding, callback) => give({ chunk, isLast: false, callback }),
    final: (callback) => give({ isLast: true, callback }),
    destroy: (error, callback) => {
      controller.abort();
      callback(error);
    },
  };
}

function duplexOfFunction(fn) {
  const { signal, chunks, write, final, destroy } = writtenChunks();
  const value = fn(chunks, { signal });
  if (isIterable(value)) return fromIterable(Duplex, value, { objectMode: true, write, final, destroy });
  if (typeof value?.then !== 'function')
    throw new ERR_INVALID_RETURN_VALUE('Iterable, AsyncIterable or AsyncFunction', 'body', value);
  const ended = value.then(
    (result) => {
      if (result !== null && result !== undefined) throw new ERR_INVALID_RETURN_VALUE('nully', 'body', result);
    },
    (error) => destroyAny(duplex, error),
  );
  const duplex = new Duplex({
    objectMode: true,
    readable: false,
    write,
    final: (callback) =>
      final(() =>
        ended.then(
          () => nextTick(callback, null),
          (error) => nextTick(callback, error),
        ),
      ),
    destroy,
  });
  return duplex;
}

// Two streams as one ----------------------------------------------------------------------------------------

function combined(readable, writable) {
  const duplex = new Duplex({
    readableObjectMode: !!readable?.readableObjectMode,
    writableObjectMode: !!writable?.writableObjectMode,
    readable: !!readable,
    writable: !!writable,
  });
  const waiting = { close: null };
  let left = 0;
  const watch = (stream, options) => {
    left++;
    finished(stream, options, (error) => {
      left--;
      if (error) destroyAny(stream, error);
      const callback = waiting.close;
      if (callback && left === 0) {
        waiting.close = null;
        callback(error);
      } else if (error) {
        duplex.destroy(error);
      }
    });
  };
  if (writable) {
    watch(writable, { readable: false });
    writeTo(duplex, writable);
  }
  if (readable) {
    watch(readable, { writable: false });
    readFrom(duplex, readable);
  }
  duplex._destroy = (error, callback) => {
    if (left === 0) {
      callback(error);
      return;
    }
    waiting.close = (failure) => callback(error ?? failure);
    const reason = error ?? new AbortError();
    if (writable) destroyAny(writable, reason);
    if (readable) destroyAny(readable, reason);
  };
  return duplex;
}

function writeTo(duplex, writable) {
  let onDrain = null;
  let onFinish = null;
  duplex._write = (chunk, encoding, callback) => {
    if (writable.write(chunk, encoding)) callback();
    else onDrain = callback;
  };
  duplex._final = (callback) => {
    writable.end();
    onFinish = callback;
  };
  writable.on('drain', () => {
    const callback = onDrain;
    onDrain = null;
    if (callback) callback();
  });
  writable.on('finish', () => {
    const callback = onFinish;
    onFinish = null;
    if (callback) callback();
  });
}

function readFrom(duplex, readable) {
  let isWanted = false;
  const pump = () => {
    while (isWanted) {
      const chunk = readable.read();
      if (chunk === null) return;
      isWanted = duplex.push(chunk);
    }
  };
  readable.on('readable', pump);
  readable.on('end', () => duplex.push(null));
  duplex._read = () => {
    isWanted = true;
    pump();
  };
}

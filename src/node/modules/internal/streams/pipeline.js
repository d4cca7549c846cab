'use strict';

// https://nodejs.org/api/stream.html#streampipelinesource-transforms-destination-callback

const ArrayIsArray = intrinsic('Array', 'isArray');
const ArrayPrototypePop = uncurried('ArrayPrototype', 'pop');
const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const Promise = intrinsic('Promise');
const PromisePrototypeThen = uncurried('PromisePrototype', 'then');
const SymbolAsyncIterator = intrinsic('Symbol', 'asyncIterator');
const SymbolIterator = intrinsic('Symbol', 'iterator');

const { AbortError, codes } = require('internal/errors');
const {
  ERR_INVALID_ARG_TYPE,
  ERR_INVALID_RETURN_VALUE,
  ERR_MISSING_ARGS,
  ERR_STREAM_DESTROYED,
  ERR_STREAM_PREMATURE_CLOSE,
} = codes;
const { destroyAny } = require('internal/streams/destroy');
const { finished, isReadableStream, isStream } = require('internal/streams/finished');
const { PassThrough } = require('internal/streams/duplex');
const { Readable } = require('internal/streams/readable');
const { nextTick } = require('internal/util');
const { validateAbortSignal, validateFunction } = require('internal/validators');

function isIterable(value, isAsync) {
  if (value === null || value === undefined) return false;
  if (isAsync === true) return typeof value[SymbolAsyncIterator] === 'function';
  return typeof value[SymbolAsyncIterator] === 'function' || typeof value[SymbolIterator] === 'function';
}

/** What is read of: async, whatever it is. */
function iterableOf(value) {
  if (isIterable(value)) return value;
  if (isReadableStream(value)) return value[SymbolAsyncIterator]();
  throw new ERR_INVALID_ARG_TYPE('val', ['Readable', 'Iterable', 'AsyncIterable'], value);
}

/** Writes all that the iterable gives. */
async function pump(iterable, writable, callback, isEnding) {
  let error;
  let onResolve = null;
  const resume = (failure) => {
    if (failure) error = failure;
    if (onResolve) {
      const resolve = onResolve;
      onResolve = null;
      resolve();
    }
  };
  const wait = () =>
    new Promise((resolve, reject) => {
      if (error) reject(error);
      else {
        onResolve = () => {
          if (error) reject(error);
          else resolve();
        };
      }
    });
  writable.on('drain', resume);
  const stop = finished(writable, { readable: false }, resume);
  try {
    if (writable.writableNeedDrain) await wait();
    for await (const chunk of iterable) {
      if (!writable.write(chunk)) await wait();
    }
    if (isEnding) {
      writable.end();
      await wait();
    }
    callback();
  } catch (failure) {
    callback(error !== failure && error ? error : failure);
  } finally {
    stop();
    writable.off('drain', resume);
  }
}

function pipeline(...streams) {
  const callback = ArrayPrototypePop(streams);
  validateFunction(callback, 'streams[stream.length - 1]');
  return pipelineOf(streams, onceOnly(callback));
}

function onceOnly(callback) {
  let isCalled = false;
  return (error, value) => {
    if (isCalled) return;
    isCalled = true;
    callback(error, value);
  };
}

/** Destroys a stream that does not end by itself. */
function makeDestroyer(stream, isReading, isWriting) {
  let isFinished = false;
  stream.on('close', () => {
    isFinished = true;
  });
  const stop = finished(stream, { readable: isReading, writable: isWriting }, (error) => {
    isFinished = !error;
  });
  return {
    destroy(error) {
      if (isFinished) return;
      isFinished = true;
      destroyAny(stream, error || new ERR_STREAM_DESTROYED('pipe'));
    },
    stop,
  };
}

/** What happens to all streams of a pipeline, of which each gives a result that the next one is given. */
class Pipeline {
  destroyers = [];
  error = undefined;
  value = undefined;
  pending = 0;
  onAbort = () => this.settle(new AbortError(undefined, { cause: this.signal?.reason }), true);
  onDone = (failure) => {
    this.pending--;
    this.settle(failure, this.pending === 0);
  };

  constructor(callback, options) {
    this.callback = callback;
    this.isEnding = options?.end !== false;
    this.signal = options?.signal;
    validateAbortSignal(this.signal, 'options.signal');
    if (this.signal?.aborted) nextTick(this.onAbort);
    else this.signal?.addEventListener('abort', this.onAbort, { once: true });
  }

  settle(failure, isLast) {
    if (failure && (!this.error || this.error.code === 'ERR_STREAM_PREMATURE_CLOSE')) this.error = failure;
    if (!this.error && !isLast) return;
    while (this.destroyers.length > 0) {
      const destroyer = ArrayPrototypePop(this.destroyers);
      if (this.error) destroyer.destroy(this.error);
      else destroyer.stop();
    }
    if (!isLast) return;
    this.signal?.removeEventListener('abort', this.onAbort);
    nextTick(this.callback, this.error, this.value);
  }

  watch(stream, isReading, isWriting) {
    if (isReading || this.isEnding)
      ArrayPrototypePush(this.destroyers, makeDestroyer(stream, isReading, isWriting));
    stream.on('error', (failure) => {
      const isOfAbort = failure?.name === 'AbortError' || failure?.code === 'ERR_STREAM_PREMATURE_CLOSE';
      if (failure && !isOfAbort) this.settle(failure, false);
    });
  }

  /** @return what a function makes of the result before it */
  transform(transform, result, place, isReading) {
    const given = transform(iterableOf(result), { signal: this.signal });
    if (!isReading) return this.collect(given);
    if (!isIterable(given, true)) throw new ERR_INVALID_RETURN_VALUE('AsyncIterable', `transform[${place - 1}]`, given);
    return given;
  }

  connect(result, stream, isReading) {
    const ends = isReading || this.isEnding;
    if (isReadableStream(result)) {
      this.pending += 2;
      pipe(result, stream, this.onDone, ends);
    } else if (isIterable(result)) {
      this.pending++;
      pump(result, stream, this.onDone, ends);
    } else {
      throw new ERR_INVALID_ARG_TYPE('val', ['Readable', 'Iterable', 'AsyncIterable'], result);
    }
    return stream;
  }

  /** The last function gives a promise or an iterable, of which there is something to be read in turn. */
  collect(given) {
    const output = new PassThrough({ objectMode: true });
    if (typeof given?.then === 'function') {
      this.pending++;
      PromisePrototypeThen(
        Promise.resolve(given),
        (what) => {
          this.value = what;
          if (what !== null && what !== undefined) output.write(what);
          if (this.isEnding) output.end();
          nextTick(this.onDone);
        },
        (failure) => {
          output.destroy(failure);
          nextTick(this.onDone, failure);
        },
      );
    } else if (isIterable(given, true)) {
      this.pending++;
      pump(given, output, this.onDone, this.isEnding);
    } else {
      throw new ERR_INVALID_RETURN_VALUE('AsyncIterable or Promise', 'destination', given);
    }
    ArrayPrototypePush(this.destroyers, makeDestroyer(output, false, true));
    return output;
  }
}

function pipelineOf(streams, callback, options) {
  if (streams.length === 1 && ArrayIsArray(streams[0])) streams = streams[0];
  if (streams.length < 2) throw new ERR_MISSING_ARGS('streams');
  const pipeline = new Pipeline(callback, options);
  let result;
  for (let i = 0; i < streams.length; i++) {
    const stream = streams[i];
    const isReading = i < streams.length - 1;
    if (isStream(stream)) pipeline.watch(stream, isReading, i > 0);
    if (i === 0) result = sourceOf(stream, pipeline.signal);
    else if (typeof stream === 'function') result = pipeline.transform(stream, result, i, isReading);
    else if (isStream(stream)) result = pipeline.connect(result, stream, isReading);
    else throw new ERR_INVALID_ARG_TYPE(`streams[${i}]`, ['Stream', 'Function'], stream);
  }
  return result;
}

function sourceOf(stream, signal) {
  if (typeof stream === 'function') {
    const result = stream({ signal });
    if (!isIterable(result)) throw new ERR_INVALID_RETURN_VALUE('Iterable, AsyncIterable or Stream', 'source', result);
    return result;
  }
  if (isReadableStream(stream) || isStream(stream)) return stream;
  if (isIterable(stream)) return Readable.from(stream);
  throw new ERR_INVALID_ARG_TYPE('source', ['Stream', 'Iterable', 'AsyncIterable', 'Function'], stream);
}

/** @param onDone  called for the source and for the destination */
function pipe(source, destination, onDone, isEnding) {
  let isEnded = false;
  destination.on('close', () => {
    if (!isEnded) onDone(new ERR_STREAM_PREMATURE_CLOSE());
  });
  source.pipe(destination, { end: false });
  if (isEnding) {
    const end = () => {
      isEnded = true;
      destination.end();
    };
    if (source.readableEnded) nextTick(end);
    else source.once('end', end);
  } else {
    isEnded = true;
    source.once('end', () => onDone());
  }
  finished(source, { readable: true, writable: false }, (error) => {
    const state = source._readableState;
    if (error?.code === 'ERR_STREAM_PREMATURE_CLOSE' && state?.ended && !state.errored && !state.errorEmitted) {
      source.once('end', () => onDone()).once('error', onDone);
    } else {
      onDone(error);
    }
  });
  if (isEnding) finished(destination, { readable: false, writable: true }, onDone);
}

/** https://nodejs.org/api/stream.html#streampipelinesource-transforms-destination-options */
function pipelinePromise(...streams) {
  return new Promise((resolve, reject) => {
    let options;
    const last = streams[streams.length - 1];
    const isOptions = last && typeof last === 'object' && !isStream(last) && !isIterable(last);
    if (isOptions) options = ArrayPrototypePop(streams);
    pipelineOf(
      streams,
      onceOnly((error, value) => (error ? reject(error) : resolve(value))),
      options,
    );
  });
}

module.exports = { pipeline, pipelinePromise };

'use strict';

// https://nodejs.org/api/stream.html#readable-streams

const ArrayPrototypeIndexOf = uncurried('ArrayPrototype', 'indexOf');
const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const ArrayPrototypeSlice = uncurried('ArrayPrototype', 'slice');
const ArrayPrototypeSplice = uncurried('ArrayPrototype', 'splice');
const ArrayPrototypeUnshift = uncurried('ArrayPrototype', 'unshift');
const NumberIsInteger = intrinsic('Number', 'isInteger');
const NumberIsNaN = intrinsic('Number', 'isNaN');
const ObjectDefineProperties = intrinsic('Object', 'defineProperties');
const ObjectKeys = intrinsic('Object', 'keys');
const ObjectSetPrototypeOf = intrinsic('Object', 'setPrototypeOf');
const PromiseConstructor = intrinsic('Promise');
const ReflectApply = intrinsic('Reflect', 'apply');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');
const SymbolAsyncDispose = intrinsic('Symbol', 'asyncDispose');

const { Buffer } = require('buffer');
const EventEmitter = require('events');
const { Stream, prependListener } = require('internal/streams/legacy');
const { construct, destroy, errorOrDestroy } = require('internal/streams/destroy');
const { highWaterMarkOf } = require('internal/streams/options');
const { AbortError, codes } = require('internal/errors');
const { isArrayBufferView } = require('internal/types');
const { nextTick } = require('internal/util');
const {
  ERR_INVALID_ARG_TYPE,
  ERR_METHOD_NOT_IMPLEMENTED,
  ERR_OUT_OF_RANGE,
  ERR_STREAM_PUSH_AFTER_EOF,
  ERR_STREAM_UNSHIFT_AFTER_END_EVENT,
} = codes;

/** What a stream keeps of its readable side. */
function ReadableState(options, stream, isDuplex) {
  this.objectMode = !!(options?.objectMode || (isDuplex && options?.readableObjectMode));
  this.highWaterMark = highWaterMarkOf(this, options, 'readableHighWaterMark', isDuplex);
  this.buffer = [];
  this.bufferIndex = 0;
  this.length = 0; // what is in the buffer: bytes, code units or objects
  this.pipes = [];
  this.flowing = null; // null: nobody has said yet
  this.ended = false; // push(null) was called
  this.endEmitted = false;
  this.reading = false;
  this.constructed = true;
  this.sync = true; // _read() may push at once
  this.needReadable = false;
  this.emittedReadable = false;
  this.readableListening = false;
  this.resumeScheduled = false;
  this.paused = undefined;
  this.errorEmitted = false;
  this.emitClose = options?.emitClose !== false;
  this.autoDestroy = options?.autoDestroy !== false;
  this.destroyed = false;
  this.errored = null;
  this.closed = false;
  this.closeEmitted = false;
  this.defaultEncoding = options?.defaultEncoding ?? 'utf8';
  this.awaitDrainWriters = []; // pipes that are full
  this.readingMore = false;
  this.dataEmitted = false;
  this.decoder = null;
  this.encoding = null;
  if (options?.encoding) setDecoder(this, options.encoding);
}

function setDecoder(state, encoding) {
  const { StringDecoder } = require('string_decoder');
  state.decoder = new StringDecoder(encoding);
  state.encoding = state.decoder.encoding;
}

function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  initializeReadable(this, options, false);
  ReflectApply(Stream, this, [options]);
  useReadableOptions(this, options);
  construct(this, () => {
    if (this._readableState.needReadable) readMoreNow(this, this._readableState);
  });
}
ObjectSetPrototypeOf(Readable.prototype, Stream.prototype);
ObjectSetPrototypeOf(Readable, Stream);
Readable.ReadableState = ReadableState;

function initializeReadable(stream, options, isDuplex) {
  stream._readableState = new ReadableState(options, stream, isDuplex);
}

/** Methods that a stream may be given as options. */
function useReadableOptions(stream, options) {
  if (!options) return;
  if (typeof options.read === 'function') stream._read = options.read;
  if (typeof options.destroy === 'function') stream._destroy = options.destroy;
  if (typeof options.construct === 'function') stream._construct = options.construct;
  if (options.signal) require('internal/streams/finished').addAbortSignal(options.signal, stream);
}

Readable.prototype.destroy = destroy;
Readable.prototype._destroy = function (error, callback) {
  callback(error);
};
Readable.prototype[EventEmitter.captureRejectionSymbol] = function (error) {
  this.destroy(error);
};
Readable.prototype[SymbolAsyncDispose] = function () {
  if (!this.destroyed) this.destroy(this.readableEnded ? null : new AbortError());
  return new PromiseConstructor((resolve, reject) =>
    require('internal/streams/finished').finished(this, (failure) =>
      failure && failure.name !== 'AbortError' ? reject(failure) : resolve(null),
    ),
  );
};

// The buffer ------------------------------------------------------------------------------------------------

function firstOf(state) {
  return state.buffer[state.bufferIndex];
}

function takeFirst(state) {
  const first = state.buffer[state.bufferIndex];
  state.buffer[state.bufferIndex++] = null;
  if (state.bufferIndex === state.buffer.length) {
    state.buffer = [];
    state.bufferIndex = 0;
  } else if (state.bufferIndex > 1024) {
    state.buffer = ArrayPrototypeSlice(state.buffer, state.bufferIndex);
    state.bufferIndex = 0;
  }
  return first;
}

function putBack(state, chunk) {
  if (state.bufferIndex > 0) state.buffer[--state.bufferIndex] = chunk;
  else ArrayPrototypeUnshift(state.buffer, chunk);
}

function joinAll(state) {
  const rest = ArrayPrototypeSlice(state.buffer, state.bufferIndex);
  state.buffer = [];
  state.bufferIndex = 0;
  if (!state.decoder) return rest.length === 1 ? rest[0] : Buffer.concat(rest, state.length);
  let text = '';
  for (let i = 0; i < rest.length; i++) text += rest[i];
  return text;
}

/** The first `size` bytes or code units. */
function takePart(state, size) {
  const parts = [];
  let isText = false;
  let missing = size;
  while (missing > 0) {
    const chunk = takeFirst(state);
    isText = typeof chunk === 'string';
    if (chunk.length > missing) {
      ArrayPrototypePush(parts, isText ? StringPrototypeSlice(chunk, 0, missing) : chunk.subarray(0, missing));
      putBack(state, isText ? StringPrototypeSlice(chunk, missing) : chunk.subarray(missing));
      break;
    }
    ArrayPrototypePush(parts, chunk);
    missing -= chunk.length;
  }
  if (parts.length === 1) return parts[0];
  if (!isText) return Buffer.concat(parts, size);
  let text = '';
  for (let i = 0; i < parts.length; i++) text += parts[i];
  return text;
}

function takeFromBuffer(size, state) {
  if (state.length === 0) return null;
  if (state.objectMode) return takeFirst(state);
  if (!size || size >= state.length) return joinAll(state);
  return takePart(state, size);
}

// Pushing ---------------------------------------------------------------------------------------------------

Readable.prototype.push = function (chunk, encoding) {
  return addChunk(this, chunk, encoding, false);
};
Readable.prototype.unshift = function (chunk, encoding) {
  return addChunk(this, chunk, encoding, true);
};

/** A chunk as it is kept; text may become bytes, or stay what it is. */
function convertChunk(state, chunk, encoding) {
  if (typeof chunk === 'string') {
    const name = encoding || state.defaultEncoding;
    if (state.encoding !== name && state.encoding) return Buffer.from(chunk, name).toString(state.encoding);
    return state.encoding ? chunk : Buffer.from(chunk, name);
  }
  if (chunk instanceof Buffer || chunk === undefined) return chunk;
  if (isArrayBufferView(chunk)) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  throw new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk);
}

/** @return  whether there is room for more */
function addChunk(stream, chunk, encoding, isFirst) {
  const state = stream._readableState;
  if (chunk === null) {
    state.reading = false;
    endInput(stream, state);
    return false;
  }
  let isDecoded = false;
  if (!state.objectMode) {
    isDecoded = typeof chunk === 'string' && !!state.encoding;
    try {
      chunk = convertChunk(state, chunk, encoding);
    } catch (error) {
      errorOrDestroy(stream, error);
      return false;
    }
  }
  const isEmpty = !state.objectMode && !(chunk?.length > 0);
  if (isFirst) return isEmpty ? hasRoom(state) : unshiftChunk(stream, state, chunk);
  if (isEmpty) {
    state.reading = false;
    readMoreLater(stream, state);
    return hasRoom(state);
  }
  if (state.ended) {
    errorOrDestroy(stream, new ERR_STREAM_PUSH_AFTER_EOF());
    return false;
  }
  if (state.destroyed || state.errored) return false;
  state.reading = false;
  if (state.decoder && !isDecoded) {
    chunk = state.decoder.write(chunk);
    if (chunk.length === 0) {
      readMoreLater(stream, state);
      return hasRoom(state);
    }
  }
  giveOrKeep(stream, state, chunk, false);
  return hasRoom(state);
}

function hasRoom(state) {
  return !state.ended && (state.length < state.highWaterMark || state.length === 0);
}

function unshiftChunk(stream, state, chunk) {
  if (state.endEmitted) {
    errorOrDestroy(stream, new ERR_STREAM_UNSHIFT_AFTER_END_EVENT());
    return false;
  }
  if (state.destroyed || state.errored) return false;
  giveOrKeep(stream, state, chunk, true);
  return hasRoom(state);
}

function giveOrKeep(stream, state, chunk, isFirst) {
  const isWanted = state.flowing && state.length === 0 && !state.sync && stream.listenerCount('data') > 0;
  if (isWanted) {
    state.awaitDrainWriters = [];
    state.dataEmitted = true;
    stream.emit('data', chunk);
  } else {
    state.length += state.objectMode ? 1 : chunk.length;
    if (isFirst) putBack(state, chunk);
    else ArrayPrototypePush(state.buffer, chunk);
    if (state.needReadable) tellReadable(stream);
  }
  readMoreLater(stream, state);
}

/** push(null) */
function endInput(stream, state) {
  if (state.ended) return;
  if (state.decoder) {
    const rest = state.decoder.end();
    if (rest?.length) {
      ArrayPrototypePush(state.buffer, rest);
      state.length += state.objectMode ? 1 : rest.length;
    }
  }
  state.ended = true;
  if (state.sync) {
    // Not before _read() has returned.
    tellReadable(stream);
  } else {
    state.needReadable = false;
    state.emittedReadable = true;
    emitReadable(stream);
  }
}

// Reading ---------------------------------------------------------------------------------------------------

Readable.prototype.isPaused = function () {
  const state = this._readableState;
  return state.paused === true || state.flowing === false;
};

Readable.prototype.setEncoding = function (encoding) {
  const state = this._readableState;
  setDecoder(state, encoding);
  let text = '';
  for (let i = state.bufferIndex; i < state.buffer.length; i++) text += state.decoder.write(state.buffer[i]);
  state.buffer = text === '' ? [] : [text];
  state.bufferIndex = 0;
  state.length = text.length;
  return this;
};

const kMostBytes = 1024 ** 3;

/** The next power of two. */
function raiseHighWaterMark(size) {
  if (size > kMostBytes) throw new ERR_OUT_OF_RANGE('size', '<= 1GiB', size);
  let mark = 1;
  while (mark < size) mark *= 2;
  return mark;
}

function sizeToRead(size, state) {
  if (size <= 0 || (state.length === 0 && state.ended)) return 0;
  if (state.objectMode) return 1;
  // Bytes come as they were pushed, one chunk at a time; text together.
  if (NumberIsNaN(size))
    return state.length && (state.flowing || !state.decoder) ? firstOf(state).length : state.length;
  if (size <= state.length) return size;
  return state.ended ? state.length : 0;
}

Readable.prototype.read = function (n) {
  if (n === undefined) n = NaN;
  else if (!NumberIsInteger(n)) n = +n >= 0 ? +n - (+n % 1) : NaN;
  const state = this._readableState;
  const wanted = n;
  if (n > state.highWaterMark) state.highWaterMark = raiseHighWaterMark(n);
  if (n !== 0) state.emittedReadable = false;
  // Only to tell that there is something.
  const isFull = state.highWaterMark !== 0 ? state.length >= state.highWaterMark : state.length > 0;
  if (n === 0 && state.needReadable && (isFull || state.ended)) {
    if (state.length === 0 && state.ended) endOutput(this);
    else tellReadable(this);
    return null;
  }
  n = sizeToRead(n, state);
  if (n === 0 && state.ended) {
    if (state.length === 0) endOutput(this);
    return null;
  }
  if (mustRead(state, n)) {
    callRead(this, state);
    if (!state.reading) n = sizeToRead(wanted, state);
  }
  const result = n > 0 ? takeFromBuffer(n, state) : null;
  if (result === null) {
    state.needReadable = state.length <= state.highWaterMark;
    n = 0;
  } else {
    state.length -= n;
    state.awaitDrainWriters = [];
  }
  if (state.length === 0) {
    if (!state.ended) state.needReadable = true;
    if (wanted !== n && state.ended) endOutput(this);
  }
  if (result !== null && !state.errorEmitted && !state.closeEmitted) {
    state.dataEmitted = true;
    this.emit('data', result);
  }
  return result;
};

function mustRead(state, size) {
  if (state.ended || state.reading || state.destroyed || state.errored || !state.constructed) return false;
  return state.needReadable || state.length === 0 || state.length - size < state.highWaterMark;
}

function callRead(stream, state) {
  state.reading = true;
  state.sync = true;
  if (state.length === 0) state.needReadable = true;
  try {
    stream._read(state.highWaterMark);
  } catch (error) {
    errorOrDestroy(stream, error);
  }
  state.sync = false;
}

Readable.prototype._read = function () {
  throw new ERR_METHOD_NOT_IMPLEMENTED('_read()');
};

/** 'readable' is to be emitted, once. */
function tellReadable(stream) {
  const state = stream._readableState;
  state.needReadable = false;
  if (state.emittedReadable) return;
  state.emittedReadable = true;
  nextTick(emitReadable, stream);
}

function emitReadable(stream) {
  const state = stream._readableState;
  if (!state.destroyed && !state.errored && (state.length || state.ended)) {
    stream.emit('readable');
    state.emittedReadable = false;
  }
  state.needReadable = !state.flowing && !state.ended && state.length <= state.highWaterMark;
  flow(stream);
}

/** The buffer is filled up to its mark, although nobody asks. */
function readMoreLater(stream, state) {
  if (state.readingMore || !state.constructed) return;
  state.readingMore = true;
  nextTick(readMoreNow, stream, state);
}

function readMoreNow(stream, state) {
  while (
    !state.reading &&
    !state.ended &&
    (state.length < state.highWaterMark || (state.flowing && state.length === 0))
  ) {
    const before = state.length;
    stream.read(0);
    if (before === state.length) break;
  }
  state.readingMore = false;
}

// Ending ----------------------------------------------------------------------------------------------------

function endOutput(stream) {
  const state = stream._readableState;
  if (state.endEmitted) return;
  state.ended = true;
  nextTick(emitEnd, state, stream);
}

function emitEnd(state, stream) {
  if (state.errored || state.closeEmitted || state.endEmitted || state.length !== 0) return;
  state.endEmitted = true;
  stream.emit('end');
  if (stream.writable && stream.allowHalfOpen === false) {
    nextTick(() => {
      if (stream.writable && !stream.writableEnded && !stream.destroyed) stream.end();
    });
    return;
  }
  if (!state.autoDestroy) return;
  const writable = stream._writableState;
  const isWritten = !writable || (writable.autoDestroy && (writable.finished || writable.writable === false));
  if (isWritten) stream.destroy();
}

// Flowing ---------------------------------------------------------------------------------------------------

Readable.prototype.resume = function () {
  const state = this._readableState;
  if (!state.flowing) {
    // Whoever listens to 'readable' reads by himself.
    state.flowing = !state.readableListening;
    resumeLater(this, state);
  }
  state.paused = false;
  return this;
};

function resumeLater(stream, state) {
  if (state.resumeScheduled) return;
  state.resumeScheduled = true;
  nextTick(resumeNow, stream, state);
}

function resumeNow(stream, state) {
  if (!state.reading) stream.read(0);
  state.resumeScheduled = false;
  stream.emit('resume');
  flow(stream);
  if (state.flowing && !state.reading) stream.read(0);
}

Readable.prototype.pause = function () {
  const state = this._readableState;
  if (state.flowing !== false) {
    state.flowing = false;
    this.emit('pause');
  }
  state.paused = true;
  return this;
};

function flow(stream) {
  const state = stream._readableState;
  while (state.flowing && stream.read() !== null);
}

Readable.prototype.on = function (event, listener) {
  const result = ReflectApply(Stream.prototype.on, this, [event, listener]);
  const state = this._readableState;
  if (event === 'data') {
    state.readableListening = this.listenerCount('readable') > 0;
    if (state.flowing !== false) this.resume();
  } else if (event === 'readable' && !state.endEmitted && !state.readableListening) {
    state.readableListening = state.needReadable = true;
    state.flowing = false;
    state.emittedReadable = false;
    if (state.length) tellReadable(this);
    else if (!state.reading) nextTick(() => this.read(0));
  }
  return result;
};
Readable.prototype.addListener = Readable.prototype.on;

Readable.prototype.removeListener = function (event) {
  const result = ReflectApply(Stream.prototype.removeListener, this, arguments);
  if (event === 'readable') nextTick(updateListening, this);
  return result;
};
Readable.prototype.off = Readable.prototype.removeListener;
Readable.prototype.removeAllListeners = function (event) {
  const result = ReflectApply(Stream.prototype.removeAllListeners, this, arguments);
  if (event === 'readable' || event === undefined) nextTick(updateListening, this);
  return result;
};

function updateListening(stream) {
  const state = stream._readableState;
  state.readableListening = stream.listenerCount('readable') > 0;
  if (state.resumeScheduled && state.paused === false) state.flowing = true;
  else if (stream.listenerCount('data') > 0) stream.resume();
  else if (!state.readableListening) state.flowing = null;
}

// Pipes -----------------------------------------------------------------------------------------------------

/** The listeners of one stream that is piped into another. */
class Pipe {
  onDrain = undefined;
  isCleanedUp = false;

  constructor(source, destination) {
    this.source = source;
    this.destination = destination;
  }

  /** @param endsDestination  when the source ends */
  begin(endsDestination) {
    const { source, destination } = this;
    const onSourceEnd = endsDestination ? this.onEnd : this.unpipe;
    if (source._readableState.endEmitted) nextTick(onSourceEnd);
    else source.once('end', onSourceEnd);
    destination.on('unpipe', this.onUnpipe);
    source.on('data', this.onData);
    prependListener(destination, 'error', this.onError);
    destination.once('close', this.onClose);
    destination.once('finish', this.onFinish);
    destination.emit('pipe', source);
    if (destination.writableNeedDrain === true) this.waitForDrain();
    else if (!source._readableState.flowing) source.resume();
  }

  cleanUp() {
    const { source, destination, onDrain } = this;
    destination.removeListener('close', this.onClose);
    destination.removeListener('finish', this.onFinish);
    if (onDrain) destination.removeListener('drain', onDrain);
    destination.removeListener('error', this.onError);
    destination.removeListener('unpipe', this.onUnpipe);
    source.removeListener('end', this.onEnd);
    source.removeListener('end', this.unpipe);
    source.removeListener('data', this.onData);
    this.isCleanedUp = true;
    const mustDrain = !destination._writableState || destination._writableState.needDrain;
    if (onDrain && source._readableState.awaitDrainWriters.length > 0 && mustDrain) onDrain();
  }

  waitForDrain() {
    const { source, destination } = this;
    const { awaitDrainWriters } = source._readableState;
    // The one that is full may have been piped to twice.
    if (!this.isCleanedUp) {
      if (ArrayPrototypeIndexOf(awaitDrainWriters, destination) < 0) ArrayPrototypePush(awaitDrainWriters, destination);
      source.pause();
    }
    if (this.onDrain) return;
    this.onDrain = () => {
      const writers = source._readableState.awaitDrainWriters;
      const place = ArrayPrototypeIndexOf(writers, destination);
      if (place >= 0) ArrayPrototypeSplice(writers, place, 1);
      if (writers.length === 0 && source.listenerCount('data') > 0) source.resume();
    };
    destination.on('drain', this.onDrain);
  }

  onUnpipe = (readable, info) => {
    if (readable === this.source && info && info.hasUnpiped === false) {
      info.hasUnpiped = true;
      this.cleanUp();
    }
  };
  onEnd = () => {
    this.destination.end();
  };
  onData = (chunk) => {
    if (this.destination.write(chunk) === false) this.waitForDrain();
  };
  onError = (error) => {
    const { destination } = this;
    this.unpipe();
    destination.removeListener('error', this.onError);
    if (destination.listenerCount('error') > 0) return;
    const target = destination._writableState ?? destination._readableState;
    if (target && !target.errorEmitted) errorOrDestroy(destination, error);
    else destination.emit('error', error);
  };
  onClose = () => {
    this.destination.removeListener('finish', this.onFinish);
    this.unpipe();
  };
  onFinish = () => {
    this.destination.removeListener('close', this.onClose);
    this.unpipe();
  };
  unpipe = () => {
    this.source.unpipe(this.destination);
  };
}

Readable.prototype.pipe = function (destination, options) {
  ArrayPrototypePush(this._readableState.pipes, destination);
  const isEnding = !options || options.end !== false;
  const isStandard = destination === globalThis.process?.stdout || destination === globalThis.process?.stderr;
  new Pipe(this, destination).begin(isEnding && !isStandard);
  return destination;
};

Readable.prototype.unpipe = function (destination) {
  const state = this._readableState;
  if (state.pipes.length === 0) return this;
  if (!destination) {
    const all = state.pipes;
    state.pipes = [];
    this.pause();
    for (let i = 0; i < all.length; i++) all[i].emit('unpipe', this, { hasUnpiped: false });
    return this;
  }
  const place = ArrayPrototypeIndexOf(state.pipes, destination);
  if (place < 0) return this;
  ArrayPrototypeSplice(state.pipes, place, 1);
  if (state.pipes.length === 0) this.pause();
  destination.emit('unpipe', this, { hasUnpiped: false });
  return this;
};

/** https://nodejs.org/api/stream.html#readablewrapstream: of a stream as they were long ago. */
Readable.prototype.wrap = function (stream) {
  let isPaused = false;
  stream.on('data', (chunk) => {
    if (!this.push(chunk) && stream.pause) {
      isPaused = true;
      stream.pause();
    }
  });
  stream.on('end', () => this.push(null));
  stream.on('error', (error) => errorOrDestroy(this, error));
  stream.on('close', () => this.destroy());
  stream.on('destroy', () => this.destroy());
  this._read = () => {
    if (isPaused && stream.resume) {
      isPaused = false;
      stream.resume();
    }
  };
  const names = ObjectKeys(stream);
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    if (this[name] === undefined && typeof stream[name] === 'function')
      this[name] = (...args) => ReflectApply(stream[name], stream, args);
  }
  return this;
};

// Properties ------------------------------------------------------------------------------------------------

const getters = {
  closed: (state) => !!state?.closed,
  errored: (state) => state?.errored ?? null,
  readableAborted: (state) => !!(state.readable !== false && (state.destroyed || state.errored) && !state.endEmitted),
  readableBuffer: (state) => state && ArrayPrototypeSlice(state.buffer, state.bufferIndex),
  readableDidRead: (state) => state.dataEmitted,
  readableEncoding: (state) => state?.encoding ?? null,
  readableEnded: (state) => !!state?.endEmitted,
  readableHighWaterMark: (state) => state.highWaterMark,
  readableLength: (state) => state.length,
  readableObjectMode: (state) => !!state?.objectMode,
};
const descriptors = { __proto__: null };
const getterNames = ObjectKeys(getters);
for (let i = 0; i < getterNames.length; i++) {
  const name = getterNames[i];
  const read = getters[name];
  descriptors[name] = {
    __proto__: null,
    configurable: true,
    get() {
      return read(this._readableState);
    },
  };
}
descriptors.readable = {
  __proto__: null,
  configurable: true,
  get() {
    const state = this._readableState;
    return !!state && state.readable !== false && !state.destroyed && !state.errorEmitted && !state.endEmitted;
  },
  set(value) {
    if (this._readableState) this._readableState.readable = !!value;
  },
};
descriptors.readableFlowing = {
  __proto__: null,
  configurable: true,
  get() {
    return this._readableState.flowing;
  },
  set(value) {
    if (this._readableState) this._readableState.flowing = value;
  },
};
descriptors.destroyed = {
  __proto__: null,
  configurable: true,
  get() {
    return this._readableState ? this._readableState.destroyed : false;
  },
  set(value) {
    if (this._readableState) this._readableState.destroyed = value;
  },
};
ObjectDefineProperties(Readable.prototype, descriptors);
ObjectDefineProperties(ReadableState.prototype, {
  __proto__: null,
  pipesCount: {
    __proto__: null,
    get() {
      return this.pipes.length;
    },
  },
});

module.exports = { Readable, initializeReadable, readMoreNow, useReadableOptions };

'use strict';

// https://nodejs.org/api/stream.html#writable-streams

const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const ArrayPrototypeSlice = uncurried('ArrayPrototype', 'slice');
const FunctionPrototypeSymbolHasInstance = uncurried('FunctionPrototype', '@@hasInstance');
const ObjectDefineProperties = intrinsic('Object', 'defineProperties');
const ObjectDefineProperty = intrinsic('Object', 'defineProperty');
const ObjectKeys = intrinsic('Object', 'keys');
const ObjectSetPrototypeOf = intrinsic('Object', 'setPrototypeOf');
const PromiseConstructor = intrinsic('Promise');
const ReflectApply = intrinsic('Reflect', 'apply');
const SymbolAsyncDispose = intrinsic('Symbol', 'asyncDispose');
const SymbolHasInstance = intrinsic('Symbol', 'hasInstance');

const { Buffer } = require('buffer');
const EventEmitter = require('events');
const { Stream } = require('internal/streams/legacy');
const { construct, destroy, errorOrDestroy } = require('internal/streams/destroy');
const { highWaterMarkOf } = require('internal/streams/options');
const { AbortError, codes } = require('internal/errors');
const { isArrayBufferView } = require('internal/types');
const { nextTick } = require('internal/util');
const {
  ERR_INVALID_ARG_TYPE,
  ERR_METHOD_NOT_IMPLEMENTED,
  ERR_MULTIPLE_CALLBACK,
  ERR_STREAM_ALREADY_FINISHED,
  ERR_STREAM_CANNOT_PIPE,
  ERR_STREAM_DESTROYED,
  ERR_STREAM_NULL_VALUES,
  ERR_STREAM_WRITE_AFTER_END,
  ERR_UNKNOWN_ENCODING,
} = codes;

function nothing() {}

/** What a stream keeps of its writable side. */
function WritableState(options, stream, isDuplex) {
  this.objectMode = !!(options?.objectMode || (isDuplex && options?.writableObjectMode));
  this.highWaterMark = highWaterMarkOf(this, options, 'writableHighWaterMark', isDuplex);
  this.finalCalled = false;
  this.needDrain = false;
  this.ending = false; // end() was called
  this.ended = false; // and has returned
  this.finished = false; // 'finish' was emitted
  this.destroyed = false;
  this.decodeStrings = options?.decodeStrings !== false;
  this.defaultEncoding = options?.defaultEncoding ?? 'utf8';
  this.length = 0; // what is written and not yet through: bytes or objects
  this.writing = false;
  this.corked = 0;
  this.sync = true; // the callback of what is written may be called at once
  this.bufferProcessing = false;
  this.onwrite = (error) => onWritten(stream, error);
  this.writecb = null;
  this.writelen = 0;
  this.afterWriteTickInfo = null;
  this.isAfterWritePending = false;
  this.buffered = [];
  this.bufferedIndex = 0;
  this.pendingcb = 0; // callbacks that have to be called before 'finish'
  this.constructed = true;
  this.prefinished = false;
  this.errorEmitted = false;
  this.emitClose = options?.emitClose !== false;
  this.autoDestroy = options?.autoDestroy !== false;
  this.errored = null;
  this.closed = false;
  this.closeEmitted = false;
  this.finishCallbacks = [];
}
WritableState.prototype.getBuffer = function getBuffer() {
  return ArrayPrototypeSlice(this.buffered, this.bufferedIndex);
};
ObjectDefineProperty(WritableState.prototype, 'bufferedRequestCount', {
  __proto__: null,
  get() {
    return this.buffered.length - this.bufferedIndex;
  },
});

function Writable(options) {
  if (!(this instanceof Writable)) return new Writable(options);
  initializeWritable(this, options, false);
  ReflectApply(Stream, this, [options]);
  this._events ??= { __proto__: null };
  useWritableOptions(this, options);
  construct(this, () => {
    const state = this._writableState;
    if (!state.writing) writeBuffered(this, state);
    finishIfThrough(this, state);
  });
}
ObjectSetPrototypeOf(Writable.prototype, Stream.prototype);
ObjectSetPrototypeOf(Writable, Stream);
Writable.WritableState = WritableState;

function initializeWritable(stream, options, isDuplex) {
  stream._writableState = new WritableState(options, stream, isDuplex);
}

/** Methods that a stream may be given as options. */
function useWritableOptions(stream, options) {
  if (!options) return;
  if (typeof options.write === 'function') stream._write = options.write;
  if (typeof options.writev === 'function') stream._writev = options.writev;
  if (typeof options.destroy === 'function') stream._destroy = options.destroy;
  if (typeof options.final === 'function') stream._final = options.final;
  if (typeof options.construct === 'function') stream._construct = options.construct;
  if (options.signal) require('internal/streams/finished').addAbortSignal(options.signal, stream);
}

/** A Duplex is a Writable, although it does not inherit from it. */
ObjectDefineProperty(Writable, SymbolHasInstance, {
  __proto__: null,
  value(object) {
    if (FunctionPrototypeSymbolHasInstance(this, object)) return true;
    return this === Writable && !!object && object._writableState instanceof WritableState;
  },
});

Writable.prototype.pipe = function pipe() {
  errorOrDestroy(this, new ERR_STREAM_CANNOT_PIPE());
};

// Writing ---------------------------------------------------------------------------------------------------

/** @return  an error, or whether there is room for more */
function write(stream, chunk, encoding, callback) {
  const state = stream._writableState;
  if (typeof callback !== 'function') callback = nothing;
  if (chunk === null) throw new ERR_STREAM_NULL_VALUES();
  if (!state.objectMode) {
    if (typeof chunk === 'string') {
      if (state.decodeStrings !== false) {
        if (!Buffer.isEncoding(encoding) && encoding !== 'buffer') throw new ERR_UNKNOWN_ENCODING(encoding);
        chunk = Buffer.from(chunk, encoding);
        encoding = 'buffer';
      }
    } else if (chunk instanceof Buffer) {
      encoding = 'buffer';
    } else if (isArrayBufferView(chunk)) {
      chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      encoding = 'buffer';
    } else {
      throw new ERR_INVALID_ARG_TYPE('chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk);
    }
  }
  let error;
  if (state.ending) error = new ERR_STREAM_WRITE_AFTER_END();
  else if (state.destroyed) error = new ERR_STREAM_DESTROYED('write');
  if (error) {
    nextTick(callback, error);
    errorOrDestroy(stream, error, true);
    return error;
  }
  state.pendingcb++;
  return writeOrKeep(stream, state, chunk, encoding, callback);
}

Writable.prototype.write = function (chunk, encoding, callback) {
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = undefined;
  }
  const state = this._writableState;
  if (!encoding) {
    encoding = state.defaultEncoding;
  } else if (encoding !== 'buffer' && !Buffer.isEncoding(encoding)) {
    throw new ERR_UNKNOWN_ENCODING(encoding);
  }
  return write(this, chunk, encoding, callback) === true;
};

function writeOrKeep(stream, state, chunk, encoding, callback) {
  const length = state.objectMode ? 1 : chunk.length;
  state.length += length;
  if (state.writing || state.corked || state.errored || !state.constructed) {
    ArrayPrototypePush(state.buffered, { chunk, encoding, callback });
  } else {
    writeNow(stream, state, false, length, chunk, encoding, callback);
  }
  // What is written already takes no room.
  const hasRoom = state.length < state.highWaterMark;
  if (!hasRoom) state.needDrain = true;
  return hasRoom && !state.errored && !state.destroyed;
}

function writeNow(stream, state, isMany, length, chunk, encoding, callback) {
  state.writelen = length;
  state.writecb = callback;
  state.writing = true;
  state.sync = true;
  if (state.destroyed) state.onwrite(new ERR_STREAM_DESTROYED('write'));
  else if (isMany) stream._writev(chunk, state.onwrite);
  else stream._write(chunk, encoding, state.onwrite);
  state.sync = false;
}

/** What `_write` calls when it is through. */
function onWritten(stream, error) {
  const state = stream._writableState;
  const isSync = state.sync;
  const callback = state.writecb;
  if (typeof callback !== 'function') {
    errorOrDestroy(stream, new ERR_MULTIPLE_CALLBACK());
    return;
  }
  state.writing = false;
  state.writecb = null;
  state.length -= state.writelen;
  state.writelen = 0;
  if (error) {
    if (!state.errored) state.errored = error;
    const readable = stream._readableState;
    if (readable && !readable.errored) readable.errored = error;
    if (isSync) nextTick(onWriteError, stream, state, error, callback);
    else onWriteError(stream, state, error, callback);
    return;
  }
  if (state.buffered.length > state.bufferedIndex) writeBuffered(stream, state);
  if (!isSync) {
    afterWrite(stream, state, 1, callback);
    return;
  }
  afterWriteAtOnce(stream, state, callback);
}

/** Of a write that was through before `_write` returned: in a tick, if somebody is to be told. */
function afterWriteAtOnce(stream, state, callback) {
  const isSilent = callback === nothing;
  // INTEROP: of streams of objects Node takes that for granted.
  const isTold = !isSilent || state.objectMode || (state.needDrain && state.length === 0);
  if (!isTold || (isSilent && state.isAfterWritePending)) {
    state.pendingcb--;
    if (state.ending) finishIfThrough(stream, state, true);
    return;
  }
  // Callbacks of writes that were through at once are called together.
  const waiting = state.afterWriteTickInfo;
  if (!isSilent && waiting !== null && waiting.callback === callback) {
    waiting.count++;
    return;
  }
  state.isAfterWritePending = true;
  const info = { count: 1, callback };
  if (!isSilent) state.afterWriteTickInfo = info;
  nextTick(() => {
    if (!isSilent) state.afterWriteTickInfo = null;
    afterWrite(stream, state, info.count, callback);
  });
}

function onWriteError(stream, state, error, callback) {
  state.pendingcb--;
  callback(error);
  failBuffered(state);
  errorOrDestroy(stream, error);
}

function afterWrite(stream, state, count, callback) {
  state.isAfterWritePending = false;
  if (!state.ending && !stream.destroyed && state.length === 0 && state.needDrain) {
    state.needDrain = false;
    stream.emit('drain');
  }
  for (; count > 0; count--) {
    state.pendingcb--;
    callback(null);
  }
  if (state.destroyed) failBuffered(state);
  if (state.ending) finishIfThrough(stream, state, true);
}

/** What was never written, because the stream is no more. */
function failBuffered(state) {
  if (state.writing) return;
  const list = state.buffered;
  const first = state.bufferedIndex;
  state.buffered = [];
  state.bufferedIndex = 0;
  for (let i = first; i < list.length; i++) {
    state.length -= state.objectMode ? 1 : list[i].chunk.length;
    list[i].callback(state.errored ?? new ERR_STREAM_DESTROYED('write'));
  }
  callFinishCallbacks(state, state.errored ?? new ERR_STREAM_DESTROYED('end'));
}

function callFinishCallbacks(state, error) {
  const callbacks = state.finishCallbacks;
  state.finishCallbacks = [];
  for (let i = 0; i < callbacks.length; i++) callbacks[i](error);
}

function writeBuffered(stream, state) {
  if (state.corked || state.bufferProcessing || state.destroyed || !state.constructed) return;
  const count = state.buffered.length - state.bufferedIndex;
  if (count === 0) return;
  state.bufferProcessing = true;
  if (count > 1 && stream._writev) {
    writeTogether(stream, state, count);
  } else {
    while (state.bufferedIndex < state.buffered.length && !state.writing) {
      const { chunk, encoding, callback } = state.buffered[state.bufferedIndex];
      state.buffered[state.bufferedIndex++] = null;
      writeNow(stream, state, false, state.objectMode ? 1 : chunk.length, chunk, encoding, callback);
    }
    dropWritten(state);
  }
  state.bufferProcessing = false;
}

function dropWritten(state) {
  if (state.bufferedIndex === state.buffered.length) {
    state.buffered = [];
    state.bufferedIndex = 0;
  } else if (state.bufferedIndex > 256) {
    state.buffered = ArrayPrototypeSlice(state.buffered, state.bufferedIndex);
    state.bufferedIndex = 0;
  }
}

/** Through `_writev`, with one callback for all. */
function writeTogether(stream, state, count) {
  const list = ArrayPrototypeSlice(state.buffered, state.bufferedIndex);
  state.buffered = [];
  state.bufferedIndex = 0;
  state.pendingcb -= count - 1;
  list.allBuffers = !state.objectMode;
  for (let i = 0; i < list.length && list.allBuffers; i++) list.allBuffers = list[i].encoding === 'buffer';
  const callback = (error) => {
    for (let i = 0; i < list.length; i++) list[i].callback(error);
  };
  writeNow(stream, state, true, state.length, list, '', callback);
}

Writable.prototype._write = function (chunk, encoding, callback) {
  if (!this._writev) throw new ERR_METHOD_NOT_IMPLEMENTED('_write()');
  this._writev([{ chunk, encoding }], callback);
};
Writable.prototype._writev = null;

Writable.prototype.cork = function cork() {
  this._writableState.corked++;
};
Writable.prototype.uncork = function uncork() {
  const state = this._writableState;
  if (!state.corked) return;
  state.corked--;
  if (!state.writing) writeBuffered(this, state);
};

Writable.prototype.setDefaultEncoding = function setDefaultEncoding(encoding) {
  const name = typeof encoding === 'string' ? uncurried('StringPrototype', 'toLowerCase')(encoding) : encoding;
  if (!Buffer.isEncoding(name)) throw new ERR_UNKNOWN_ENCODING(name);
  this._writableState.defaultEncoding = name;
  return this;
};

// Ending ----------------------------------------------------------------------------------------------------

Writable.prototype.end = function end(chunk, encoding, callback) {
  const state = this._writableState;
  if (typeof chunk === 'function') {
    callback = chunk;
    chunk = null;
    encoding = null;
  } else if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  let error;
  if (chunk !== null && chunk !== undefined) {
    const result = write(this, chunk, encoding || state.defaultEncoding, undefined);
    if (typeof result !== 'boolean') error = result;
  }
  // .end() writes all that was held back.
  if (state.corked) {
    state.corked = 1;
    this.uncork();
  }
  if (!error && !state.errored && !state.ending) {
    state.ending = true;
    finishIfThrough(this, state, true);
    state.ended = true;
  } else if (!error && state.finished) {
    error = new ERR_STREAM_ALREADY_FINISHED('end');
  } else if (!error && state.destroyed) {
    error = new ERR_STREAM_DESTROYED('end');
  }
  if (typeof callback === 'function') {
    if (error) nextTick(callback, error);
    else if (state.errored) nextTick(callback, state.errored);
    else if (state.finished) nextTick(callback);
    else ArrayPrototypePush(state.finishCallbacks, callback);
  }
  return this;
};

function mustFinish(state) {
  return (
    state.ending &&
    !state.destroyed &&
    state.constructed &&
    state.length === 0 &&
    !state.errored &&
    state.buffered.length === 0 &&
    !state.finished &&
    !state.writing &&
    !state.errorEmitted &&
    !state.closeEmitted
  );
}

function finishIfThrough(stream, state, isSync) {
  if (!mustFinish(state)) return;
  prepareFinish(stream, state);
  if (state.pendingcb !== 0) return;
  if (isSync) {
    state.pendingcb++;
    nextTick(() => {
      if (mustFinish(state)) finish(stream, state);
      else state.pendingcb--;
    });
  } else if (mustFinish(state)) {
    state.pendingcb++;
    finish(stream, state);
  }
}

function prepareFinish(stream, state) {
  if (state.prefinished || state.finalCalled) return;
  if (typeof stream._final === 'function' && !state.destroyed) {
    state.finalCalled = true;
    callFinal(stream, state);
  } else {
    state.prefinished = true;
    stream.emit('prefinish');
  }
}

function callFinal(stream, state) {
  let isCalled = false;
  function onFinal(error) {
    if (isCalled) {
      errorOrDestroy(stream, error ?? new ERR_MULTIPLE_CALLBACK());
      return;
    }
    isCalled = true;
    state.pendingcb--;
    if (error) {
      callFinishCallbacks(state, error);
      errorOrDestroy(stream, error, state.sync);
    } else if (mustFinish(state)) {
      state.prefinished = true;
      stream.emit('prefinish');
      // Some implementations read on in 'prefinish'.
      state.pendingcb++;
      nextTick(finish, stream, state);
    }
  }
  state.sync = true;
  state.pendingcb++;
  try {
    stream._final(onFinal);
  } catch (error) {
    onFinal(error);
  }
  state.sync = false;
}

function finish(stream, state) {
  state.pendingcb--;
  state.finished = true;
  callFinishCallbacks(state, null);
  stream.emit('finish');
  if (!state.autoDestroy) return;
  const readable = stream._readableState;
  const isReadThrough = !readable || (readable.autoDestroy && (readable.endEmitted || readable.readable === false));
  if (isReadThrough) stream.destroy();
}

Writable.prototype.destroy = function (error, callback) {
  const state = this._writableState;
  const isWaiting = state.bufferedIndex < state.buffered.length || state.finishCallbacks.length > 0;
  if (!state.destroyed && isWaiting) nextTick(failBuffered, state);
  ReflectApply(destroy, this, [error, callback]);
  return this;
};
Writable.prototype._destroy = function (error, callback) {
  callback(error);
};
Writable.prototype[EventEmitter.captureRejectionSymbol] = function (error) {
  this.destroy(error);
};
Writable.prototype[SymbolAsyncDispose] = function () {
  let error;
  if (!this.destroyed) {
    error = this.writableFinished ? null : new AbortError();
    this.destroy(error);
  }
  return new PromiseConstructor((resolve, reject) =>
    require('internal/streams/finished').finished(this, (failure) =>
      failure && failure.name !== 'AbortError' ? reject(failure) : resolve(null),
    ),
  );
};

// Properties ------------------------------------------------------------------------------------------------

const accessors = {
  closed: (state) => state.closed,
  errored: (state) => state.errored,
  writableBuffer: (state) => state.getBuffer(),
  writableCorked: (state) => state.corked,
  writableEnded: (state) => state.ending,
  writableFinished: (state) => state.finished,
  writableHighWaterMark: (state) => state.highWaterMark,
  writableLength: (state) => state.length,
  writableNeedDrain: (state) => !state.destroyed && !state.ending && state.needDrain,
  writableObjectMode: (state) => state.objectMode,
};
const descriptors = {
  __proto__: null,
  destroyed: {
    __proto__: null,
    configurable: true,
    get() {
      return this._writableState ? this._writableState.destroyed : false;
    },
    set(value) {
      if (this._writableState) this._writableState.destroyed = value;
    },
  },
  writable: {
    __proto__: null,
    configurable: true,
    get() {
      const state = this._writableState;
      return !!state && state.writable !== false && !state.destroyed && !state.errored && !state.ending && !state.ended;
    },
    set(value) {
      if (this._writableState) this._writableState.writable = !!value;
    },
  },
  writableAborted: {
    __proto__: null,
    configurable: true,
    get() {
      const state = this._writableState;
      return state.writable !== false && (state.destroyed || !!state.errored) && !state.finished;
    },
  },
};
const accessorNames = ObjectKeys(accessors);
for (let i = 0; i < accessorNames.length; i++) {
  const name = accessorNames[i];
  const read = accessors[name];
  descriptors[name] = {
    __proto__: null,
    configurable: true,
    get() {
      return this._writableState ? read(this._writableState) : undefined;
    },
  };
}
ObjectDefineProperties(Writable.prototype, descriptors);

module.exports = { Writable, descriptors, initializeWritable, finishIfThrough, useWritableOptions, writeBuffered };

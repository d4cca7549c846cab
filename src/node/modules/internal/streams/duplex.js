'use strict';

// https://nodejs.org/api/stream.html#duplex-and-transform-streams

const ObjectDefineProperties = intrinsic('Object', 'defineProperties');
const ObjectGetOwnPropertyNames = intrinsic('Object', 'getOwnPropertyNames');
const ObjectSetPrototypeOf = intrinsic('Object', 'setPrototypeOf');
const ReflectApply = intrinsic('Reflect', 'apply');
const SymbolCallback = intrinsic('Symbol')('Callback');

const { Stream } = require('internal/streams/legacy');
const { construct } = require('internal/streams/destroy');
const { Readable, initializeReadable, readMoreNow, useReadableOptions } = require('internal/streams/readable');
const {
  Writable,
  descriptors: writableDescriptors,
  finishIfThrough,
  initializeWritable,
  useWritableOptions,
  writeBuffered,
} = require('internal/streams/writable');
const {
  codes: { ERR_METHOD_NOT_IMPLEMENTED },
} = require('internal/errors');
const { nextTick } = require('internal/util');

// Duplex ----------------------------------------------------------------------------------------------------

function Duplex(options) {
  if (!(this instanceof Duplex)) return new Duplex(options);
  initializeReadable(this, options, true);
  initializeWritable(this, options, true);
  ReflectApply(Stream, this, [options]);
  if (options) {
    this.allowHalfOpen = options.allowHalfOpen !== false;
    if (options.readable === false) {
      this._readableState.readable = false;
      this._readableState.ended = true;
      this._readableState.endEmitted = true;
    }
    if (options.writable === false) {
      this._writableState.writable = false;
      this._writableState.ending = true;
      this._writableState.ended = true;
      this._writableState.finished = true;
    }
    useReadableOptions(this, { ...options, signal: undefined });
    useWritableOptions(this, options);
  } else {
    this.allowHalfOpen = true;
  }
  construct(this, () => {
    const state = this._writableState;
    if (this._readableState.needReadable) readMoreNow(this, this._readableState);
    if (!state.writing) writeBuffered(this, state);
    finishIfThrough(this, state);
  });
}
ObjectSetPrototypeOf(Duplex.prototype, Readable.prototype);
ObjectSetPrototypeOf(Duplex, Readable);

const methods = ObjectGetOwnPropertyNames(Writable.prototype);
for (let i = 0; i < methods.length; i++) {
  const name = methods[i];
  if (name in writableDescriptors || name === 'constructor') continue;
  Duplex.prototype[name] ||= Writable.prototype[name];
}
// Of what both sides have, that of the writable side knows more.
Duplex.prototype.destroy = Writable.prototype.destroy;

ObjectDefineProperties(Duplex.prototype, {
  ...writableDescriptors,
  __proto__: null,
  closed: {
    __proto__: null,
    configurable: true,
    get() {
      return !!(this._readableState?.closed && this._writableState?.closed);
    },
  },
  destroyed: {
    __proto__: null,
    configurable: true,
    get() {
      if (this._readableState === undefined || this._writableState === undefined) return false;
      return this._readableState.destroyed && this._writableState.destroyed;
    },
    set(value) {
      if (this._readableState && this._writableState) {
        this._readableState.destroyed = value;
        this._writableState.destroyed = value;
      }
    },
  },
});

/** https://nodejs.org/api/stream.html#streamduplexpairoptions */
function duplexPair(options) {
  class Side extends Duplex {
    otherSide = null;
    [SymbolCallback] = null;
    _read() {
      const callback = this[SymbolCallback];
      if (!callback) return;
      this[SymbolCallback] = null;
      callback();
    }
    _write(chunk, encoding, callback) {
      if (chunk.length === 0) {
        nextTick(callback);
        return;
      }
      this.otherSide.push(chunk);
      this.otherSide[SymbolCallback] = callback;
    }
    _final(callback) {
      this.otherSide.on('end', callback);
      this.otherSide.push(null);
    }
  }
  const one = new Side(options);
  const other = new Side(options);
  one.otherSide = other;
  other.otherSide = one;
  return [one, other];
}

// Transform -------------------------------------------------------------------------------------------------

/** A Duplex whose output is made of its input. */
function Transform(options) {
  if (!(this instanceof Transform)) return new Transform(options);
  // Without a mark of its own the readable side holds nothing back that the writable side could hold.
  const ownMark = options?.readableHighWaterMark;
  const settings =
    ownMark === 0
      ? { ...options, highWaterMark: null, readableHighWaterMark: 0, writableHighWaterMark: options.writableHighWaterMark || 0 }
      : options;
  ReflectApply(Duplex, this, [settings]);
  this._readableState.sync = false;
  this[SymbolCallback] = null;
  if (options) {
    if (typeof options.transform === 'function') this._transform = options.transform;
    if (typeof options.flush === 'function') this._flush = options.flush;
  }
  this.on('prefinish', flushBeforeFinish);
}
ObjectSetPrototypeOf(Transform.prototype, Duplex.prototype);
ObjectSetPrototypeOf(Transform, Duplex);

function flushAndEnd(callback) {
  if (typeof this._flush !== 'function' || this.destroyed) {
    this.push(null);
    if (callback) callback();
    return;
  }
  this._flush((error, data) => {
    if (error) {
      if (callback) callback(error);
      else this.destroy(error);
      return;
    }
    if (data !== null && data !== undefined) this.push(data);
    this.push(null);
    if (callback) callback();
  });
}

/** Where `_final` is a subclass's own, the flush comes all the same. */
function flushBeforeFinish() {
  if (this._final !== flushAndEnd) ReflectApply(flushAndEnd, this, []);
}
Transform.prototype._final = flushAndEnd;

Transform.prototype._transform = function () {
  throw new ERR_METHOD_NOT_IMPLEMENTED('_transform()');
};

Transform.prototype._write = function (chunk, encoding, callback) {
  const readable = this._readableState;
  const writable = this._writableState;
  const before = readable.length;
  this._transform(chunk, encoding, (error, value) => {
    if (error) {
      callback(error);
      return;
    }
    if (value !== null && value !== undefined) this.push(value);
    // Nobody waits for a stream that has ended by itself.
    if (readable.ended) {
      nextTick(callback);
      return;
    }
    if (writable.ended || before === readable.length || readable.length < readable.highWaterMark) callback();
    else this[SymbolCallback] = callback;
  });
};

Transform.prototype._read = function () {
  const callback = this[SymbolCallback];
  if (!callback) return;
  this[SymbolCallback] = null;
  callback();
};

function PassThrough(options) {
  if (!(this instanceof PassThrough)) return new PassThrough(options);
  ReflectApply(Transform, this, [options]);
}
ObjectSetPrototypeOf(PassThrough.prototype, Transform.prototype);
ObjectSetPrototypeOf(PassThrough, Transform);
PassThrough.prototype._transform = function (chunk, encoding, callback) {
  callback(null, chunk);
};

module.exports = { Duplex, PassThrough, Transform, duplexPair };

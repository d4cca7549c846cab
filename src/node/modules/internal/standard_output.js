'use strict';

// process.stdout and process.stderr: https://nodejs.org/api/process.html#process-io. What is written there is
// handed over at once, and nothing ever has to be drained; whether that went well is known when the system has
// been asked (`binding.flush`): before the first callback is called, or at the end of the drain.

const ObjectDefineProperty = intrinsic('Object', 'defineProperty');
const ObjectKeys = intrinsic('Object', 'keys');
const ObjectSetPrototypeOf = intrinsic('Object', 'setPrototypeOf');
const ReflectApply = intrinsic('Reflect', 'apply');
const RegExpPrototypeExec = uncurried('RegExpPrototype', 'exec');
const StringPrototypeIndexOf = uncurried('StringPrototype', 'indexOf');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');

const { codes } = require('internal/errors');
const { errorOrDestroy } = require('internal/streams/destroy');
const { Writable } = require('internal/streams/writable');
const { nextTick } = require('internal/util');
const { validateInteger } = require('internal/validators');

const WritableWrite = Writable.prototype.write;
const WritableEnd = Writable.prototype.end;

/** What was written since somebody has asked how that went: they all fail together. */
const kBatch = intrinsic('Symbol')('kBatch');
/** Whether a batch has failed. */
const kHasFailed = intrinsic('Symbol')('kHasFailed');

function newBatch() {
  return { error: null, isOwn: false };
}

/** @param  isFile  of files the message tells more */
function makeError(stream, errno) {
  const isFile = stream._type === 'fs';
  return binding.makeError(errno, 'write', isFile);
}

function fail(stream, batch, errno) {
  batch.error = makeError(stream, errno);
  // What the console has written is nobody's, unless somebody listens; but who goes on into a pipe that nobody
  // reads is told the second time.
  const isForgiven = stream._type !== 'pipe' || !stream[kHasFailed];
  stream[kHasFailed] = true;
  if (!batch.isOwn && isForgiven && stream.listenerCount('error') === 0) return;
  errorOrDestroy(stream, batch.error);
}

/** @return  how the writing of that batch went */
function errorOf(stream, batch) {
  if (stream[kBatch] === batch) {
    stream[kBatch] = newBatch();
    const errno = binding.flush(stream.fd);
    if (errno !== 0) fail(stream, batch, errno);
  }
  return batch.error;
}

/** The stream stays, whatever happens to it. */
function revive(stream) {
  const state = stream._writableState;
  state.destroyed = false;
  state.closed = false;
  state.closeEmitted = false;
  state.errored = null;
  state.errorEmitted = false;
  state.finalCalled = false;
  state.prefinished = false;
  state.ending = false;
  state.ended = false;
  state.finished = false;
}

const kBrokenPipe = 32;

/** In the place of write(), also for the console, which asks for that: the first is told. */
function writeToEnded(chunk, encoding, callback) {
  if (typeof encoding === 'function') callback = encoding;
  const error = makeError(this, kBrokenPipe);
  const isFirst = !this._writableState.errored;
  this._writableState.errored = error;
  nextTick(() => {
    if (typeof callback === 'function') callback(error);
    if (isFirst && this.listenerCount('error') > 0) this.emit('error', error);
  });
  return false;
}

function hide(stream, key, value) {
  ObjectDefineProperty(stream, key, { __proto__: null, configurable: true, enumerable: false, value, writable: true });
}

const methods = {
  __proto__: null,

  write(chunk, encoding, callback) {
    const batch = this[kBatch];
    batch.isOwn = true;
    // OPTIMIZATION: what programs write most.
    const state = this._writableState;
    if (
      typeof chunk === 'string' &&
      callback === undefined &&
      (encoding === undefined || encoding === 'utf8') &&
      !(state.ending || state.destroyed || state.errored || state.corked) &&
      state.defaultEncoding === 'utf8' &&
      this._write === methods._write
    ) {
      binding.write(this.fd, chunk);
      return true;
    }
    if (typeof encoding === 'function') {
      callback = encoding;
      encoding = undefined;
    }
    if (typeof callback !== 'function') return ReflectApply(WritableWrite, this, [chunk, encoding]);
    return ReflectApply(WritableWrite, this, [chunk, encoding, (error) => callback(error ?? errorOf(this, batch))]);
  },

  end(chunk, encoding, callback) {
    if (typeof chunk === 'function' || chunk === null || chunk === undefined)
      return ReflectApply(WritableEnd, this, [chunk, encoding, callback]);
    if (typeof encoding === 'function') {
      callback = encoding;
      encoding = undefined;
    }
    this.write(chunk, encoding);
    return ReflectApply(WritableEnd, this, [callback]);
  },

  _write(bytes, encoding, callback) {
    binding.write(this.fd, bytes);
    callback();
  },

  _destroy(error, callback) {
    callback(error);
    // A pipe that was ended stays so, as in Node; nobody can end a file or a terminal.
    if (this._type === 'pipe' && this._writableState.ending) hide(this, 'write', writeToEnded);
    else revive(this);
  },

  destroySoon(error) {
    return this.destroy(error);
  },
};

function addMethods(prototype, added) {
  const names = ObjectKeys(added);
  for (let i = 0; i < names.length; i++)
    ObjectDefineProperty(prototype, names[i], {
      __proto__: null,
      configurable: true,
      enumerable: true,
      value: added[names[i]],
      writable: true,
    });
}

function initialize(stream, fd, type) {
  ReflectApply(Writable, stream, []);
  stream.fd = fd;
  stream._type = type;
  ObjectDefineProperty(stream, kBatch, { __proto__: null, value: newBatch(), writable: true });
  ObjectDefineProperty(stream, kHasFailed, { __proto__: null, value: false, writable: true });
}

/** Of a file or a pipe. */
function SyncWriteStream(fd) {
  initialize(this, fd, binding.fact(`descriptor ${fd}`) === 'pipe' ? 'pipe' : 'fs');
}
ObjectSetPrototypeOf(SyncWriteStream.prototype, Writable.prototype);
ObjectSetPrototypeOf(SyncWriteStream, Writable);
addMethods(SyncWriteStream.prototype, methods);

// Terminals: https://nodejs.org/api/tty.html#class-ttywritestream ------------------------------------------

/** "80x24": what the door says of a terminal */
function sizeOf(fd) {
  const text = binding.fact(`terminal ${fd}`) ?? '0x0';
  const cross = StringPrototypeIndexOf(text, 'x');
  return [+StringPrototypeSlice(text, 0, cross), +StringPrototypeSlice(text, cross + 1)];
}

function WriteStream(fd) {
  if (!(this instanceof WriteStream)) return new WriteStream(fd);
  validateInteger(fd, 'fd', 0, 2147483647);
  if (fd !== 1 && fd !== 2)
    throw new codes.ERR_METHOD_NOT_IMPLEMENTED('tty.WriteStream() of another descriptor than 1 or 2');
  initialize(this, fd, 'tty');
  const { 0: columns, 1: rows } = sizeOf(fd);
  this.columns = columns;
  this.rows = rows;
}
ObjectSetPrototypeOf(WriteStream.prototype, Writable.prototype);
ObjectSetPrototypeOf(WriteStream, Writable);
addMethods(WriteStream.prototype, methods);
WriteStream.prototype.isTTY = true;

const depthsOfTerminals = [
  [/^(?:mosh|eterm|dtterm|console|hurd|konsole|jfbterm|rxvt-unicode|xfce|st)$/, 4],
  [/^rxvt-unicode-24bit$/, 24],
  [/^(?:screen|xterm)-256|^kmscon$/, 8],
  [/direct|^(?:terminator|konsole-24bit)$/, 24],
  [/ansi|color|linux|^con[0-9]*x[0-9]|^rxvt|^screen|^xterm|^vt100|^vt220|^cygwin/, 4],
];

addMethods(WriteStream.prototype, {
  __proto__: null,

  /** Bits of a colour, as the terminal says by its variables. */
  getColorDepth(environment) {
    const variable = (name) => (environment === undefined ? binding.fact(`variable ${name}`) : environment[name]);
    const forced = variable('FORCE_COLOR');
    if (forced !== undefined) {
      if (forced === '' || forced === '1' || forced === 'true') return 4;
      return forced === '2' ? 8 : forced === '3' ? 24 : 1;
    }
    const terminal = variable('TERM');
    if (variable('NODE_DISABLE_COLORS') || variable('NO_COLOR') || terminal === 'dumb') return 1;
    if (variable('TMUX')) return 24;
    const said = variable('COLORTERM');
    if (said === 'truecolor' || said === '24bit') return 24;
    if (terminal) {
      for (let i = 0; i < depthsOfTerminals.length; i++)
        if (RegExpPrototypeExec(depthsOfTerminals[i][0], terminal) !== null) return depthsOfTerminals[i][1];
    }
    return said ? 4 : 1;
  },

  hasColors(count, environment) {
    if (environment === undefined && (count === undefined || (typeof count === 'object' && count !== null))) {
      environment = count;
      count = 16;
    } else {
      validateInteger(count, 'count', 2);
    }
    return count <= 2 ** this.getColorDepth(environment);
  },

  getWindowSize() {
    return [this.columns, this.rows];
  },

  _refreshSize() {
    const { 0: columns, 1: rows } = sizeOf(this.fd);
    if (columns === this.columns && rows === this.rows) return;
    this.columns = columns;
    this.rows = rows;
    this.emit('resize');
  },

  cursorTo(x, y, callback) {
    return require('readline').cursorTo(this, x, y, callback);
  },
  moveCursor(dx, dy, callback) {
    return require('readline').moveCursor(this, dx, dy, callback);
  },
  clearLine(direction, callback) {
    return require('readline').clearLine(this, direction, callback);
  },
  clearScreenDown(callback) {
    return require('readline').clearScreenDown(this, callback);
  },
});

/** process.stdout and process.stderr, each of which is asked for once. */
function makeStandardStream(fd) {
  const isTerminal = binding.fact(`terminal ${fd}`) !== undefined;
  const stream = isTerminal ? new WriteStream(fd) : new SyncWriteStream(fd);
  stream._isStdio = true;
  if (isTerminal) require('process').on('SIGWINCH', () => stream._refreshSize());
  binding.setFailureHandler(fd, (errno) => {
    const batch = stream[kBatch];
    stream[kBatch] = newBatch();
    fail(stream, batch, errno);
  });
  return stream;
}

module.exports = { WriteStream, makeStandardStream };

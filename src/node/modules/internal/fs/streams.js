'use strict';

// https://nodejs.org/api/fs.html#class-fsreadstream, #class-fswritestream

const ObjectDefineProperty = intrinsic('Object', 'defineProperty');
const ObjectSetPrototypeOf = intrinsic('Object', 'setPrototypeOf');
const ReflectApply = intrinsic('Reflect', 'apply');
const Symbol = intrinsic('Symbol');
const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');

const { Buffer } = require('buffer');
const BufferAllocUnsafeSlow = Buffer.allocUnsafeSlow;
const BufferConcat = Buffer.concat;
const BufferFrom = Buffer.from;
const { codes } = require('internal/errors');
const { getDescriptor, getOptions, getPath } = require('internal/fs/arguments');
const { close, fsync, open } = require('internal/fs/operations');
const { readRequest, writeRequest } = require('internal/fs/contents');
const { runAsync, setReferenced } = require('internal/fs/steps');
const { nextTick } = require('internal/util');
const { validateFunction, validateInteger } = require('internal/validators');
const { Readable, Writable, finished } = require('stream');

/** Whether an operation is in flight, whose callback has not been called. */
const kIsBusy = Symbol('kIsBusy');
/** That operation, if it is one of ours. */
const kOperation = Symbol('kOperation');
/** What opens, reads, writes and closes: `ownFiles`, or the option `fs`. */
const kFiles = Symbol('kFiles');
/** Whether it keeps the program running. */
const kIsReferenced = Symbol('kIsReferenced');
/** To be called when it is over, by whoever wants to close the file. */
const kWaiting = Symbol('kWaiting');
/** The FileHandle that the descriptor is of. */
const kHandle = Symbol('kHandle');

/** As functions of `fs`, but each returns its operation. */
const ownFiles = {
  __proto__: null,
  open: (path, flags, mode, callback) => runAsync(open(path, flags, mode), callback),
  read: (fd, bytes, offset, length, position, callback) =>
    runAsync(readRequest(fd, bytes, offset, length, position ?? -1), callback),
  write: (fd, bytes, offset, length, position, callback) =>
    runAsync(writeRequest(fd, bytes, offset, length, position ?? -1), callback),
  close: (fd, callback) => runAsync(close(fd), callback),
  fsync: (fd, callback) => runAsync(fsync(fd), callback),
};

/** The option `fs` must have what is going to be called. */
function checkFiles(files, options) {
  if (typeof options.fd === 'object' && options.fd !== null)
    throw new codes.ERR_METHOD_NOT_IMPLEMENTED('FileHandle with fs');
  if (options.fd === undefined || options.fd === null) validateFunction(files.open, 'options.fs.open');
  if (options.autoDestroy) validateFunction(files.close, 'options.fs.close');
  if (options.flush) validateFunction(files.fsync, 'options.fs.fsync');
}

/** What both classes take from their options before they are streams. */
function prepare(stream, path, options, flags) {
  stream[kFiles] = options.fs || ownFiles;
  options.autoDestroy = options.autoClose ?? true;
  if (stream[kFiles] !== ownFiles) checkFiles(stream[kFiles], options);
  if (options.fd === undefined || options.fd === null) {
    stream.path = getPath(path);
    stream.fd = null;
    stream.flags = options.flags ?? flags;
    stream.mode = options.mode ?? 0o666;
  } else {
    stream.path = undefined;
    if (typeof options.fd === 'object') stream[kHandle] = options.fd;
    stream.fd = getDescriptor(typeof options.fd === 'object' ? options.fd.fd : options.fd, 'options.fd');
  }
  stream[kIsBusy] = false;
  stream[kOperation] = undefined;
  stream[kWaiting] = undefined;
  stream[kIsReferenced] = true;
  options.emitClose ??= true;
}

/** Begins an operation on the stream's file, which nobody closes before it is over. */
function run(stream, name, parameters, callback) {
  const files = stream[kFiles];
  stream[kIsBusy] = true;
  ArrayPrototypePush(parameters, (error, result) => {
    stream[kIsBusy] = false;
    stream[kOperation] = undefined;
    if (stream[kWaiting] !== undefined) return stream[kWaiting](error);
    callback(error, result);
  });
  const operation = ReflectApply(files[name], files, parameters);
  if (files !== ownFiles) return;
  stream[kOperation] = operation;
  if (!stream[kIsReferenced]) setReferenced(operation, false);
}

function setStreamReferenced(stream, isReferenced) {
  stream[kIsReferenced] = isReferenced;
  if (stream[kOperation] !== undefined) setReferenced(stream[kOperation], isReferenced);
  return stream;
}

function constructFile(callback) {
  if (typeof this.fd === 'number') return callback();
  this[kFiles].open(this.path, this.flags, this.mode, (error, fd) => {
    if (error) return callback(error);
    this.fd = fd;
    callback();
    this.emit('open', fd);
    this.emit('ready');
  });
}

function closeFile(stream, error, callback) {
  const { fd } = stream;
  const files = stream[kFiles];
  const handle = stream[kHandle];
  if (typeof fd !== 'number') return callback(error);
  stream.fd = null;
  const done = (failure) => callback(failure || error);
  if (handle !== undefined) {
    handle.close().then(() => done(null), done);
  } else if (stream.flush && !error) {
    files.fsync(fd, (failure) => files.close(fd, (other) => done(failure ?? other)));
  } else {
    files.close(fd, done);
  }
}

function destroyFile(error, callback) {
  if (!this[kIsBusy]) return closeFile(this, error, callback);
  this[kWaiting] = (failure) => closeFile(this, error || failure, callback);
}

function definePending(constructor) {
  ObjectDefineProperty(constructor.prototype, 'pending', {
    __proto__: null,
    configurable: true,
    get() {
      return this.fd === null;
    },
  });
}

// Reading ---------------------------------------------------------------------------------------------------

function ReadStream(path, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, options);
  options = getOptions(options);
  options.highWaterMark ??= 64 * 1024;
  prepare(this, path, options, 'r');
  validateFunction(this[kFiles].read, 'options.fs.read');
  this.start = options.start;
  this.end = options.end ?? Infinity;
  this.pos = undefined;
  this.bytesRead = 0;
  if (this.start !== undefined) {
    validateInteger(this.start, 'start', 0);
    this.pos = this.start;
  }
  if (this.end !== Infinity) {
    validateInteger(this.end, 'end', 0);
    if (this.start !== undefined && this.start > this.end)
      throw new codes.ERR_OUT_OF_RANGE('start', `<= "end" (here: ${this.end})`, this.start);
  }
  ReflectApply(Readable, this, [options]);
}
ObjectSetPrototypeOf(ReadStream.prototype, Readable.prototype);
ObjectSetPrototypeOf(ReadStream, Readable);
definePending(ReadStream);

ReadStream.prototype._construct = constructFile;
ReadStream.prototype._destroy = destroyFile;
ReadStream.prototype._read = function _read(size) {
  const rest = this.pos === undefined ? this.end - this.bytesRead + 1 : this.end - this.pos + 1;
  if (rest < size) size = rest;
  if (size <= 0) return void this.push(null);
  const bytes = BufferAllocUnsafeSlow(size);
  run(this, 'read', [this.fd, bytes, 0, size, this.pos], (error, count) => {
    if (this.destroyed) return;
    if (error) return void this.destroy(error);
    if (count === 0) return void this.push(null);
    if (this.pos !== undefined) this.pos += count;
    this.bytesRead += count;
    // What is not full must not keep the whole in memory.
    this.push(count === size ? bytes : BufferFrom(bytes.subarray(0, count)));
  });
};
ReadStream.prototype.close = function close(callback) {
  if (typeof callback === 'function') finished(this, callback);
  this.destroy();
};
/** What is being read keeps the program running, as it does at first. */
ReadStream.prototype.ref = function ref() {
  return setStreamReferenced(this, true);
};
ReadStream.prototype.unref = function unref() {
  return setStreamReferenced(this, false);
};

// Writing ---------------------------------------------------------------------------------------------------

function WriteStream(path, options) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, options);
  options = getOptions(options);
  options.decodeStrings = true;
  prepare(this, path, options, 'w');
  if (this[kFiles] !== ownFiles) useGivenWrites(this);
  this.start = options.start;
  this.pos = undefined;
  this.bytesWritten = 0;
  this.flush = options.flush ?? false;
  if (this.start !== undefined) {
    validateInteger(this.start, 'start', 0);
    this.pos = this.start;
  }
  ReflectApply(Writable, this, [options]);
  if (options.encoding) this.setDefaultEncoding(options.encoding);
}
ObjectSetPrototypeOf(WriteStream.prototype, Writable.prototype);
ObjectSetPrototypeOf(WriteStream, Writable);
definePending(WriteStream);

ObjectDefineProperty(WriteStream.prototype, 'autoClose', {
  __proto__: null,
  get() {
    return this._writableState.autoDestroy;
  },
});
ObjectDefineProperty(ReadStream.prototype, 'autoClose', {
  __proto__: null,
  get() {
    return this._readableState.autoDestroy;
  },
});

/** The option `fs` may have `write`, `writev`, or both. */
function useGivenWrites(stream) {
  const { write, writev } = stream[kFiles];
  if (write || !writev) validateFunction(write, 'options.fs.write');
  if (!writev) return;
  validateFunction(writev, 'options.fs.writev');
  stream._writev = writeAll;
  if (!write) stream._write = Writable.prototype._write;
}

function writeAll(entries, callback) {
  const chunks = [];
  let size = 0;
  for (let i = 0; i < entries.length; i++) {
    ArrayPrototypePush(chunks, entries[i].chunk);
    size += entries[i].chunk.byteLength;
  }
  run(this, 'writev', [this.fd, chunks, this.pos], (error, count) => {
    if (error) return callback(error);
    this.bytesWritten += count;
    if (this.pos !== undefined) this.pos += count;
    if (count === size) return callback();
    this._writev([{ chunk: BufferConcat(chunks).subarray(count), encoding: 'buffer' }], callback);
  });
}

WriteStream.prototype._construct = constructFile;
WriteStream.prototype._destroy = destroyFile;
WriteStream.prototype._write = function _write(bytes, encoding, callback) {
  let done = 0;
  const writeRest = () => {
    run(this, 'write', [this.fd, bytes, done, bytes.byteLength - done, this.pos], (error, count) => {
      if (error) return callback(error);
      done += count;
      this.bytesWritten += count;
      if (this.pos !== undefined) this.pos += count;
      if (done < bytes.byteLength) return writeRest();
      callback();
    });
  };
  writeRest();
};
WriteStream.prototype.close = function close(callback) {
  if (callback !== undefined) {
    validateFunction(callback, 'callback');
    if (this.closed) return nextTick(callback);
    this.on('close', callback);
  }
  // Without autoClose the end is not the close.
  if (!this.autoClose) this.on('finish', this.destroy);
  this.end();
};
WriteStream.prototype.destroySoon = WriteStream.prototype.end;

module.exports = { ReadStream, WriteStream };

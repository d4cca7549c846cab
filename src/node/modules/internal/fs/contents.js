'use strict';

// Reading and writing contents: https://nodejs.org/api/fs.html. Steps, as in operations.js.

const ArrayIsArray = intrinsic('Array', 'isArray');
const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const RangeError = intrinsic('RangeError');

const { Buffer } = require('buffer');
const BufferAllocUnsafeSlow = Buffer.allocUnsafeSlow;
const BufferConcat = Buffer.concat;
const BufferFrom = Buffer.from;
const { AbortError, codes, define } = require('internal/errors');
const { checkPart, constants, getDescriptor, getFlags, getMode, getOptions, getPath, getPosition, getView } =
  require('internal/fs/arguments');
const { close, fsync } = require('internal/fs/operations');
const { Request, operations, requestOf } = require('internal/fs/steps');
const { isArrayBufferView } = require('internal/types');
const { validateBoolean, validateInteger, validateObject } = require('internal/validators');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } = codes;

define('ERR_FS_FILE_TOO_LARGE', RangeError, (size) => `File size (${size}) is greater than 2 GiB`);

/** As much as a Buffer takes in Node. */
const kMostBytes = 2 ** 31 - 1;
/** So much is read at once, of files whose size is known and of others. */
const kPiece = 512 * 1024;
const kUnknownPiece = 64 * 1024;

// Parts of files --------------------------------------------------------------------------------------------

function readRequest(fd, view, offset, length, position) {
  const request = requestOf(fd, operations.Read);
  request.view = view;
  request.offset = offset;
  request.number = length;
  request.position = position;
  return request;
}

/**
 * `(fd, buffer, offset, length, position)`, `(fd, buffer, options)`, and where `isOptional` `(fd, options)`, `(fd)`
 * @return what is read, and the request for it
 */
function read(fd, buffer, offsetOrOptions, length, position, isOptional) {
  fd = getDescriptor(fd);
  let offset = offsetOrOptions;
  let options;
  if (isOptional && (buffer === undefined || (buffer !== null && typeof buffer === 'object' && !isArrayBufferView(buffer)))) {
    options = buffer;
    if (options !== undefined) validateObject(options, 'options', { nullable: true });
    buffer = options?.buffer ?? BufferAllocUnsafeSlow(16384);
  } else if (length === undefined && position === undefined &&
             (offset === undefined || (offset !== null && typeof offset === 'object'))) {
    options = offset;
  } else if (length === undefined && position === undefined && offset !== null) {
    throw new ERR_INVALID_ARG_TYPE('options', 'Object', offset);
  }
  getView(buffer);
  if (options !== undefined) {
    offset = options?.offset;
    length = options?.length;
    position = options?.position;
  }
  offset ??= 0;
  validateInteger(offset, 'offset', 0);
  length = typeof length === 'number' ? length | 0 : length ?? buffer.byteLength - offset;
  if (length !== 0 && buffer.byteLength === 0) {
    throw new ERR_INVALID_ARG_VALUE('buffer', buffer, 'is empty and cannot be written');
  }
  checkPart(offset, length, buffer.byteLength);
  return { buffer, request: readRequest(fd, buffer, offset, length, getPosition(position)) };
}

function writeRequest(fd, view, offset, length, position) {
  const request = requestOf(fd, operations.Write);
  request.view = view;
  request.offset = offset;
  request.number = length;
  request.position = position;
  return request;
}

/** `(fd, buffer, offset, length, position)`, `(fd, buffer, options)`, `(fd, string, position, encoding)` */
function write(fd, buffer, offsetOrOptions, length, position) {
  fd = getDescriptor(fd);
  if (typeof buffer === 'string') {
    const bytes = BufferFrom(buffer, length ?? 'utf8');
    return writeRequest(fd, bytes, 0, bytes.byteLength, typeof offsetOrOptions === 'number' ? offsetOrOptions : -1);
  }
  if (!isArrayBufferView(buffer))
    throw new ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView'], buffer);
  let offset = offsetOrOptions;
  if (offset !== null && typeof offset === 'object') {
    length = offset.length;
    position = offset.position;
    offset = offset.offset;
  }
  offset ??= 0;
  validateInteger(offset, 'offset', 0);
  if (typeof length !== 'number') length = buffer.byteLength - offset;
  checkPart(offset, length, buffer.byteLength);
  return writeRequest(fd, buffer, offset, length, typeof position === 'number' ? position : -1);
}

function getViews(buffers) {
  if (!ArrayIsArray(buffers)) throw new ERR_INVALID_ARG_TYPE('buffers', 'ArrayBufferView[]', buffers);
  for (let i = 0; i < buffers.length; i++) {
    if (!isArrayBufferView(buffers[i])) throw new ERR_INVALID_ARG_TYPE('buffers', 'ArrayBufferView[]', buffers);
  }
  return buffers;
}

function readv(fd, buffers, position) {
  fd = getDescriptor(fd);
  return vectorSteps(fd, getViews(buffers), typeof position === 'number' ? position : -1, readRequest);
}

function writev(fd, buffers, position) {
  fd = getDescriptor(fd);
  return vectorSteps(fd, getViews(buffers), typeof position === 'number' ? position : -1, writeRequest);
}

/** How many bytes, of one view after the other. */
function* vectorSteps(fd, buffers, position, makeRequest) {
  let total = 0;
  for (let i = 0; i < buffers.length; i++) {
    const size = buffers[i].byteLength;
    const count = yield makeRequest(fd, buffers[i], 0, size, position < 0 ? -1 : position + total);
    total += count;
    if (count < size) break;
  }
  return total;
}

// Whole files -----------------------------------------------------------------------------------------------

function openRequest(path, flags, mode) {
  const request = new Request(operations.Open, path);
  request.number = flags;
  request.mode = mode;
  return request;
}

/** Numbers that cannot be descriptors are told to be no paths. */
function looksLikeDescriptor(file) {
  return typeof file === 'number' && file === (file | 0);
}

function checkAborted(signal) {
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
}

/** @param file  a path, or a descriptor, which stays open */
function readFile(file, options) {
  options = getOptions(options, { flag: 'r' });
  const isDescriptor = looksLikeDescriptor(file);
  const flags = getFlags(options.flag);
  return readFileSteps(isDescriptor ? getDescriptor(file) : undefined, isDescriptor ? undefined : getPath(file),
    flags, options.encoding, options.signal);
}

function* readFileSteps(fd, path, flags, encoding, signal) {
  checkAborted(signal);
  const isOwn = fd === undefined;
  if (isOwn) fd = yield openRequest(path, flags, 0o666);
  let bytes;
  try {
    checkAborted(signal);
    const status = yield requestOf(fd, operations.Stat);
    const size = (status[1] & constants.S_IFMT) === constants.S_IFREG ? status[8] : 0;
    if (size > kMostBytes) throw new codes.ERR_FS_FILE_TOO_LARGE(size);
    if (size > 0) {
      bytes = BufferAllocUnsafeSlow(size);
      let done = 0;
      while (done < size) {
        checkAborted(signal);
        const count = yield readRequest(fd, bytes, done, size - done < kPiece ? size - done : kPiece, -1);
        if (count === 0) break;
        done += count;
      }
      if (done < size) bytes = bytes.subarray(0, done);
    } else {
      const pieces = [];
      let total = 0;
      for (;;) {
        checkAborted(signal);
        const piece = BufferAllocUnsafeSlow(kUnknownPiece);
        const count = yield readRequest(fd, piece, 0, kUnknownPiece, -1);
        if (count === 0) break;
        total += count;
        if (total > kMostBytes) throw new codes.ERR_FS_FILE_TOO_LARGE(total);
        ArrayPrototypePush(pieces, count === kUnknownPiece ? piece : BufferFrom(piece.subarray(0, count)));
      }
      bytes = BufferConcat(pieces, total);
    }
  } finally {
    if (isOwn) yield close(fd);
  }
  return encoding && encoding !== 'buffer' ? bytes.toString(encoding) : bytes;
}

function getBytes(data, encoding) {
  if (typeof data === 'string') return BufferFrom(data, encoding || 'utf8');
  if (isArrayBufferView(data)) return data;
  throw new ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
}

/** @param file  a path, or a descriptor, which stays open */
function writeFile(file, data, options) {
  options = getOptions(options, { encoding: 'utf8', mode: 0o666, flag: 'w', flush: false });
  validateBoolean(options.flush ?? false, 'options.flush');
  const bytes = getBytes(data, options.encoding);
  const isDescriptor = looksLikeDescriptor(file);
  const path = isDescriptor ? undefined : getPath(file);
  return writeFileSteps(isDescriptor ? getDescriptor(file) : undefined, path, getFlags(options.flag),
    getMode(options.mode, 'mode', 0o666), bytes, options.flush, options.signal);
}

function* writeFileSteps(fd, path, flags, mode, bytes, flush, signal) {
  checkAborted(signal);
  const isOwn = fd === undefined;
  if (isOwn) fd = yield openRequest(path, flags, mode);
  try {
    const size = bytes.byteLength;
    for (let done = 0; done < size;) {
      checkAborted(signal);
      done += yield writeRequest(fd, bytes, done, size - done < kPiece ? size - done : kPiece, -1);
    }
    if (flush) yield fsync(fd);
  } finally {
    if (isOwn) yield close(fd);
  }
}

function appendFile(file, data, options) {
  options = getOptions(options, { encoding: 'utf8', mode: 0o666, flag: 'a', flush: false });
  return writeFile(file, data, options);
}

module.exports = { appendFile, read, readFile, readRequest, readv, write, writeFile, writeRequest, writev };

'use strict';

// The operations of node:fs on paths and descriptors, but those that read or write contents and whole trees
// (contents.js, trees.js): each function looks at its arguments and gives steps ([DOC] in steps.js).

const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const StringPrototypeCharCodeAt = uncurried('StringPrototype', 'charCodeAt');
const StringPrototypeIndexOf = uncurried('StringPrototype', 'indexOf');
const StringPrototypeIsWellFormed = uncurried('StringPrototype', 'isWellFormed');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');

const { Buffer } = require('buffer');
const BufferConcat = Buffer.concat;
const BufferFrom = Buffer.from;
const { codes } = require('internal/errors');
const {
  constants, getDescriptor, getFlags, getMode, getOptions, getOwner, getPath, getSmallMode, getTime,
} = require('internal/fs/arguments');
const { Request, operations, requestOf } = require('internal/fs/steps');
const { BigIntStats, Stats } = require('internal/fs/values');
const { validateBoolean, validateInteger, validateOneOf } = require('internal/validators');
const { resolve } = require('path');

// Looking ---------------------------------------------------------------------------------------------------

function statusRequest(request, options) {
  if (options?.bigint) {
    request.isExact = true;
    request.finish = (values) => new BigIntStats(values);
  } else {
    request.finish = (values) => new Stats(values);
  }
  return request;
}

function stat(path, options) {
  return statusRequest(new Request(operations.Stat, getPath(path)), options);
}

function lstat(path, options) {
  return statusRequest(new Request(operations.LinkStat, getPath(path)), options);
}

function fstat(fd, options) {
  return statusRequest(requestOf(getDescriptor(fd), operations.Stat), options);
}

function access(path, mode) {
  const request = new Request(operations.Access, getPath(path));
  request.number = getSmallMode(mode, constants.F_OK);
  return request;
}

/** The bytes of a name, some of which are not UTF-8 (nameOf()). */
function bytesOf(name) {
  const parts = [];
  let start = 0;
  for (let i = 0; i < name.length; i++) {
    const code = StringPrototypeCharCodeAt(name, i);
    if (code >= 0xd800 && code < 0xdc00) {
      i++;  // a pair: names have no other high surrogates
    } else if (code >= 0xdc80 && code <= 0xdcff) {
      ArrayPrototypePush(parts, BufferFrom(StringPrototypeSlice(name, start, i)));
      ArrayPrototypePush(parts, BufferFrom([code & 0xff]));
      start = i + 1;
    }
  }
  ArrayPrototypePush(parts, BufferFrom(StringPrototypeSlice(name, start)));
  return BufferConcat(parts);
}

/** A path as the encoding that the options ask for. */
function inEncoding(text, encoding) {
  const isText = encoding === undefined || encoding === null || encoding === '' || encoding === 'utf8' || encoding === 'utf-8';
  const isWellFormed = StringPrototypeIsWellFormed(text);
  if (isText && isWellFormed) return text;
  const bytes = isWellFormed ? BufferFrom(text) : bytesOf(text);
  return encoding === 'buffer' ? bytes : bytes.toString(isText ? 'utf8' : encoding);
}

function pathRequest(operation, path, options) {
  const { encoding } = getOptions(options);
  const request = new Request(operation, path);
  request.finish = (text) => inEncoding(text, encoding);
  return request;
}

function readlink(path, options) {
  return pathRequest(operations.ReadLink, getPath(path), options);
}

/** As the system's realpath() has it, and its errors. */
function nativeRealpath(path, options) {
  return pathRequest(operations.RealPath, getPath(path), options);
}

/** The same with errors that say which part of the path is missing. */
function realpath(path, options) {
  return realpathSteps(pathRequest(operations.RealPath, getPath(path), options));
}

function* realpathSteps(request) {
  let failure;
  try {
    return yield request;
  } catch (error) {
    failure = error;
  }
  const whole = resolve(typeof request.path === 'string' ? request.path : `${request.path}`);
  for (let end = 1; end > 0 && end < whole.length;) {
    end = StringPrototypeIndexOf(whole, '/', end);
    const part = end < 0 ? whole : StringPrototypeSlice(whole, 0, end);
    const values = yield new Request(operations.LinkStat, part);
    if ((values[1] & constants.S_IFMT) === constants.S_IFLNK) yield new Request(operations.Stat, part);
    if (end > 0) end++;
  }
  throw failure;
}

// Descriptors -----------------------------------------------------------------------------------------------

function open(path, flags, mode) {
  const request = new Request(operations.Open, getPath(path));
  request.number = getFlags(flags);
  request.mode = getMode(mode, 'mode', 0o666);
  return request;
}

function close(fd) {
  return requestOf(getDescriptor(fd), operations.Close);
}

function fsync(fd) {
  return requestOf(getDescriptor(fd), operations.Sync);
}

function ftruncate(fd, len) {
  const request = requestOf(getDescriptor(fd), operations.Truncate);
  request.number = getLength(len);
  return request;
}

function getLength(len) {
  len ??= 0;
  validateInteger(len, 'len');
  return len < 0 ? 0 : len;
}

function truncate(path, len) {
  const request = open(path, 'r+');
  return truncateSteps(request, getLength(len));
}

function* truncateSteps(request, length) {
  const fd = yield request;
  try {
    yield ftruncate(fd, length);
  } finally {
    yield close(fd);
  }
}

// Changing --------------------------------------------------------------------------------------------------

function twoPaths(operation, path, other) {
  const request = new Request(operation, path);
  request.other = other;
  return request;
}

function rename(oldPath, newPath) {
  return twoPaths(operations.Rename, getPath(oldPath, 'oldPath'), getPath(newPath, 'newPath'));
}

function link(existingPath, newPath) {
  return twoPaths(operations.Link, getPath(existingPath, 'existingPath'), getPath(newPath, 'newPath'));
}

const linkTypes = ['dir', 'file', 'junction', null, undefined];

function symlink(target, path, type) {
  validateOneOf(type, 'type', linkTypes);
  return twoPaths(operations.SymbolicLink, getPath(target, 'target'), getPath(path));
}

function copyFile(src, dest, mode) {
  const request = twoPaths(operations.CopyFile, getPath(src, 'src'), getPath(dest, 'dest'));
  request.number = getSmallMode(mode, 0) & constants.COPYFILE_EXCL;
  return request;
}

function unlink(path) {
  return new Request(operations.RemoveFile, getPath(path));
}

function rmdir(path, options) {
  path = getPath(path);
  if (options?.recursive !== undefined) {
    throw new codes.ERR_INVALID_ARG_VALUE('options.recursive', options.recursive, 'is no longer supported');
  }
  return new Request(operations.RemoveDirectory, path);
}

function mkdir(path, options) {
  let mode = 0o777;
  let recursive = false;
  if (typeof options === 'number' || typeof options === 'string') {
    mode = getMode(options, 'mode');
  } else if (options) {
    if (options.recursive !== undefined) {
      recursive = options.recursive;
      validateBoolean(recursive, 'options.recursive');
    }
    if (options.mode !== undefined) mode = getMode(options.mode, 'options.mode');
  }
  const request = new Request(operations.MakeDirectory, getPath(path));
  request.mode = mode;
  if (recursive) request.number = 1;
  return request;
}

function mkdtemp(prefix, options) {
  return pathRequest(operations.MakeTemporaryDirectory, getPath(prefix, 'prefix'), options);
}

function modeRequest(request, mode) {
  request.mode = getMode(mode);
  return request;
}

function chmod(path, mode) {
  return modeRequest(new Request(operations.SetMode, getPath(path)), mode);
}

function fchmod(fd, mode) {
  return modeRequest(requestOf(getDescriptor(fd), operations.SetMode), mode);
}

function ownerRequest(request, uid, gid) {
  request.number = getOwner(uid, 'uid');
  request.mode = getOwner(gid, 'gid');
  return request;
}

function chown(path, uid, gid) {
  return ownerRequest(new Request(operations.ChangeOwner, getPath(path)), uid, gid);
}

function lchown(path, uid, gid) {
  return ownerRequest(new Request(operations.LinkChangeOwner, getPath(path)), uid, gid);
}

function fchown(fd, uid, gid) {
  return ownerRequest(requestOf(getDescriptor(fd), operations.ChangeOwner), uid, gid);
}

function timesRequest(request, atime, mtime) {
  request.accessTime = getTime(atime);
  request.modificationTime = getTime(mtime);
  return request;
}

function utimes(path, atime, mtime) {
  return timesRequest(new Request(operations.SetTimes, getPath(path)), atime, mtime);
}

function lutimes(path, atime, mtime) {
  return timesRequest(new Request(operations.LinkSetTimes, getPath(path)), atime, mtime);
}

function futimes(fd, atime, mtime) {
  return timesRequest(requestOf(getDescriptor(fd), operations.SetTimes), atime, mtime);
}

module.exports = {
  access, chmod, chown, close, copyFile, fchmod, fchown, fdatasync: fsync, fstat, fsync, ftruncate, futimes,
  inEncoding, lchown, link, lstat, lutimes, mkdir, mkdtemp, nativeRealpath, open, readlink, realpath, rename, rmdir,
  stat, symlink, truncate, unlink, utimes,
};

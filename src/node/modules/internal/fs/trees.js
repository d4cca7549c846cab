'use strict';

// Folders and what is below them: https://nodejs.org/api/fs.html. Steps, as in operations.js.

const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const Error = intrinsic('Error');
const ObjectDefineProperty = intrinsic('Object', 'defineProperty');
const ReflectApply = intrinsic('Reflect', 'apply');

const { makeError } = require('internal/errors');
const { constants, getObject, getOptions, getPath, getSmallMode, knownName, nameOf } = require('internal/fs/arguments');
const { chmod, copyFile, inEncoding, mkdir, symlink, unlink, utimes } = require('internal/fs/operations');
const { Request, operations } = require('internal/fs/steps');
const { Dirent, typeOfStatus } = require('internal/fs/values');
const { validateBoolean, validateFunction, validateInteger } = require('internal/validators');
const { dirname, isAbsolute, join, relative, resolve } = require('path');

// Entries ---------------------------------------------------------------------------------------------------

function readdir(path, options) {
  options = getOptions(options);
  path = getPath(path);
  if (options.recursive !== undefined && options.recursive !== null)
    validateBoolean(options.recursive, 'options.recursive');
  return readdirSteps(nameOf(path), options);
}

function* readdirSteps(root, { encoding, recursive, withFileTypes }) {
  const result = [];
  // Folders that are left to be read, below the root.
  const folders = [''];
  for (let next = 0; next < folders.length; next++) {
    const folder = folders[next];
    const path = folder === '' ? root : join(root, folder);
    const entries = yield new Request(operations.ReadDirectory, path);
    const names = entries[0];
    const types = entries[1];
    for (let i = 0; i < names.length; i++) {
      let type = types[i];
      if (type === constants.UV_DIRENT_UNKNOWN && (withFileTypes || recursive))
        type = typeOfStatus(yield new Request(operations.LinkStat, join(path, names[i])));
      const below = folder === '' ? names[i] : join(folder, names[i]);
      if (withFileTypes)
        ArrayPrototypePush(result, new Dirent(inEncoding(names[i], encoding), inEncoding(path, encoding), type));
      else
        ArrayPrototypePush(result, inEncoding(below, encoding));
      if (recursive && type === constants.UV_DIRENT_DIR) ArrayPrototypePush(folders, below);
    }
  }
  return result;
}

// Removing --------------------------------------------------------------------------------------------------

/** https://nodejs.org/api/errors.html#err_fs_eisdir */
function folderError(path) {
  const message = `Path is a directory: rm returned EISDIR (is a directory) ${path}`;
  const error = makeError(Error, 'ERR_FS_EISDIR', message, folderError);
  ObjectDefineProperty(error, 'name', { __proto__: null, configurable: true, value: 'SystemError', writable: true });
  error.info = { code: 'EISDIR', message: 'is a directory', path, syscall: 'rm', errno: 21 };
  error.errno = 21;
  error.syscall = 'rm';
  error.path = path;
  return error;
}

function rm(path, options) {
  options = getObject(options, { force: false, recursive: false, retryDelay: 100, maxRetries: 0 });
  validateBoolean(options.force, 'options.force');
  validateBoolean(options.recursive, 'options.recursive');
  validateInteger(options.retryDelay, 'options.retryDelay', 0, 2147483647);
  validateInteger(options.maxRetries, 'options.maxRetries', 0, 4294967295);
  return rmSteps(getPath(path), options);
}

function* rmSteps(path, { force, recursive }) {
  let status;
  try {
    status = yield new Request(operations.LinkStat, path);
  } catch (error) {
    if (force && error.code === 'ENOENT') return;
    throw error;
  }
  if ((status[1] & constants.S_IFMT) !== constants.S_IFDIR) return void (yield unlink(path));
  if (!recursive) throw folderError(path);
  yield new Request(operations.RemoveTree, path);
}

// Copying ---------------------------------------------------------------------------------------------------

function copyError(code, message) {
  return makeError(Error, code, message, copyError);
}

/** https://nodejs.org/api/fs.html#fscpsrc-dest-options-callback */
function cp(src, dest, options) {
  options = getObject(options, {
    dereference: false,
    errorOnExist: false,
    filter: undefined,
    force: true,
    mode: 0,
    preserveTimestamps: false,
    recursive: false,
    verbatimSymlinks: false,
  });
  validateBoolean(options.dereference, 'options.dereference');
  validateBoolean(options.errorOnExist, 'options.errorOnExist');
  validateBoolean(options.force, 'options.force');
  validateBoolean(options.preserveTimestamps, 'options.preserveTimestamps');
  validateBoolean(options.recursive, 'options.recursive');
  validateBoolean(options.verbatimSymlinks, 'options.verbatimSymlinks');
  options.mode = getSmallMode(options.mode, 0);
  if (options.filter !== undefined) validateFunction(options.filter, 'options.filter');
  return cpSteps(nameOf(getPath(src, 'src')), nameOf(getPath(dest, 'dest')), options);
}

function* cpSteps(src, dest, options) {
  const look = options.dereference ? operations.Stat : operations.LinkStat;
  const work = [{ src, dest }];
  for (let next = 0; next < work.length; next++) {
    const from = work[next].src;
    const to = work[next].dest;
    if (options.filter !== undefined && !ReflectApply(options.filter, undefined, [inEncoding(from), inEncoding(to)])) continue;
    const status = yield new Request(look, from);
    const type = status[1] & constants.S_IFMT;
    let there;
    try {
      there = (yield new Request(look, to))[1] & constants.S_IFMT;
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
    if (type === constants.S_IFDIR) {
      if (!options.recursive)
        throw copyError('ERR_FS_EISDIR', `Recursive option not enabled, cannot copy a directory: ${from}`);
      if (there !== undefined && there !== constants.S_IFDIR)
        throw copyError('ERR_FS_CP_DIR_TO_NON_DIR',
          `Cannot overwrite non-directory with directory: cannot overwrite non-directory ${to} with directory ${from}`);
      const way = relative(resolve(from), resolve(to));
      if (next === 0 && way !== '' && way[0] !== '.' && !isAbsolute(way))
        throw copyError('ERR_FS_CP_EINVAL', `Cannot copy ${from} to a subdirectory of self ${to}`);
      if (there === undefined) {
        yield mkdir(knownName(to), { recursive: true });
        yield chmod(knownName(to), status[1] & 0o7777);
      }
      const names = (yield new Request(operations.ReadDirectory, from))[0];
      for (let i = 0; i < names.length; i++)
        ArrayPrototypePush(work, { src: join(from, names[i]), dest: join(to, names[i]) });
      continue;
    }
    if (there === constants.S_IFDIR)
      throw copyError('ERR_FS_CP_NON_DIR_TO_DIR',
        `Cannot overwrite directory with non-directory: cannot overwrite directory ${to} with non-directory ${from}`);
    if (there !== undefined && !options.force) {
      if (options.errorOnExist) throw copyError('ERR_FS_CP_EEXIST', `Target already exists: ${to}`);
      continue;
    }
    if (there === undefined && next === 0) yield mkdir(knownName(dirname(to)), { recursive: true });
    if (type === constants.S_IFLNK) {
      let target = yield new Request(operations.ReadLink, from);
      if (!options.verbatimSymlinks && !isAbsolute(target)) target = resolve(dirname(from), target);
      if (there !== undefined) yield unlink(knownName(to));
      yield symlink(knownName(target), knownName(to));
      continue;
    }
    if (there !== undefined && there !== constants.S_IFREG) yield unlink(knownName(to));
    yield copyFile(knownName(from), knownName(to), options.mode);
    if (options.preserveTimestamps) yield utimes(knownName(to), status[10] / 1000, status[11] / 1000);
  }
}

module.exports = { cp, readdir, rm };

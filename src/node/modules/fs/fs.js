'use strict';

// https://nodejs.org/api/fs.html: the functions that work at once, and those that call back. What they do is
// in internal/fs ([DOC] in internal/fs/steps.js).

const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const ObjectDefineProperty = intrinsic('Object', 'defineProperty');
const Promise = intrinsic('Promise');
const ReflectApply = intrinsic('Reflect', 'apply');
const SymbolDispose = intrinsic('Symbol', 'dispose');
const SymbolFor = intrinsic('Symbol', 'for');

const { codes } = require('internal/errors');
const { constants, getPath } = require('internal/fs/arguments');
const contents = require('internal/fs/contents');
const { Dir, opendir } = require('internal/fs/dir');
const operations = require('internal/fs/operations');
const { Request, attempt, operations: requests, promiseOf, runAsync, runSync } = require('internal/fs/steps');
const trees = require('internal/fs/trees');
const { Dirent, Stats } = require('internal/fs/values');
const { validateObject, validateString } = require('internal/validators');
const { resolve } = require('path');

const fs = module.exports;
const kPromisify = SymbolFor('nodejs.util.promisify.custom');

function requireCallback(callback) {
  if (typeof callback !== 'function') throw new codes.ERR_INVALID_ARG_TYPE('cb', 'Function', callback);
  return callback;
}

/** The first function of the arguments from `from` on, or what should be it. It and what follows are cut off. */
function takeCallback(args, from, most) {
  for (let i = from; i < args.length && i <= most; i++) {
    if (typeof args[i] !== 'function') continue;
    const callback = args[i];
    args.length = i;
    return callback;
  }
  return requireCallback(args[most]);
}

/** @param least  so many arguments come before the callback at least, and `most` at most */
function define(name, least, most, prepare) {
  const nameSync = `${name}Sync`;
  fs[name] = {
    [name](...args) {
      const callback = takeCallback(args, least, most);
      runAsync(ReflectApply(prepare, undefined, args), callback);
    },
  }[name];
  fs[nameSync] = {
    [nameSync](...args) {
      return runSync(ReflectApply(prepare, undefined, args));
    },
  }[nameSync];
}

define('appendFile', 2, 3, contents.appendFile);
define('access', 1, 2, operations.access);
define('chown', 3, 3, operations.chown);
define('chmod', 2, 2, operations.chmod);
define('close', 1, 1, operations.close);
define('copyFile', 2, 3, operations.copyFile);
define('cp', 2, 3, trees.cp);

/** https://nodejs.org/api/fs.html#fsexistspath-callback */
fs.exists = function exists(path, callback) {
  requireCallback(callback);
  let request;
  try {
    request = new Request(requests.Access, getPath(path));
  } catch {
    return callback(false);
  }
  runAsync(request, (error) => callback(error === null));
};
ObjectDefineProperty(fs.exists, kPromisify, {
  __proto__: null,
  value: (path) => new Promise((resolve) => fs.exists(path, resolve)),
});
fs.existsSync = function existsSync(path) {
  try {
    path = getPath(path);
  } catch {
    return false;
  }
  return attempt(new Request(requests.Access, path)) === undefined;
};

define('fchown', 3, 3, operations.fchown);
define('fchmod', 2, 2, operations.fchmod);
define('fdatasync', 1, 1, operations.fdatasync);
define('fstat', 1, 2, operations.fstat);
define('fsync', 1, 1, operations.fsync);
define('ftruncate', 1, 2, operations.ftruncate);
define('futimes', 3, 3, operations.futimes);
define('lchown', 3, 3, operations.lchown);
define('link', 2, 2, operations.link);
define('lstat', 1, 2, operations.lstat);
define('lutimes', 3, 3, operations.lutimes);
define('mkdir', 1, 2, operations.mkdir);
define('mkdtemp', 1, 2, operations.mkdtemp);
define('open', 1, 3, operations.open);
define('readdir', 1, 2, trees.readdir);

// Parts of files --------------------------------------------------------------------------------------------

/** Calls back with how many bytes, and with what they were read into or written from. */
function runWith(steps, buffer, callback) {
  runAsync(steps, (error, count) => {
    if (error === null) callback(null, count, buffer);
    else callback(error, 0, buffer);
  });
}

/** Its results as the properties of an object, for util.promisify(). */
function definePromisified(name, first, second) {
  const run = fs[name];
  ObjectDefineProperty(run, kPromisify, {
    __proto__: null,
    value: (...args) => new Promise((resolve, reject) => {
      ArrayPrototypePush(args, (error, count, buffer) => {
        if (error) reject(error);
        else resolve({ [first]: count, [second]: buffer });
      });
      ReflectApply(run, fs, args);
    }),
  });
}

fs.read = function read(fd, buffer, offsetOrOptions, length, position, callback) {
  const args = [buffer, offsetOrOptions, length, position, callback];
  callback = takeCallback(args, 0, 4);
  const { buffer: into, request } = contents.read(fd, args[0], args[1], args[2], args[3], true);
  runWith(request, into, callback);
};
fs.readSync = function readSync(fd, buffer, offsetOrOptions, length, position) {
  return runSync(contents.read(fd, buffer, offsetOrOptions, length, position, false).request);
};
definePromisified('read', 'bytesRead', 'buffer');

fs.readv = function readv(fd, buffers, position, callback) {
  if (typeof position === 'function') callback = position;
  requireCallback(callback);
  runWith(contents.readv(fd, buffers, position), buffers, callback);
};
fs.readvSync = function readvSync(fd, buffers, position) {
  return runSync(contents.readv(fd, buffers, position));
};
definePromisified('readv', 'bytesRead', 'buffers');

define('readFile', 1, 2, contents.readFile);
define('readlink', 1, 2, operations.readlink);
define('realpath', 1, 2, operations.realpath);
fs.realpath.native = function native(path, options, callback) {
  const args = [options, callback];
  callback = takeCallback(args, 0, 1);
  runAsync(operations.nativeRealpath(path, args[0]), callback);
};
fs.realpathSync.native = function native(path, options) {
  return runSync(operations.nativeRealpath(path, options));
};
define('rename', 2, 2, operations.rename);
define('rm', 1, 2, trees.rm);
define('rmdir', 1, 2, operations.rmdir);

define('stat', 1, 2, operations.stat);
/** With `throwIfNoEntry: false` undefined, where there is nothing. */
function defineStatusSync(nameSync, prepare) {
  fs[nameSync] = {
    [nameSync](path, options) {
      const request = prepare(path, options);
      if (options?.throwIfNoEntry !== false) return runSync(request);
      const values = attempt(request);
      if (typeof values !== 'string') return request.finish(values);
      return values === 'ENOENT' || values === 'ENOTDIR' ? undefined : runSync(request);
    },
  }[nameSync];
}
defineStatusSync('statSync', operations.stat);
defineStatusSync('lstatSync', operations.lstat);

define('symlink', 2, 3, operations.symlink);
define('truncate', 1, 2, operations.truncate);
define('unlink', 1, 1, operations.unlink);
define('utimes', 3, 3, operations.utimes);
define('writeFile', 2, 3, contents.writeFile);

fs.write = function write(fd, buffer, offsetOrOptions, length, position, callback) {
  const args = [offsetOrOptions, length, position, callback];
  callback = takeCallback(args, 0, 3);
  runWith(contents.write(fd, buffer, args[0], args[1], args[2]), buffer, callback);
};
fs.writeSync = function writeSync(fd, buffer, offsetOrOptions, length, position) {
  return runSync(contents.write(fd, buffer, offsetOrOptions, length, position));
};
definePromisified('write', 'bytesWritten', 'buffer');

fs.writev = function writev(fd, buffers, position, callback) {
  if (typeof position === 'function') callback = position;
  requireCallback(callback);
  runWith(contents.writev(fd, buffers, position), buffers, callback);
};
fs.writevSync = function writevSync(fd, buffers, position) {
  return runSync(contents.writev(fd, buffers, position));
};
definePromisified('writev', 'bytesWritten', 'buffers');

define('glob', 1, 2, (pattern, options) => require('internal/fs/glob').glob(pattern, options));

fs.watch = function watch(filename, options, listener) {
  return require('internal/fs/watcher').watch(filename, options, listener);
};
fs.watchFile = function watchFile(filename, options, listener) {
  return require('internal/fs/stat_watcher').watchFile(filename, options, listener);
};
fs.unwatchFile = function unwatchFile(filename, listener) {
  require('internal/fs/stat_watcher').unwatchFile(filename, listener);
};

/** https://nodejs.org/api/fs.html#fsopenasblobpath-options. DEVIATION: the file is read at once. */
fs.openAsBlob = async function openAsBlob(path, options = { __proto__: null }) {
  validateObject(options, 'options');
  const type = options.type || '';
  validateString(type, 'options.type');
  const bytes = await promiseOf(contents.readFile(getPath(path)));
  return new globalThis.Blob([bytes], { __proto__: null, type });
};

/** https://nodejs.org/api/fs.html#fsmkdtempdisposablesyncprefix-options */
fs.mkdtempDisposableSync = function mkdtempDisposableSync(prefix, options) {
  const path = fs.mkdtempSync(prefix, options);
  const full = resolve(`${path}`);
  const remove = () => fs.rmSync(full, { __proto__: null, force: true, recursive: true });
  return { path, remove, [SymbolDispose]: remove };
};

// Classes ---------------------------------------------------------------------------------------------------

fs.Dirent = Dirent;
fs.Stats = Stats;
fs.Dir = Dir;
define('opendir', 1, 2, opendir);

/** Loaded when somebody looks, as most programs use no streams of files. */
function defineStream(name, exported) {
  ObjectDefineProperty(fs, name, {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get() {
      return require('internal/fs/streams')[exported];
    },
    set(value) {
      ObjectDefineProperty(fs, name, { __proto__: null, configurable: true, enumerable: true, value, writable: true });
    },
  });
}
defineStream('ReadStream', 'ReadStream');
defineStream('WriteStream', 'WriteStream');
defineStream('FileReadStream', 'ReadStream');
defineStream('FileWriteStream', 'WriteStream');
fs.createReadStream = function createReadStream(path, options) {
  return new fs.ReadStream(path, options);
};
fs.createWriteStream = function createWriteStream(path, options) {
  return new fs.WriteStream(path, options);
};

ObjectDefineProperty(fs, 'constants', {
  __proto__: null,
  configurable: false,
  enumerable: true,
  value: constants,
  writable: false,
});
ObjectDefineProperty(fs, 'promises', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() {
    return require('fs/promises');
  },
});

const replaceable = require('internal/replaceable');
replaceable.fs = fs;
replaceable.readFileSync = fs.readFileSync;

'use strict';

// https://nodejs.org/api/fs.html#promises-api: what is done is in internal/fs ([DOC] in internal/fs/steps.js).

const ArrayBufferIsView = intrinsic('ArrayBuffer', 'isView');
const Error = intrinsic('Error');
const ReflectApply = intrinsic('Reflect', 'apply');
const SymbolAsyncDispose = intrinsic('Symbol', 'asyncDispose');
const SymbolAsyncIterator = intrinsic('Symbol', 'asyncIterator');
const SymbolIterator = intrinsic('Symbol', 'iterator');

const EventEmitter = require('events');
const { constants, getPath } = require('internal/fs/arguments');
const contents = require('internal/fs/contents');
const { opendir } = require('internal/fs/dir');
const operations = require('internal/fs/operations');
const { promiseOf } = require('internal/fs/steps');
const trees = require('internal/fs/trees');
const { resolve } = require('path');

const promises = module.exports;

// FileHandle ------------------------------------------------------------------------------------------------

/** https://nodejs.org/api/fs.html#class-filehandle */
class FileHandle extends EventEmitter {
  #fd;
  #closing = null;

  constructor(fd) {
    super();
    this.#fd = fd;
  }

  get fd() {
    return this.#fd;
  }

  getAsyncId() {
    return this.#fd;
  }

  /** Runs steps about the open file; an error if it is closed. */
  async #run(syscall, prepare, first, second, third, fourth) {
    if (this.#fd < 0 || this.#closing !== null) {
      const error = new Error('file closed');
      error.code = 'EBADF';
      error.syscall = syscall;
      throw error;
    }
    return await promiseOf(prepare(this.#fd, first, second, third, fourth));
  }

  appendFile(data, options) {
    return this.#run('write', contents.writeFile, data, options);
  }
  chmod(mode) {
    return this.#run('fchmod', operations.fchmod, mode);
  }
  chown(uid, gid) {
    return this.#run('fchown', operations.fchown, uid, gid);
  }
  datasync() {
    return this.#run('fdatasync', operations.fdatasync);
  }
  sync() {
    return this.#run('fsync', operations.fsync);
  }
  async read(buffer, offsetOrOptions, length, position) {
    let into;
    const prepare = (fd) => {
      const parts = contents.read(fd, buffer, offsetOrOptions, length, position, true);
      into = parts.buffer;
      return parts.request;
    };
    const bytesRead = await this.#run('read', prepare);
    return { __proto__: null, bytesRead, buffer: into };
  }
  async readv(buffers, position) {
    const bytesRead = await this.#run('readv', contents.readv, buffers, position);
    return { __proto__: null, bytesRead, buffers };
  }
  readFile(options) {
    return this.#run('read', contents.readFile, options);
  }
  stat(options) {
    return this.#run('fstat', operations.fstat, options);
  }
  truncate(len) {
    return this.#run('ftruncate', operations.ftruncate, len);
  }
  utimes(atime, mtime) {
    return this.#run('futimes', operations.futimes, atime, mtime);
  }
  async write(buffer, offsetOrOptions, length, position) {
    const bytesWritten = await this.#run('write', contents.write, buffer, offsetOrOptions, length, position);
    return { __proto__: null, bytesWritten, buffer };
  }
  async writev(buffers, position) {
    const bytesWritten = await this.#run('writev', contents.writev, buffers, position);
    return { __proto__: null, bytesWritten, buffers };
  }
  writeFile(data, options) {
    return this.#run('write', contents.writeFile, data, options);
  }

  /** https://nodejs.org/api/fs.html#filehandlereadlinesoptions */
  readLines(options) {
    return require('readline').createInterface({ input: this.createReadStream(options), crlfDelay: Infinity });
  }

  createReadStream(options) {
    const { ReadStream } = require('internal/fs/streams');
    return new ReadStream(undefined, { ...options, fd: this });
  }
  createWriteStream(options) {
    const { WriteStream } = require('internal/fs/streams');
    return new WriteStream(undefined, { ...options, fd: this });
  }

  close() {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close() {
    if (this.#fd < 0) return;
    const fd = this.#fd;
    this.#fd = -1;
    await promiseOf(operations.close(fd));
    this.emit('close');
  }

  async [SymbolAsyncDispose]() {
    await this.close();
  }
}

/** A path or a FileHandle, whose descriptor stands for it; plain numbers are neither. */
function fileOf(file) {
  return file instanceof FileHandle ? file.fd : getPath(file);
}

// Functions -------------------------------------------------------------------------------------------------

/** @param prepare  gives steps */
function define(name, prepare) {
  promises[name] = {
    async [name](...args) {
      return await promiseOf(ReflectApply(prepare, undefined, args));
    },
  }[name];
}

define('access', operations.access);
define('copyFile', operations.copyFile);
define('cp', trees.cp);
promises.open = async function open(path, flags, mode) {
  return new FileHandle(await promiseOf(operations.open(path, flags, mode)));
};
define('opendir', opendir);
define('rename', operations.rename);
define('truncate', operations.truncate);
define('rm', trees.rm);
define('rmdir', operations.rmdir);
define('mkdir', operations.mkdir);
define('readdir', trees.readdir);
define('readlink', operations.readlink);
define('symlink', operations.symlink);
define('lstat', operations.lstat);
promises.stat = async function stat(path, options) {
  try {
    return await promiseOf(operations.stat(path, options));
  } catch (error) {
    if (options?.throwIfNoEntry === false && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined;
    throw error;
  }
};
define('link', operations.link);
define('unlink', operations.unlink);
define('chmod', operations.chmod);
define('lchown', operations.lchown);
define('chown', operations.chown);
define('utimes', operations.utimes);
define('lutimes', operations.lutimes);
define('realpath', operations.nativeRealpath);
define('mkdtemp', operations.mkdtemp);
promises.mkdtempDisposable = async function mkdtempDisposable(prefix, options) {
  const path = await promises.mkdtemp(prefix, options);
  const full = resolve(`${path}`);
  const remove = () => promises.rm(full, { __proto__: null, force: true, recursive: true });
  return { path, remove, [SymbolAsyncDispose]: remove };
};
promises.glob = async function* glob(pattern, options) {
  const found = await promiseOf(require('internal/fs/glob').glob(pattern, options));
  for (let i = 0; i < found.length; i++) yield found[i];
};
promises.watch = function watch(filename, options) {
  return require('internal/fs/watcher').watchEvents(filename, options);
};

/** The chunks of a stream or another iterable object, each written when it comes. */
async function writeChunks(file, chunks, options) {
  const isHandle = file instanceof FileHandle;
  const settings = typeof options === 'string' ? { encoding: options } : options;
  const handle = isHandle ? file : await promises.open(file, settings?.flag ?? 'w', settings?.mode);
  try {
    for await (const chunk of chunks) await handle.writeFile(chunk, { encoding: settings?.encoding, signal: settings?.signal });
  } finally {
    if (!isHandle) await handle.close();
  }
}

function isIterable(value) {
  return value !== null && typeof value === 'object' && !ArrayBufferIsView(value) &&
    (value[SymbolAsyncIterator] !== undefined || value[SymbolIterator] !== undefined);
}

promises.writeFile = async function writeFile(file, data, options) {
  if (isIterable(data)) return await writeChunks(file, data, options);
  await promiseOf(contents.writeFile(fileOf(file), data, options));
};
promises.appendFile = async function appendFile(file, data, options) {
  await promiseOf(contents.appendFile(fileOf(file), data, options));
};
promises.readFile = async function readFile(file, options) {
  return await promiseOf(contents.readFile(fileOf(file), options));
};

promises.constants = constants;

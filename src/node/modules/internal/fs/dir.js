'use strict';

// https://nodejs.org/api/fs.html#class-fsdir. The entries are read together, by the first that asks for one.

const Error = intrinsic('Error');
const PromiseReject = uncurried('Promise', 'reject');
const PromiseResolve = uncurried('Promise', 'resolve');
const Promise = intrinsic('Promise');
const SymbolAsyncDispose = intrinsic('Symbol', 'asyncDispose');
const SymbolAsyncIterator = intrinsic('Symbol', 'asyncIterator');
const SymbolDispose = intrinsic('Symbol', 'dispose');

const { codes, define } = require('internal/errors');
const { getOptions, getPath } = require('internal/fs/arguments');

const { readdir } = require('internal/fs/trees');
const { nextTick } = require('internal/util');
const { validateFunction, validateInteger } = require('internal/validators');

define('ERR_DIR_CLOSED', Error, 'Directory handle was closed');

class Dir {
  #path;
  #entries;
  #next = 0;
  #isClosed = false;

  constructor(path, entries) {
    this.#path = path;
    this.#entries = entries;
  }

  get path() {
    return this.#path;
  }

  readSync() {
    this.#requireOpen();
    return this.#next < this.#entries.length ? this.#entries[this.#next++] : null;
  }

  read(callback) {
    if (callback === undefined) return this.#promise(() => this.readSync());
    validateFunction(callback, 'callback');
    this.#requireOpen();
    nextTick(callback, null, this.readSync());
  }

  closeSync() {
    this.#requireOpen();
    this.#isClosed = true;
  }

  close(callback) {
    if (callback === undefined) return this.#promise(() => this.closeSync());
    validateFunction(callback, 'callback');
    this.closeSync();
    nextTick(callback, null);
  }

  async *entries() {
    try {
      for (;;) {
        const entry = this.readSync();
        if (entry === null) return;
        yield entry;
      }
    } finally {
      if (!this.#isClosed) this.closeSync();
    }
  }

  [SymbolDispose]() {
    if (!this.#isClosed) this.closeSync();
  }

  async [SymbolAsyncDispose]() {
    if (!this.#isClosed) this.closeSync();
  }

  #requireOpen() {
    if (this.#isClosed) throw new codes.ERR_DIR_CLOSED();
  }

  #promise(work) {
    try {
      return PromiseResolve(Promise, work());
    } catch (error) {
      return PromiseReject(Promise, error);
    }
  }
}
Dir.prototype[SymbolAsyncIterator] = Dir.prototype.entries;

/** Steps: see operations.js. */
function opendir(path, options) {
  path = getPath(path);
  options = getOptions(options, { bufferSize: 32, encoding: 'utf8' });
  validateInteger(options.bufferSize, 'options.bufferSize', 1, 4294967295);
  return opendirSteps(path, readdir(path, { encoding: options.encoding, recursive: options.recursive, withFileTypes: true }));
}

const GeneratorPrototypeNext = uncurried('GeneratorPrototype', 'next');
const GeneratorPrototypeThrow = uncurried('GeneratorPrototype', 'throw');

function* opendirSteps(path, reading) {
  let result = GeneratorPrototypeNext(reading);
  while (!result.done) {
    let answer;
    try {
      answer = yield result.value;
    } catch (error) {
      if (error.syscall === 'scandir') {
        error.syscall = 'opendir';
        error.message = error.message.replace(', scandir ', ', opendir ');
      }
      result = GeneratorPrototypeThrow(reading, error);
      continue;
    }
    result = GeneratorPrototypeNext(reading, answer);
  }
  return new Dir(path, result.value);
}

module.exports = { Dir, opendir };

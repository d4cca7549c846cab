'use strict';

// https://nodejs.org/api/readline.html#promises-api

const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const ArrayPrototypeJoin = uncurried('ArrayPrototype', 'join');
const Promise = intrinsic('Promise');
const SymbolDispose = intrinsic('Symbol', 'dispose');

const { addAbortListener } = require('events');
const { clearLine, clearScreenDown, cursorTo, moveCursor } = require('readline');

const { AbortError, codes } = require('internal/errors');
const { Interface: LineReader } = require('internal/readline');
const { nextTick } = require('internal/util');
const { validateAbortSignal, validateBoolean, validateInteger } = require('internal/validators');

class Interface extends LineReader {
  question(query, options = { __proto__: null }) {
    const { signal } = options;
    return new Promise((resolve, reject) => {
      if (signal === undefined) {
        this._ask(query, resolve);
        return;
      }
      validateAbortSignal(signal, 'options.signal');
      if (signal.aborted) {
        reject(new AbortError(undefined, { cause: signal.reason }));
        return;
      }
      const listener = addAbortListener(signal, () => {
        this._forget();
        reject(new AbortError(undefined, { cause: signal.reason }));
      });
      this._ask(query, (line) => {
        listener[SymbolDispose]();
        resolve(line);
      });
    });
  }
}

/** https://nodejs.org/api/readline.html#class-readlinepromisesreadline: moves that are written together. */
class Readline {
  #autoCommit = false;
  #stream;
  #todo = [];

  constructor(stream, options = undefined) {
    if (typeof stream?.write !== 'function') throw new codes.ERR_INVALID_ARG_TYPE('stream', 'Writable', stream);
    this.#stream = stream;
    if (options?.autoCommit !== undefined) {
      validateBoolean(options.autoCommit, 'options.autoCommit');
      this.#autoCommit = options.autoCommit;
    }
  }
  /** @param move  of `readline`: what it would write */
  #add(move, ...args) {
    const collected = { write: (text) => this.#write(text) };
    move(collected, ...args);
    return this;
  }
  #write(text) {
    if (this.#autoCommit) nextTick(() => this.#stream.write(text));
    else ArrayPrototypePush(this.#todo, text);
    return true;
  }
  cursorTo(x, y = undefined) {
    validateInteger(x, 'x');
    if (y !== undefined) validateInteger(y, 'y');
    return this.#add(cursorTo, x, y);
  }
  moveCursor(dx, dy) {
    if (dx || dy) {
      validateInteger(dx, 'dx');
      validateInteger(dy, 'dy');
    }
    return this.#add(moveCursor, dx, dy);
  }
  clearLine(direction) {
    validateInteger(direction, 'dir', -1, 1);
    return this.#add(clearLine, direction);
  }
  clearScreenDown() {
    return this.#add(clearScreenDown);
  }
  commit() {
    return new Promise((resolve) => {
      this.#stream.write(ArrayPrototypeJoin(this.#todo, ''), resolve);
      this.#todo = [];
    });
  }
  rollback() {
    this.#todo = [];
    return this;
  }
}

function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal);
}

module.exports = { Interface, Readline, createInterface };

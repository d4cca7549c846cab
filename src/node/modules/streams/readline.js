'use strict';

// https://nodejs.org/api/readline.html: lines, and what moves the cursor of a terminal.

const FunctionPrototypeCall = uncurried('FunctionPrototype', 'call');
const ObjectDefineProperty = intrinsic('Object', 'defineProperty');
const ObjectSetPrototypeOf = intrinsic('Object', 'setPrototypeOf');
const Promise = intrinsic('Promise');
const PromiseReject = uncurried('Promise', 'reject');
const ReflectConstruct = intrinsic('Reflect', 'construct');
const SymbolDispose = intrinsic('Symbol', 'dispose');
const SymbolFor = uncurried('Symbol', 'for');

const { addAbortListener } = require('events');

const { AbortError, codes } = require('internal/errors');
const { missing } = require('internal/missing');
const { Interface: LineReader } = require('internal/readline');
const { nextTick } = require('internal/util');
const { validateAbortSignal, validateFunction, validateObject } = require('internal/validators');

/** https://www.ecma-international.org/publications-and-standards/standards/ecma-48/: control sequences */
const kEscape = '\u001b[';

function write(stream, text, callback) {
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (stream === null || stream === undefined || text === '') {
    if (typeof callback === 'function') nextTick(callback, null);
    return true;
  }
  return stream.write(text, callback);
}

function cursorTo(stream, x, y, callback) {
  if (typeof y === 'function') {
    callback = y;
    y = undefined;
  }
  if (x !== x) throw new codes.ERR_INVALID_ARG_VALUE('x', x);
  if (y !== y) throw new codes.ERR_INVALID_ARG_VALUE('y', y);
  if (typeof x !== 'number') return write(stream, '', callback);
  return write(stream, typeof y === 'number' ? `${kEscape}${y + 1};${x + 1}H` : `${kEscape}${x + 1}G`, callback);
}

function moveCursor(stream, dx, dy, callback) {
  let text = '';
  if (dx < 0) text += `${kEscape}${-dx}D`;
  else if (dx > 0) text += `${kEscape}${dx}C`;
  if (dy < 0) text += `${kEscape}${-dy}A`;
  else if (dy > 0) text += `${kEscape}${dy}B`;
  return write(stream, text, callback);
}

function clearLine(stream, direction, callback) {
  return write(stream, direction < 0 ? `${kEscape}1K` : direction > 0 ? `${kEscape}0K` : `${kEscape}2K`, callback);
}

function clearScreenDown(stream, callback) {
  return write(stream, `${kEscape}0J`, callback);
}

// Lines ---------------------------------------------------------------------------------------------------------------

/** May be called without `new`, as it was before there were classes. */
function Interface(input, output, completer, terminal) {
  return ReflectConstruct(LineReader, [input, output, completer, terminal], new.target ?? Interface);
}
ObjectSetPrototypeOf(Interface, LineReader);
Interface.prototype = { __proto__: LineReader.prototype };
ObjectDefineProperty(Interface.prototype, 'constructor', {
  __proto__: null,
  configurable: true,
  value: Interface,
  writable: true,
});

Interface.prototype.question = function question(query, options, callback) {
  const answer = typeof options === 'function' ? options : callback;
  const signal = typeof options === 'function' ? undefined : options?.signal;
  if (typeof options !== 'function' && options !== undefined && options !== null) validateObject(options, 'options');
  if (signal === undefined) {
    if (typeof answer === 'function') this._ask(query, answer);
    return;
  }
  validateAbortSignal(signal, 'options.signal');
  if (signal.aborted || typeof answer !== 'function') return;
  const listener = addAbortListener(signal, () => this._forget());
  this._ask(query, (line) => {
    listener[SymbolDispose]();
    return answer(line);
  });
};
Interface.prototype.question[SymbolFor(intrinsic('Symbol'), 'nodejs.util.promisify.custom')] = function (query, options) {
  const signal = options?.signal;
  if (signal?.aborted) return PromiseReject(Promise, new AbortError(undefined, { cause: signal.reason }));
  return new Promise((resolve, reject) => {
    if (signal === undefined) {
      FunctionPrototypeCall(Interface.prototype.question, this, query, resolve);
      return;
    }
    const listener = addAbortListener(signal, () => reject(new AbortError(undefined, { cause: signal.reason })));
    FunctionPrototypeCall(Interface.prototype.question, this, query, options, (line) => {
      listener[SymbolDispose]();
      resolve(line);
    });
  });
};

function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal);
}

module.exports = {
  Interface,
  clearLine,
  clearScreenDown,
  createInterface,
  cursorTo,
  emitKeypressEvents: missing('readline.emitKeypressEvents'),
  moveCursor,
};

ObjectDefineProperty(module.exports, 'promises', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() {
    return require('readline/promises');
  },
});

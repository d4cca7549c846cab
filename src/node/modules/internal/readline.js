'use strict';

// What `readline` and `readline/promises` have in common: https://nodejs.org/api/readline.html#class-interfaceconstructor.
//
// Lines come as the terminal or the stream gives them: there is no editing of lines here, and no history.

const ArrayPrototypePop = uncurried('ArrayPrototype', 'pop');
const PromisePrototypeThen = uncurried('PromisePrototype', 'then');
const RegExpPrototypeExec = uncurried('RegExpPrototype', 'exec');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');
const StringPrototypeSplit = uncurried('StringPrototype', 'split');
const StringPrototypeStartsWith = uncurried('StringPrototype', 'startsWith');
const StringPrototypeEndsWith = uncurried('StringPrototype', 'endsWith');
const SymbolAsyncIterator = intrinsic('Symbol', 'asyncIterator');
const SymbolDispose = intrinsic('Symbol', 'dispose');
const DateNow = uncurried('Date', 'now');
const Date = intrinsic('Date');

const EventEmitter = require('events');
const { StringDecoder } = require('string_decoder');

const { codes } = require('internal/errors');
const { nextTick } = require('internal/util');
const { validateAbortSignal, validateInteger, validateString } = require('internal/validators');

const kLineEnd = /\r\n|\n|\r|\u2028|\u2029/;
const kMinimalCrlfDelay = 100;

/** Both forms of arguments as one. */
function optionsOf(input, output, completer, terminal) {
  if (input?.input === undefined) return { input, output, completer, terminal };
  return input;
}

function checkOptions(options) {
  const { input, completer, historySize, signal } = options;
  if (completer !== undefined && typeof completer !== 'function')
    throw new codes.ERR_INVALID_ARG_VALUE('completer', completer);
  if (historySize !== undefined && !(typeof historySize === 'number' && historySize >= 0))
    throw new codes.ERR_INVALID_ARG_VALUE('historySize', historySize);
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  if (options.tabSize !== undefined) validateInteger(options.tabSize, 'tabSize', 1);
  if (typeof input?.on !== 'function') throw new codes.ERR_INVALID_ARG_TYPE('input', 'Stream', input);
}

class Interface extends EventEmitter {
  #decoder = new StringDecoder('utf8');
  #pending = null; // the beginning of a line
  #returnAt = 0; // when a \r came as the last of what came
  #prompt;
  #promptBefore;
  #answer = null; // the callback of a question
  #lines = null; // the iterator
  #end;

  constructor(input, output, completer, terminal) {
    super();
    const options = optionsOf(input, output, completer, terminal);
    checkOptions(options);
    const { signal } = options;
    this.input = options.input;
    this.output = options.output;
    this.terminal = false;
    this.line = '';
    this.completer = options.completer;
    this.crlfDelay = options.crlfDelay > kMinimalCrlfDelay ? options.crlfDelay : kMinimalCrlfDelay;
    this.closed = false;
    this.paused = false;
    this.#prompt = options.prompt === undefined ? '> ' : `${options.prompt}`;
    this.#listen(this.input);
    if (signal === undefined) return;
    const close = () => this.close();
    if (signal.aborted) {
      nextTick(close);
    } else {
      const listener = EventEmitter.addAbortListener(signal, close);
      this.once('close', () => listener[SymbolDispose]());
    }
  }

  #listen(input) {
    const onData = (data) => this.#take(data);
    const onEnd = () => {
      const rest = this.#decoder.end();
      if (rest !== '') this.#takeText(rest);
      if (typeof this.#pending === 'string' && this.#pending.length > 0) this.#tell(this.#pending);
      this.#pending = null;
      this.close();
    };
    const onError = (error) => this.emit('error', error);
    input.on('error', onError);
    input.on('data', onData);
    input.on('end', onEnd);
    this.#end = () => {
      input.removeListener('data', onData);
      input.removeListener('end', onEnd);
    };
    input.resume();
  }

  #take(data) {
    const text = typeof data === 'string' ? data : this.#decoder.write(data);
    if (text !== '') this.#takeText(text);
  }

  #takeText(text) {
    // The second half of a \r\n.
    if (this.#returnAt !== 0 && DateNow(Date) - this.#returnAt <= this.crlfDelay && StringPrototypeStartsWith(text, '\n'))
      text = StringPrototypeSlice(text, 1);
    this.#returnAt = 0;
    if (RegExpPrototypeExec(kLineEnd, text) === null) {
      if (text !== '') this.#pending = (this.#pending ?? '') + text;
      return;
    }
    if (StringPrototypeEndsWith(text, '\r')) this.#returnAt = DateNow(Date);
    if (this.#pending !== null) text = this.#pending + text;
    const lines = StringPrototypeSplit(text, kLineEnd);
    const last = ArrayPrototypePop(lines);
    this.#pending = last === '' ? null : last;
    for (let i = 0; i < lines.length; i++) this.#tell(lines[i]);
  }

  #tell(line) {
    if (this.#answer === null) {
      this.emit('line', line);
      return;
    }
    const answer = this.#answer;
    this.#answer = null;
    this.setPrompt(this.#promptBefore);
    answer(line);
  }

  get columns() {
    return this.output?.columns || Infinity;
  }
  getPrompt() {
    return this.#prompt;
  }
  setPrompt(prompt) {
    this.#prompt = prompt;
  }
  prompt() {
    if (this.closed) throw new codes.ERR_USE_AFTER_CLOSE('readline');
    if (this.paused) this.resume();
    this._writeToOutput(this.#prompt);
  }
  _writeToOutput(text) {
    validateString(text, 'stringToWrite');
    if (this.output !== null && this.output !== undefined) this.output.write(text);
  }

  /** Of both modules: `answer` is called with the line; nobody looks at the signal here. */
  _ask(query, answer) {
    if (this.closed) throw new codes.ERR_USE_AFTER_CLOSE('readline');
    if (this.#answer !== null) {
      this.prompt();
      return;
    }
    this.#promptBefore = this.#prompt;
    this.setPrompt(query);
    this.#answer = answer;
    this.prompt();
  }
  /** The question is asked no more. */
  _forget() {
    if (this.#answer === null) return;
    this.#answer = null;
    this.setPrompt(this.#promptBefore);
    this._writeToOutput('\r\n');
  }

  write(data) {
    if (this.closed) throw new codes.ERR_USE_AFTER_CLOSE('readline');
    if (this.paused) this.resume();
    if (data !== undefined && data !== null) this.#take(data);
  }
  pause() {
    if (this.closed) throw new codes.ERR_USE_AFTER_CLOSE('readline');
    if (this.paused) return this;
    this.input.pause();
    this.paused = true;
    this.emit('pause');
    return this;
  }
  resume() {
    if (this.closed) throw new codes.ERR_USE_AFTER_CLOSE('readline');
    if (!this.paused) return this;
    this.input.resume();
    this.paused = false;
    this.emit('resume');
    return this;
  }
  close() {
    if (this.closed) return;
    this.#end();
    this.pause();
    this.closed = true;
    this.emit('close');
  }
  getCursorPos() {
    return { cols: this.#prompt.length, rows: 0 };
  }

  [SymbolDispose]() {
    this.close();
  }
  [SymbolAsyncIterator]() {
    this.#lines ??= linesOf(this);
    return this.#lines;
  }
}

/** Those lines that come from now on; whoever stops before the last closes the interface. */
function linesOf(reader) {
  const events = EventEmitter.on(reader, 'line', { close: ['close'], highWaterMark: 1024 });
  const lines = {
    next() {
      return PromisePrototypeThen(events.next(), (result) =>
        result.done ? result : { value: result.value[0], done: false },
      );
    },
    return() {
      reader.close();
      return events.return();
    },
    throw(error) {
      reader.close();
      return events.throw(error);
    },
    [SymbolAsyncIterator]() {
      return this;
    },
  };
  return lines;
}

module.exports = { Interface };

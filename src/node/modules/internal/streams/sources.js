'use strict';

// Streams as iterables and of iterables: https://nodejs.org/api/stream.html#consuming-readable-streams-with-async-iterators

const ObjectKeys = intrinsic('Object', 'keys');
const Promise = intrinsic('Promise');
const SymbolAsyncIterator = intrinsic('Symbol', 'asyncIterator');
const SymbolIterator = intrinsic('Symbol', 'iterator');

const { Buffer } = require('buffer');
const { AbortError, codes } = require('internal/errors');
const { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE, ERR_STREAM_NULL_VALUES } = codes;
const { destroyAny } = require('internal/streams/destroy');
const { finished } = require('internal/streams/finished');
const { Readable } = require('internal/streams/readable');
const { nextTick } = require('internal/util');
const { validateAbortSignal, validateFunction, validateObject } = require('internal/validators');

// From iterables --------------------------------------------------------------------------------------------

/** https://nodejs.org/api/stream.html#streamreadablefromiterable-options */
Readable.from = function from(iterable, options) {
  return fromIterable(Readable, iterable, options);
};

/** What a stream reads that gives what is iterated over. */
class IterableSource {
  isReading = false;
  isOver = false;

  constructor(iterable) {
    this.isAsync = typeof iterable?.[SymbolAsyncIterator] === 'function';
    if (this.isAsync) this.iterator = iterable[SymbolAsyncIterator]();
    else if (typeof iterable?.[SymbolIterator] === 'function') this.iterator = iterable[SymbolIterator]();
    else throw new ERR_INVALID_ARG_TYPE('iterable', ['Iterable'], iterable);
  }

  attach(readable) {
    this.readable = readable;
    readable._read = () => {
      if (this.isReading) return;
      this.isReading = true;
      if (this.isAsync) this.nextAsync();
      else this.next();
    };
    readable._destroy = (error, callback) => {
      this.close(error).then(
        () => nextTick(callback, error),
        (failure) => nextTick(callback, failure || error),
      );
    };
    return readable;
  }

  async close(error) {
    const { iterator } = this;
    const hasError = error !== undefined && error !== null;
    if (this.isOver) return;
    if (hasError && typeof iterator.throw === 'function') {
      const { value, done } = await iterator.throw(error);
      await value;
      if (done) return;
    }
    if (typeof iterator.return === 'function') {
      const { value } = await iterator.return();
      await value;
    }
  }

  /** As long as there are values and room, at once. */
  next() {
    for (;;) {
      let result;
      try {
        result = this.iterator.next();
      } catch (error) {
        this.readable.destroy(error);
        return;
      }
      if (result.done) return this.end();
      if (typeof result.value?.then === 'function') {
        this.nextAfter(result.value);
        return;
      }
      if (!this.pushValue(result.value)) return;
    }
  }
  async nextAfter(promise) {
    try {
      if (this.pushValue(await promise)) this.next();
    } catch (error) {
      this.readable.destroy(error);
    }
  }
  async nextAsync() {
    for (;;) {
      try {
        const { value, done } = await this.iterator.next();
        if (done) return this.end();
        if (!this.pushValue(typeof value?.then === 'function' ? await value : value)) return;
      } catch (error) {
        this.readable.destroy(error);
        return;
      }
    }
  }

  end() {
    this.isOver = true;
    this.readable.push(null);
  }
  /** @return  whether to go on */
  pushValue(value) {
    if (value === null) {
      this.isReading = false;
      throw new ERR_STREAM_NULL_VALUES();
    }
    if (this.readable.push(value)) return true;
    this.isReading = false;
    return false;
  }
}

/** A stream of the class that gives what is iterated over. */
function fromIterable(Class, iterable, options) {
  if (typeof iterable === 'string' || iterable instanceof Buffer) {
    return new Class({
      objectMode: true,
      ...options,
      read() {
        this.push(iterable);
        this.push(null);
      },
    });
  }
  const source = new IterableSource(iterable);
  return source.attach(new Class({ objectMode: true, highWaterMark: 1, ...options }));
}

// To iterables ----------------------------------------------------------------------------------------------

Readable.prototype[SymbolAsyncIterator] = function () {
  return iterate(this, undefined);
};
Readable.prototype.iterator = function iterator(options) {
  if (options !== undefined) validateObject(options, 'options');
  return iterate(this, options);
};

function iterate(stream, options) {
  if (typeof stream.read !== 'function') stream = new Readable({ objectMode: true }).wrap(stream);
  const iterator = chunksOf(stream, options);
  iterator.stream = stream;
  return iterator;
}

async function* chunksOf(stream, options) {
  let wake = () => {};
  let error;
  function onReadable(resolve) {
    if (this === stream) {
      wake();
      wake = () => {};
    } else {
      wake = resolve;
    }
  }
  stream.on('readable', onReadable);
  const stop = finished(stream, { writable: false }, (failure) => {
    error = failure || null;
    wake();
    wake = () => {};
  });
  try {
    for (;;) {
      const chunk = stream.destroyed ? null : stream.read();
      if (chunk !== null) yield chunk;
      else if (error) throw error;
      else if (error === null) return;
      else await new Promise(onReadable);
    }
  } catch (failure) {
    error = error && error !== failure ? error : failure;
    throw error;
  } finally {
    const mustDestroy =
      (error || options?.destroyOnReturn !== false) && (error === undefined || stream._readableState.autoDestroy);
    if (mustDestroy) {
      destroyAny(stream, null);
    } else {
      stream.off('readable', onReadable);
      stop();
    }
  }
}

// What arrays have, too -------------------------------------------------------------------------------------

function checkSignal(options) {
  if (options !== undefined && options !== null) validateObject(options, 'options');
  if (options?.signal !== undefined) validateAbortSignal(options.signal, 'options.signal');
}

function throwIfAborted(options) {
  if (options?.signal?.aborted) throw new AbortError(undefined, { cause: options.signal.reason });
}

/** The results of `fn`, in order, up to `options.concurrency` of them at a time. */
async function* mapped(stream, fn, options) {
  const most = options?.concurrency ?? 1;
  const signal = options?.signal ?? new globalThis.AbortController().signal;
  const running = [];
  let first = 0;
  for await (const chunk of stream) {
    throwIfAborted(options);
    running[running.length] = fn(chunk, { signal });
    if (running.length - first < most) continue;
    yield await running[first];
    running[first++] = undefined;
  }
  for (; first < running.length; first++) yield await running[first];
}

function toCount(number) {
  number = +number;
  if (number !== number) return 0;
  if (number < 0) throw new ERR_OUT_OF_RANGE('number', '>= 0', number);
  return number;
}

const makers = {
  async *map(stream, fn, options) {
    yield* mapped(stream, fn, options);
  },
  async *filter(stream, fn, options) {
    const judged = mapped(stream, async (chunk, more) => ({ chunk, isWanted: await fn(chunk, more) }), options);
    for await (const { chunk, isWanted } of judged) if (isWanted) yield chunk;
  },
  async *flatMap(stream, fn, options) {
    for await (const part of mapped(stream, fn, options)) yield* part;
  },
  async *drop(stream, number, options) {
    for await (const chunk of stream) {
      throwIfAborted(options);
      if (number-- <= 0) yield chunk;
    }
  },
  async *take(stream, number, options) {
    if (number <= 0) return;
    for await (const chunk of stream) {
      throwIfAborted(options);
      if (number-- > 0) yield chunk;
      if (number <= 0) return;
    }
  },
};
const makerNames = ObjectKeys(makers);
for (let i = 0; i < makerNames.length; i++) {
  const name = makerNames[i];
  const make = makers[name];
  const isCounted = name === 'drop' || name === 'take';
  Readable.prototype[name] = {
    [name](argument, options) {
      if (isCounted) argument = toCount(argument);
      else validateFunction(argument, 'fn');
      checkSignal(options);
      return Readable.from(make(this, argument, options));
    },
  }[name];
}

const consumers = {
  async forEach(fn, options) {
    validateFunction(fn, 'fn');
    checkSignal(options);
    for await (const chunk of mapped(this, fn, options)) void chunk;
  },
  async toArray(options) {
    checkSignal(options);
    const result = [];
    for await (const chunk of this) {
      throwIfAborted(options);
      result[result.length] = chunk;
    }
    return result;
  },
  async some(fn, options) {
    validateFunction(fn, 'fn');
    checkSignal(options);
    for await (const isTrue of mapped(this, fn, options)) if (isTrue) return true;
    return false;
  },
  async every(fn, options) {
    validateFunction(fn, 'fn');
    checkSignal(options);
    for await (const isTrue of mapped(this, fn, options)) if (!isTrue) return false;
    return true;
  },
  async find(fn, options) {
    validateFunction(fn, 'fn');
    for await (const chunk of makers.filter(this, fn, options)) return chunk;
    return undefined;
  },
  async reduce(reducer, initialValue, options) {
    validateFunction(reducer, 'reducer');
    checkSignal(options);
    const signal = options?.signal ?? new globalThis.AbortController().signal;
    let hasValue = arguments.length > 1;
    let value = initialValue;
    for await (const chunk of this) {
      throwIfAborted(options);
      value = hasValue ? await reducer(value, chunk, { signal }) : chunk;
      hasValue = true;
    }
    if (!hasValue) throw new codes.ERR_MISSING_ARGS('reduce');
    return value;
  },
};
const consumerNames = ObjectKeys(consumers);
for (let i = 0; i < consumerNames.length; i++) {
  const name = consumerNames[i];
  Readable.prototype[name] = consumers[name];
}

module.exports = { fromIterable };

'use strict';

// https://nodejs.org/api/diagnostics_channel.html

const ArrayPrototypeIndexOf = uncurried('ArrayPrototype', 'indexOf');
const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const ArrayPrototypeSlice = uncurried('ArrayPrototype', 'slice');
const ArrayPrototypeSplice = uncurried('ArrayPrototype', 'splice');
const Map = intrinsic('Map');
const MapPrototypeGet = uncurried('MapPrototype', 'get');
const MapPrototypeSet = uncurried('MapPrototype', 'set');
const ObjectDefineProperty = intrinsic('Object', 'defineProperty');
const ReflectApply = intrinsic('Reflect', 'apply');

const { codes } = require('internal/errors');
const { nextTick } = require('internal/util');
const { validateFunction } = require('internal/validators');

/** https://nodejs.org/api/diagnostics_channel.html#class-channel */
class Channel {
  #subscribers = [];

  constructor(name) {
    this.name = name;
  }
  get hasSubscribers() {
    return this.#subscribers.length > 0;
  }
  subscribe(onMessage) {
    validateFunction(onMessage, 'subscription');
    ArrayPrototypePush(this.#subscribers, onMessage);
  }
  unsubscribe(onMessage) {
    const place = ArrayPrototypeIndexOf(this.#subscribers, onMessage);
    if (place < 0) return false;
    ArrayPrototypeSplice(this.#subscribers, place, 1);
    return true;
  }
  publish(message) {
    const subscribers = ArrayPrototypeSlice(this.#subscribers);
    for (let i = 0; i < subscribers.length; i++) {
      try {
        subscribers[i](message, this.name);
      } catch (error) {
        // An uncaught exception, and no business of whoever publishes.
        nextTick(() => {
          throw error;
        });
      }
    }
  }
}

/** https://nodejs.org/api/diagnostics_channel.html#class-tracingchannel: what becomes of a call. */
class TracingChannel {
  constructor(nameOrChannels) {
    for (let i = 0; i < traceEvents.length; i++) {
      const name = traceEvents[i];
      const own =
        typeof nameOrChannels === 'string' ? channel(`tracing:${nameOrChannels}:${name}`) : nameOrChannels?.[name];
      if (!(own instanceof Channel)) throw new codes.ERR_INVALID_ARG_TYPE(`nameOrChannels.${name}`, ['Channel'], own);
      ObjectDefineProperty(this, name, { __proto__: null, value: own });
    }
  }
  get hasSubscribers() {
    for (let i = 0; i < traceEvents.length; i++) if (this[traceEvents[i]].hasSubscribers) return true;
    return false;
  }
  subscribe(handlers) {
    for (let i = 0; i < traceEvents.length; i++) {
      const name = traceEvents[i];
      if (handlers[name]) this[name].subscribe(handlers[name]);
    }
  }
  unsubscribe(handlers) {
    let isDone = true;
    for (let i = 0; i < traceEvents.length; i++) {
      const name = traceEvents[i];
      if (handlers[name] && !this[name].unsubscribe(handlers[name])) isDone = false;
    }
    return isDone;
  }
  traceSync(fn, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return ReflectApply(fn, thisArg, args);
    this.start.publish(context);
    try {
      context.result = ReflectApply(fn, thisArg, args);
      return context.result;
    } catch (error) {
      context.error = error;
      this.error.publish(context);
      throw error;
    } finally {
      this.end.publish(context);
    }
  }
  tracePromise(fn, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return ReflectApply(fn, thisArg, args);
    const settle = (key, value) => {
      context[key] = value;
      if (key === 'error') this.error.publish(context);
      this.asyncStart.publish(context);
      this.asyncEnd.publish(context);
    };
    this.start.publish(context);
    try {
      const promise = ReflectApply(fn, thisArg, args);
      if (typeof promise?.then !== 'function') {
        context.result = promise;
        return promise;
      }
      return promise.then(
        (result) => {
          settle('result', result);
          return result;
        },
        (error) => {
          settle('error', error);
          throw error;
        },
      );
    } catch (error) {
      context.error = error;
      this.error.publish(context);
      throw error;
    } finally {
      this.end.publish(context);
    }
  }
  traceCallback(fn, position = -1, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return ReflectApply(fn, thisArg, args);
    const place = position < 0 ? args.length + position : position;
    const callback = args[place];
    validateFunction(callback, 'callback');
    const { start, end, asyncStart, asyncEnd, error: errors } = this;
    args[place] = function (error, result) {
      if (error) {
        context.error = error;
        errors.publish(context);
      } else {
        context.result = result;
      }
      asyncStart.publish(context);
      try {
        return ReflectApply(callback, this, arguments);
      } finally {
        asyncEnd.publish(context);
      }
    };
    start.publish(context);
    try {
      return ReflectApply(fn, thisArg, args);
    } catch (error) {
      context.error = error;
      errors.publish(context);
      throw error;
    } finally {
      end.publish(context);
    }
  }
}

const traceEvents = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'];

function tracingChannel(nameOrChannels) {
  return new TracingChannel(nameOrChannels);
}

const channels = new Map();

function channel(name) {
  if (typeof name !== 'string' && typeof name !== 'symbol')
    throw new codes.ERR_INVALID_ARG_TYPE('channel', ['string', 'symbol'], name);
  let found = MapPrototypeGet(channels, name);
  if (found === undefined) {
    found = new Channel(name);
    MapPrototypeSet(channels, name, found);
  }
  return found;
}

module.exports = {
  channel,
  hasSubscribers: (name) => channel(name).hasSubscribers,
  subscribe: (name, onMessage) => channel(name).subscribe(onMessage),
  unsubscribe: (name, onMessage) => channel(name).unsubscribe(onMessage),
  tracingChannel,
  Channel,
};

'use strict';

// https://nodejs.org/api/diagnostics_channel.html

const ArrayPrototypeIndexOf = uncurried('ArrayPrototype', 'indexOf');
const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const ArrayPrototypeSlice = uncurried('ArrayPrototype', 'slice');
const ArrayPrototypeSplice = uncurried('ArrayPrototype', 'splice');
const Map = intrinsic('Map');
const MapPrototypeGet = uncurried('MapPrototype', 'get');
const MapPrototypeSet = uncurried('MapPrototype', 'set');

const { codes } = require('internal/errors');
const { missing } = require('internal/missing');
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
  tracingChannel: missing('diagnostics_channel.tracingChannel'),
  Channel,
};

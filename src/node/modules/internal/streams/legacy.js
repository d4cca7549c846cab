'use strict';

// The class Stream, of which all streams are: https://nodejs.org/api/stream.html

const ArrayIsArray = intrinsic('Array', 'isArray');
const ArrayPrototypeUnshift = uncurried('ArrayPrototype', 'unshift');
const ObjectSetPrototypeOf = intrinsic('Object', 'setPrototypeOf');
const ReflectApply = intrinsic('Reflect', 'apply');

const EventEmitter = require('events');

function Stream(options) {
  ReflectApply(EventEmitter, this, [options]);
}
ObjectSetPrototypeOf(Stream.prototype, EventEmitter.prototype);
ObjectSetPrototypeOf(Stream, EventEmitter);

/** Before all other listeners: what they throw is not to come in between. */
function prependListener(emitter, event, listener) {
  if (typeof emitter.prependListener === 'function') {
    emitter.prependListener(event, listener);
    return;
  }
  const events = emitter._events;
  if (!events?.[event]) emitter.on(event, listener);
  else if (ArrayIsArray(events[event])) ArrayPrototypeUnshift(events[event], listener);
  else events[event] = [listener, events[event]];
}

/** Of streams that have nothing but events. */
Stream.prototype.pipe = function pipe(destination, options) {
  const source = this;
  let hasEnded = false;

  function onData(chunk) {
    if (destination.writable && destination.write(chunk) === false && source.pause) source.pause();
  }
  function onDrain() {
    if (source.readable && source.resume) source.resume();
  }
  function onEnd() {
    if (hasEnded) return;
    hasEnded = true;
    destination.end();
  }
  function onClose() {
    if (hasEnded) return;
    hasEnded = true;
    if (typeof destination.destroy === 'function') destination.destroy();
  }
  function onError(error) {
    cleanUp();
    if (EventEmitter.listenerCount(this, 'error') === 0) this.emit('error', error);
  }
  function cleanUp() {
    source.removeListener('data', onData);
    destination.removeListener('drain', onDrain);
    source.removeListener('end', onEnd);
    source.removeListener('close', onClose);
    source.removeListener('error', onError);
    destination.removeListener('error', onError);
    source.removeListener('end', cleanUp);
    source.removeListener('close', cleanUp);
    destination.removeListener('close', cleanUp);
  }

  source.on('data', onData);
  destination.on('drain', onDrain);
  if (!destination._isStdio && (!options || options.end !== false)) {
    source.on('end', onEnd);
    source.on('close', onClose);
  }
  prependListener(source, 'error', onError);
  prependListener(destination, 'error', onError);
  source.on('end', cleanUp);
  source.on('close', cleanUp);
  destination.on('close', cleanUp);
  destination.emit('pipe', source);
  return destination;
};

Stream.prototype.eventNames = function eventNames() {
  return ReflectApply(EventEmitter.prototype.eventNames, this, []);
};

module.exports = { Stream, prependListener };

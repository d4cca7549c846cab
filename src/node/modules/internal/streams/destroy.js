'use strict';

// How streams are constructed, fail and end: https://nodejs.org/api/stream.html#writabledestroyerror and
// https://nodejs.org/api/stream.html#writable_constructcallback. `_readableState` and `_writableState` are
// what the two sides of a stream keep; a Duplex has both.

const { AbortError, codes } = require('internal/errors');
const { ERR_MULTIPLE_CALLBACK } = codes;
const { nextTick } = require('internal/util');

const kConstruct = intrinsic('Symbol')('kConstruct');
const kDestroy = intrinsic('Symbol')('kDestroy');

function noteError(stream, error) {
  const readable = stream._readableState;
  const writable = stream._writableState;
  if (writable && !writable.errored) writable.errored = error;
  if (readable && !readable.errored) readable.errored = error;
}

/** The method of all streams. */
function destroy(error, callback) {
  const readable = this._readableState;
  const writable = this._writableState;
  const state = writable ?? readable;
  if (writable?.destroyed || readable?.destroyed) {
    if (typeof callback === 'function') callback();
    return this;
  }
  if (error) noteError(this, error);
  if (writable) writable.destroyed = true;
  if (readable) readable.destroyed = true;
  if (state.constructed) {
    finishDestruction(this, error, callback);
  } else {
    this.once(kDestroy, (later) => finishDestruction(this, later || error, callback));
  }
  return this;
}

function finishDestruction(stream, error, callback) {
  let isCalled = false;
  function onDestroyed(failure) {
    if (isCalled) return;
    isCalled = true;
    const readable = stream._readableState;
    const writable = stream._writableState;
    if (failure) noteError(stream, failure);
    if (writable) writable.closed = true;
    if (readable) readable.closed = true;
    if (typeof callback === 'function') callback(failure);
    nextTick(failure ? emitErrorAndClose : emitClose, stream, failure);
  }
  try {
    stream._destroy(error || null, onDestroyed);
  } catch (thrown) {
    onDestroyed(thrown);
  }
}

function emitErrorAndClose(stream, error) {
  emitError(stream, error);
  emitClose(stream);
}

function emitClose(stream) {
  const readable = stream._readableState;
  const writable = stream._writableState;
  if (writable) writable.closeEmitted = true;
  if (readable) readable.closeEmitted = true;
  if (writable?.emitClose || readable?.emitClose) stream.emit('close');
}

function emitError(stream, error) {
  const readable = stream._readableState;
  const writable = stream._writableState;
  if (writable?.errorEmitted || readable?.errorEmitted) return;
  if (writable) writable.errorEmitted = true;
  if (readable) readable.errorEmitted = true;
  stream.emit('error', error);
}

/** Something went wrong: the stream is destroyed, if it does that by itself. */
function errorOrDestroy(stream, error, isSync) {
  const readable = stream._readableState;
  const writable = stream._writableState;
  if (writable?.destroyed || readable?.destroyed) return;
  if (readable?.autoDestroy || writable?.autoDestroy) {
    stream.destroy(error);
    return;
  }
  if (!error) return;
  noteError(stream, error);
  if (isSync) nextTick(emitError, stream, error);
  else emitError(stream, error);
}

// Construction ----------------------------------------------------------------------------------------------

/** @param callback  called when `_construct` is through */
function construct(stream, callback) {
  if (typeof stream._construct !== 'function') return;
  const readable = stream._readableState;
  const writable = stream._writableState;
  if (readable) readable.constructed = false;
  if (writable) writable.constructed = false;
  stream.once(kConstruct, callback);
  // A Duplex asks for both of its sides.
  if (stream.listenerCount(kConstruct) > 1) return;
  nextTick(runConstruct, stream);
}

function runConstruct(stream) {
  let isCalled = false;
  function onConstructed(error) {
    if (isCalled) {
      errorOrDestroy(stream, error ?? new ERR_MULTIPLE_CALLBACK());
      return;
    }
    isCalled = true;
    const readable = stream._readableState;
    const writable = stream._writableState;
    const state = writable ?? readable;
    if (readable) readable.constructed = true;
    if (writable) writable.constructed = true;
    if (state.destroyed) stream.emit(kDestroy, error);
    else if (error) errorOrDestroy(stream, error, true);
    else stream.emit(kConstruct);
  }
  try {
    stream._construct((error) => nextTick(onConstructed, error));
  } catch (error) {
    nextTick(onConstructed, error);
  }
}

// Any stream ------------------------------------------------------------------------------------------------

/** Destroys what may also be a request or an old stream. */
function destroyAny(stream, error) {
  if (!stream || stream.destroyed) return;
  if (!error && !stream.readableEnded && !stream.writableFinished) error = new AbortError();
  if (typeof stream.destroy === 'function') stream.destroy(error);
  else if (typeof stream.close === 'function') stream.close();
  if (!stream.destroyed) stream.destroyed = true;
}

module.exports = { construct, destroy, destroyAny, errorOrDestroy };

'use strict';

// When a stream is through: https://nodejs.org/api/stream.html#streamfinishedstream-options-callback, and what
// can be asked of any stream.

const Promise = intrinsic('Promise');
const ReflectApply = intrinsic('Reflect', 'apply');

const { AbortError, codes } = require('internal/errors');
const { ERR_INVALID_ARG_TYPE, ERR_STREAM_PREMATURE_CLOSE } = codes;
const { destroyAny } = require('internal/streams/destroy');
const { nextTick } = require('internal/util');
const { validateAbortSignal, validateFunction, validateObject } = require('internal/validators');

// Questions -------------------------------------------------------------------------------------------------

function isReadableStream(stream) {
  const isPipe = typeof stream?.pipe === 'function' && typeof stream.on === 'function';
  return (
    isPipe &&
    (!stream._writableState || stream._readableState?.readable !== false) &&
    (!stream._writableState || !!stream._readableState)
  );
}

function isWritableStream(stream) {
  const isWriter = typeof stream?.write === 'function' && typeof stream.on === 'function';
  return isWriter && (!stream._readableState || stream._writableState?.writable !== false);
}

function isStream(object) {
  return (
    !!object &&
    (object._readableState ||
      object._writableState ||
      (typeof object.write === 'function' && typeof object.on === 'function') ||
      (typeof object.pipe === 'function' && typeof object.on === 'function'))
  );
}

function isDestroyed(stream) {
  if (!isStream(stream)) return null;
  const state = stream._writableState ?? stream._readableState;
  return !!(stream.destroyed || state?.destroyed);
}

function isErrored(stream) {
  return !!(
    stream &&
    (stream.readableErrored ??
      stream.writableErrored ??
      // One that is about to emit `error` has none yet.
      stream._readableState?.errorEmitted ??
      stream._writableState?.errorEmitted ??
      stream._readableState?.errored ??
      stream._writableState?.errored)
  );
}

function isReadable(stream) {
  if (typeof stream?.readable !== 'boolean') return null;
  if (isDestroyed(stream)) return false;
  return isReadableStream(stream) && stream.readable && !isReadFinished(stream);
}

function isWritable(stream) {
  if (typeof stream?.writable !== 'boolean') return null;
  if (isDestroyed(stream)) return false;
  return isWritableStream(stream) && stream.writable && !stream._writableState?.ended;
}

function isDisturbed(stream) {
  return !!(stream && (stream.readableDidRead || stream.readableAborted));
}

function isReadFinished(stream) {
  const state = stream._readableState;
  if (!state) return stream.readableEnded === true;
  return !!(state.endEmitted || (state.ended && state.length === 0));
}

function isWriteFinished(stream) {
  const state = stream._writableState;
  if (!state) return stream.writableFinished === true;
  return !!(state.finished || (state.ended && state.length === 0));
}

function errorOf(stream) {
  const writable = stream._writableState?.errored;
  const readable = stream._readableState?.errored;
  return (typeof writable !== 'boolean' && writable) || (typeof readable !== 'boolean' && readable) || undefined;
}

function isClosed(stream) {
  const writable = stream._writableState;
  const readable = stream._readableState;
  if (!writable && !readable) return stream.closed === true;
  return !!(writable?.closed || readable?.closed);
}

// finished --------------------------------------------------------------------------------------------------

function once(callback) {
  let isCalled = false;
  return function (...args) {
    if (isCalled) return;
    isCalled = true;
    ReflectApply(callback, this, args);
  };
}

/** @return  a function that stops waiting */
function finished(stream, options, callback) {
  if (arguments.length === 2) {
    callback = options;
    options = {};
  } else if (options === null || options === undefined) {
    options = {};
  } else {
    validateObject(options, 'options');
  }
  validateFunction(callback, 'callback');
  validateAbortSignal(options.signal, 'options.signal');
  callback = once(callback);
  if (!isStream(stream))
    throw new ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
  const removeListeners = waitFor(stream, options, callback);
  if (!options.signal) return removeListeners;
  const abort = () => {
    const end = callback;
    removeListeners();
    ReflectApply(end, stream, [new AbortError(undefined, { cause: options.signal.reason })]);
  };
  if (options.signal.aborted) {
    nextTick(abort);
    return removeListeners;
  }
  options.signal.addEventListener('abort', abort, { once: true });
  return () => {
    removeListeners();
    options.signal.removeEventListener('abort', abort);
  };
}

/** Both sides, or those that are asked for. */
function waitFor(stream, options, callback) {
  const readable = options.readable ?? isReadableStream(stream);
  const writable = options.writable ?? isWritableStream(stream);
  const readState = stream._readableState;
  const writeState = stream._writableState;
  const willEmitClose =
    (writeState?.autoDestroy || readState?.autoDestroy || false) &&
    !!(writeState?.emitClose || readState?.emitClose) &&
    isClosed(stream) === false &&
    isReadableStream(stream) === !!readable &&
    isWritableStream(stream) === !!writable;
  let isWritten = isWriteFinished(stream) || (writeState ? writeState.finished : false);
  if (writeState) isWritten = writeState.finished;
  let isRead = readState ? readState.endEmitted : stream.readableEnded === true;

  const onFinish = () => {
    isWritten = true;
    if (stream.destroyed && willEmitClose && !isEmittingClose()) return;
    if (willEmitClose && (!stream.readable || readable)) return;
    if (!readable || isRead) ReflectApply(callback, stream, []);
  };
  const onEnd = () => {
    isRead = true;
    if (willEmitClose && (!stream.writable || writable)) return;
    if (!writable || isWritten) ReflectApply(callback, stream, []);
  };
  const isEmittingClose = () => isClosed(stream);
  const onError = (error) => ReflectApply(callback, stream, [error]);
  const onClose = () => {
    const error = errorOf(stream);
    if (error) {
      ReflectApply(callback, stream, [error]);
      return;
    }
    const isCutOff =
      (readable && !isRead && isReadableStream(stream) && !isReadFinished(stream)) ||
      (writable && !isWritten && !isWriteFinished(stream));
    if (isCutOff) ReflectApply(callback, stream, [new ERR_STREAM_PREMATURE_CLOSE()]);
    else ReflectApply(callback, stream, []);
  };

  stream.on('end', onEnd);
  stream.on('finish', onFinish);
  if (options.error !== false) stream.on('error', onError);
  stream.on('close', onClose);

  if (isClosed(stream)) {
    nextTick(onClose);
  } else if (writeState?.errorEmitted || readState?.errorEmitted) {
    if (!willEmitClose) nextTick(onClose);
  } else if (!willEmitClose && (!readable || isRead) && (!writable || isWritten)) {
    nextTick(onClose);
  }
  return () => {
    callback = () => {};
    stream.removeListener('end', onEnd);
    stream.removeListener('finish', onFinish);
    stream.removeListener('error', onError);
    stream.removeListener('close', onClose);
  };
}

/** https://nodejs.org/api/stream.html#streamfinishedstream-options */
function finishedPromise(stream, options) {
  return new Promise((resolve, reject) => {
    let stop = () => {};
    const isCleaning = options?.cleanup === true;
    const done = (error) => {
      if (isCleaning) stop();
      if (error) reject(error);
      else resolve();
    };
    stop = finished(stream, options, done);
  });
}

// Aborting --------------------------------------------------------------------------------------------------

/** https://nodejs.org/api/stream.html#streamaddabortsignalsignal-stream */
function addAbortSignal(signal, stream) {
  if (signal === null || typeof signal !== 'object' || !('aborted' in signal))
    throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  if (!isStream(stream))
    throw new ERR_INVALID_ARG_TYPE('stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
  const abort = () => destroyAny(stream, new AbortError(undefined, { cause: signal.reason }));
  if (signal.aborted) {
    abort();
  } else {
    signal.addEventListener('abort', abort, { once: true });
    finished(stream, () => signal.removeEventListener('abort', abort));
  }
  return stream;
}

module.exports = {
  addAbortSignal,
  finished,
  finishedPromise,
  isDestroyed,
  isDisturbed,
  isErrored,
  isReadable,
  isReadableStream,
  isStream,
  isWritable,
  isWritableStream,
};

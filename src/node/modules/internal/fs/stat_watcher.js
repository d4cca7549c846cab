'use strict';

// https://nodejs.org/api/fs.html#fswatchfilefilename-options-listener: a file whose status is asked for again and again.

const Map = intrinsic('Map');
const MapPrototypeDelete = uncurried('MapPrototype', 'delete');
const MapPrototypeGet = uncurried('MapPrototype', 'get');
const MapPrototypeSet = uncurried('MapPrototype', 'set');
const ReflectApply = intrinsic('Reflect', 'apply');

const EventEmitter = require('events');
const { getPath } = require('internal/fs/arguments');
const { stat } = require('internal/fs/operations');
const { runAsync, setReferenced } = require('internal/fs/steps');
const { BigIntStats, Stats } = require('internal/fs/values');
const { validateFunction, validateObject } = require('internal/validators');
const { resolve } = require('path');
const { clearTimeout, setTimeout } = require('timers');

/** What is told of a file that is not there. */
function noStatus(isExact) {
  const values = [];
  for (let i = 0; i < 18; i++) values[i] = isExact ? 0n : 0;
  return isExact ? new BigIntStats(values) : new Stats(values);
}

function areSame(one, other) {
  return one.mtimeMs === other.mtimeMs && one.ctimeMs === other.ctimeMs && one.birthtimeMs === other.birthtimeMs &&
    one.mtimeNs === other.mtimeNs && one.ctimeNs === other.ctimeNs && one.size === other.size && one.ino === other.ino &&
    one.mode === other.mode && one.uid === other.uid && one.gid === other.gid && one.dev === other.dev;
}

/** https://nodejs.org/api/fs.html#class-fsstatwatcher */
function StatWatcher(filename, interval, isExact, isPersistent) {
  ReflectApply(EventEmitter, this, []);
  let last;
  let timer;
  let request;
  let isReferenced = isPersistent;
  let isStopped = false;
  const ask = () => {
    request = runAsync(stat(filename, { bigint: isExact }), (error, status) => {
      request = undefined;
      if (isStopped) return;
      const now = error === null ? status : noStatus(isExact);
      timer = setTimeout(ask, interval);
      if (!isReferenced) timer.unref();
      const before = last;
      last = now;
      // A file that is not there at first is told of, too.
      if (before === undefined ? error !== null : !areSame(before, now)) this.emit('change', now, before ?? now);
    });
    if (!isReferenced) setReferenced(request, false);
  };
  this.stop = () => {
    if (isStopped) return;
    isStopped = true;
    clearTimeout(timer);
    if (request !== undefined) setReferenced(request, false);
    this.emit('stop');
  };
  const reference = (wanted) => {
    isReferenced = wanted;
    if (timer !== undefined) timer[wanted ? 'ref' : 'unref']();
    if (request !== undefined) setReferenced(request, wanted);
    return this;
  };
  this.ref = () => reference(true);
  this.unref = () => reference(false);
  ask();
}
StatWatcher.prototype = { __proto__: EventEmitter.prototype, constructor: StatWatcher };

/** By path. */
const watchers = new Map();

function watchFile(filename, options, listener) {
  const path = resolve(`${getPath(filename, 'filename')}`);
  if (typeof options === 'function') {
    listener = options;
    options = undefined;
  }
  if (options !== null && options !== undefined) validateObject(options, 'options');
  validateFunction(listener, 'listener');
  const { bigint = false, interval = 5007, persistent = true } = options ?? { __proto__: null };
  let watcher = MapPrototypeGet(watchers, path);
  if (watcher === undefined) {
    watcher = new StatWatcher(path, interval, !!bigint, persistent);
    MapPrototypeSet(watchers, path, watcher);
  }
  watcher.on('change', listener);
  return watcher;
}

function unwatchFile(filename, listener) {
  const path = resolve(`${getPath(filename, 'filename')}`);
  const watcher = MapPrototypeGet(watchers, path);
  if (watcher === undefined) return;
  if (typeof listener === 'function') watcher.removeListener('change', listener);
  else watcher.removeAllListeners('change');
  if (watcher.listenerCount('change') > 0) return;
  watcher.stop();
  MapPrototypeDelete(watchers, path);
}

module.exports = { StatWatcher, unwatchFile, watchFile };

'use strict';

// https://nodejs.org/api/fs.html#fswatchfilename-options-listener
//
// DEVIATION: the system is not listened to, but asked for what there is ten times a second, of large folders more rarely: so
// what is changed and changed back between two looks is not seen, and what is changed twice is one change (ADR 43). Like all
// that files are asked for, this goes through the door, and is recorded.

const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const ArrayPrototypeShift = uncurried('ArrayPrototype', 'shift');
const MathMax = intrinsic('Math', 'max');
const NumberParseInt = intrinsic('Number', 'parseInt');
const ObjectKeys = intrinsic('Object', 'keys');
const Promise = intrinsic('Promise');
const ReflectApply = intrinsic('Reflect', 'apply');
const StringPrototypeLastIndexOf = uncurried('StringPrototype', 'lastIndexOf');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');

const EventEmitter = require('events');
const { AbortError } = require('internal/errors');
const { constants, getOptions, getPath, nameOf } = require('internal/fs/arguments');
const { inEncoding } = require('internal/fs/operations');
const { Request, operations, runAsync, runSync, setReferenced } = require('internal/fs/steps');
const { nextTick } = require('internal/util');
const { validateBoolean, validateFunction } = require('internal/validators');
const { basename, join, resolve } = require('path');
const { clearTimeout, setTimeout } = require('timers');

const kInterval = 100;
/** Milliseconds between two looks for each file: at most so much of the time is spent with looking, whatever there is. */
const kIntervalOfFile = 0.1;

const isFolder = (values) => (values[1] & constants.S_IFMT) === constants.S_IFDIR;
/** Where one of two differs, the file is not what it was; of folders only whether it is another. */
const signOf = (values) => (isFolder(values) ? `${values[7]}` : `${values[7]} ${values[8]} ${values[11]} ${values[12]}`);
const nodeOf = (sign) => NumberParseInt(sign, 10);

/** What there is: of each name in a folder its sign, or that of the file itself. */
function* look(path, isRecursive) {
  const signs = { __proto__: null };
  const status = yield new Request(operations.Stat, path);
  if (!isFolder(status)) {
    signs[basename(path)] = signOf(status);
    return signs;
  }
  const folders = [''];
  for (let next = 0; next < folders.length; next++) {
    let names;
    try {
      names = (yield new Request(operations.ReadDirectory, join(path, folders[next])))[0];
    } catch (error) {
      if (next === 0) throw error;
      continue;
    }
    for (let i = 0; i < names.length; i++) {
      const name = join(folders[next], names[i]);
      try {
        const values = yield new Request(operations.LinkStat, join(path, name));
        signs[name] = signOf(values);
        if (isRecursive && isFolder(values)) ArrayPrototypePush(folders, name);
      } catch {
        // It is gone since.
      }
    }
  }
  return signs;
}

/** Calls `tell` for each difference of two looks. */
function compare(before, now, tell) {
  const old = ObjectKeys(before);
  for (let i = 0; i < old.length; i++) {
    const sign = now[old[i]];
    if (sign === before[old[i]]) continue;
    tell(sign === undefined || nodeOf(sign) !== nodeOf(before[old[i]]) ? 'rename' : 'change', old[i]);
  }
  const names = ObjectKeys(now);
  for (let i = 0; i < names.length; i++) if (before[names[i]] === undefined) tell('rename', names[i]);
}

/** https://nodejs.org/api/fs.html#class-fsfswatcher */
function FSWatcher(path, isRecursive, isPersistent, encoding) {
  ReflectApply(EventEmitter, this, []);
  let before;
  try {
    before = runSync(look(path, isRecursive));
  } catch (error) {
    const { message } = error;
    error.message = `${StringPrototypeSlice(message, 0, StringPrototypeLastIndexOf(message, ', '))}, watch '${path}'`;
    error.syscall = 'watch';
    error.filename = error.path = path;
    throw error;
  }
  let isReferenced = isPersistent;
  let isClosed = false;
  /** Of these two there is one. */
  let timer;
  let request;
  const again = () => {
    timer = setTimeout(ask, MathMax(kInterval, ObjectKeys(before).length * kIntervalOfFile));
    if (!isReferenced) timer.unref();
  };
  const ask = () => {
    timer = undefined;
    runAsync(look(path, isRecursive), (error, signs) => {
      request = undefined;
      if (isClosed) return;
      const now = error === null ? signs : { __proto__: null };
      const last = before;
      before = now;
      again();
      compare(last, now, (eventType, name) => {
        if (!isClosed) this.emit('change', eventType, inEncoding(name, encoding));
      });
    }, (number) => {
      request = number;
      if (!isReferenced || isClosed) setReferenced(number, false);
    });
  };
  this.close = () => {
    if (isClosed) return;
    isClosed = true;
    clearTimeout(timer);
    if (request !== undefined) setReferenced(request, false);
    nextTick(() => this.emit('close'));
  };
  const reference = (wanted) => {
    isReferenced = wanted;
    timer?.[wanted ? 'ref' : 'unref']();
    if (request !== undefined && !isClosed) setReferenced(request, wanted);
    return this;
  };
  this.ref = () => reference(true);
  this.unref = () => reference(false);
  again();
}
FSWatcher.prototype = { __proto__: EventEmitter.prototype, constructor: FSWatcher };

function start(filename, options) {
  options = getOptions(options);
  const { encoding, persistent = true, recursive = false, signal } = options;
  validateBoolean(persistent, 'options.persistent');
  validateBoolean(recursive, 'options.recursive');
  const path = resolve(nameOf(getPath(filename, 'filename')));
  const watcher = new FSWatcher(path, recursive, persistent, encoding);
  if (signal?.aborted) nextTick(() => watcher.close());
  else if (signal) signal.addEventListener('abort', () => watcher.close(), { __proto__: null, once: true });
  return watcher;
}

function watch(filename, options, listener) {
  if (typeof options === 'function') {
    listener = options;
    options = undefined;
  }
  if (listener !== undefined) validateFunction(listener, 'listener');
  const watcher = start(filename, options);
  if (listener !== undefined) watcher.on('change', listener);
  return watcher;
}

/** https://nodejs.org/api/fs.html#fspromiseswatchfilename-options */
async function* watchEvents(filename, options) {
  const signal = options?.signal;
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  const watcher = start(filename, options);
  const events = [];
  let wake;
  watcher.on('change', (eventType, name) => {
    ArrayPrototypePush(events, { __proto__: null, eventType, filename: name });
    wake?.();
  });
  watcher.on('close', () => wake?.());
  try {
    for (;;) {
      while (events.length === 0 && !signal?.aborted) await new Promise((done) => (wake = done));
      if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
      yield ArrayPrototypeShift(events);
    }
  } finally {
    watcher.close();
  }
}

module.exports = { FSWatcher, watch, watchEvents };

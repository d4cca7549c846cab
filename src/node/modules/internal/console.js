'use strict';

// https://nodejs.org/api/console.html#class-console: consoles that write to streams of the program's own. The global
// one is the host's.

const ArrayIsArray = intrinsic('Array', 'isArray');
const ArrayPrototypeUnshift = uncurried('ArrayPrototype', 'unshift');
const Error = intrinsic('Error');
const ErrorCaptureStackTrace = uncurried('Error', 'captureStackTrace');
const FunctionPrototypeBind = uncurried('FunctionPrototype', 'bind');
const Map = intrinsic('Map');
const MapPrototypeDelete = uncurried('MapPrototype', 'delete');
const MapPrototypeGet = uncurried('MapPrototype', 'get');
const MapPrototypeSet = uncurried('MapPrototype', 'set');
const MathMax = intrinsic('Math', 'max');
const ObjectDefineProperty = intrinsic('Object', 'defineProperty');
const ObjectKeys = intrinsic('Object', 'keys');
const ReflectApply = intrinsic('Reflect', 'apply');
const StringPrototypeIncludes = uncurried('StringPrototype', 'includes');
const StringPrototypeRepeat = uncurried('StringPrototype', 'repeat');
const StringPrototypeReplaceAll = uncurried('StringPrototype', 'replaceAll');
const StringPrototypeSplit = uncurried('StringPrototype', 'split');
const SymbolHasInstance = intrinsic('Symbol', 'hasInstance');
const SymbolToStringTag = intrinsic('Symbol', 'toStringTag');

const { formatWithOptions, inspect } = require('util');

const { codes } = require('internal/errors');
const { emitWarning } = require('internal/util');
const { validateArray, validateInteger, validateObject } = require('internal/validators');

const kState = intrinsic('Symbol')('kState');

function noop() {}

function isColoured(state, stream) {
  if (typeof state.colorMode === 'boolean') return state.colorMode;
  return stream.isTTY === true && (typeof stream.getColorDepth !== 'function' || stream.getColorDepth() > 2);
}

function inspectOptionsOf(state, stream) {
  const options = state.inspectOptions === undefined ? {} : { ...state.inspectOptions };
  if (options.colors === undefined) options.colors = isColoured(state, stream);
  return options;
}

function write(state, stream, text) {
  if (state.indentation !== '') {
    if (StringPrototypeIncludes(text, '\n')) text = StringPrototypeReplaceAll(text, '\n', `\n${state.indentation}`);
    text = state.indentation + text;
  }
  text += '\n';
  if (!state.ignoresErrors) {
    stream.write(text);
    return;
  }
  // What is wrong with the stream is nothing that whoever logs should hear of.
  stream.once('error', noop);
  try {
    stream.write(text, (error) => {
      if (error && stream.listenerCount('error') === 0) stream.once('error', noop);
    });
  } catch {
    // As above.
  } finally {
    stream.removeListener('error', noop);
  }
}

function log(state, stream, args) {
  ArrayPrototypeUnshift(args, inspectOptionsOf(state, stream));
  write(state, stream, ReflectApply(formatWithOptions, undefined, args));
}

/** Of a timer that is there, its time; else undefined, with a warning. */
function elapsed(state, method, label) {
  const start = MapPrototypeGet(state.timers, label);
  if (start === undefined) {
    emitWarning(`No such label '${label}' for console.${method}()`);
    return undefined;
  }
  return binding.durationText(binding.now() - start);
}

/** What each console has as functions of its own, bound to it. */
const methods = {
  log(...args) {
    log(this[kState], this[kState].stdout, args);
  },
  warn(...args) {
    log(this[kState], this[kState].stderr, args);
  },
  error(...args) {
    log(this[kState], this[kState].stderr, args);
  },
  dir(value, options) {
    const state = this[kState];
    const usual = inspectOptionsOf(state, state.stdout);
    write(state, state.stdout, inspect(value, { customInspect: false, ...usual, ...options }));
  },
  time(label = 'default') {
    label = `${label}`;
    const { timers } = this[kState];
    if (MapPrototypeGet(timers, label) !== undefined) emitWarning(`Label '${label}' already exists for console.time()`);
    else MapPrototypeSet(timers, label, binding.now());
  },
  timeEnd(label = 'default') {
    label = `${label}`;
    const text = elapsed(this[kState], 'timeEnd', label);
    if (text === undefined) return;
    MapPrototypeDelete(this[kState].timers, label);
    log(this[kState], this[kState].stdout, ['%s: %s', label, text]);
  },
  timeLog(label = 'default', ...data) {
    label = `${label}`;
    const text = elapsed(this[kState], 'timeLog', label);
    if (text === undefined) return;
    ArrayPrototypeUnshift(data, '%s: %s', label, text);
    log(this[kState], this[kState].stdout, data);
  },
  trace: function trace(...args) {
    const state = this[kState];
    ArrayPrototypeUnshift(args, inspectOptionsOf(state, state.stderr));
    const error = { name: 'Trace', message: ReflectApply(formatWithOptions, undefined, args) };
    ErrorCaptureStackTrace(Error, error, trace);
    write(state, state.stderr, error.stack);
  },
  assert(condition, ...args) {
    if (condition) return;
    if (typeof args[0] === 'string') args[0] = `Assertion failed: ${args[0]}`;
    else ArrayPrototypeUnshift(args, 'Assertion failed');
    log(this[kState], this[kState].stderr, args);
  },
  clear() {
    const { stdout } = this[kState];
    if (stdout.isTTY) stdout.write('\u001b[1;1H\u001b[0J');
  },
  count(label = 'default') {
    label = `${label}`;
    const { counts } = this[kState];
    const count = (MapPrototypeGet(counts, label) ?? 0) + 1;
    MapPrototypeSet(counts, label, count);
    log(this[kState], this[kState].stdout, [`${label}: ${count}`]);
  },
  countReset(label = 'default') {
    label = `${label}`;
    const { counts } = this[kState];
    if (MapPrototypeGet(counts, label) === undefined) emitWarning(`Count for '${label}' does not exist`);
    else MapPrototypeDelete(counts, label);
  },
  group(...args) {
    if (args.length > 0) log(this[kState], this[kState].stdout, args);
    this[kState].indentation += StringPrototypeRepeat(' ', this[kState].groupIndentation);
  },
  groupEnd() {
    const state = this[kState];
    state.indentation = StringPrototypeRepeat(' ', MathMax(0, state.indentation.length - state.groupIndentation));
  },
  table(data, columns) {
    if (columns !== undefined) validateArray(columns, 'properties');
    const state = this[kState];
    const text = binding.tableText(data, columns, isColoured(state, state.stdout));
    if (text === undefined) log(state, state.stdout, [data]);
    else write(state, state.stdout, text);
  },
};
methods.debug = methods.log;
methods.info = methods.log;
methods.dirxml = methods.log;
methods.groupCollapsed = methods.group;

function checkedStream(stream, name) {
  if (typeof stream?.write !== 'function') throw new codes.ERR_CONSOLE_WRITABLE_STREAM(name);
  return stream;
}

function hide(object, key, value) {
  ObjectDefineProperty(object, key, { __proto__: null, configurable: true, enumerable: false, value, writable: true });
}

function stateOf(options) {
  const { stdout, stderr = stdout, ignoreErrors = true, colorMode = 'auto', inspectOptions, groupIndentation } = options;
  checkedStream(stdout, 'stdout');
  checkedStream(stderr, 'stderr');
  if (colorMode !== 'auto' && typeof colorMode !== 'boolean')
    throw new codes.ERR_INVALID_ARG_VALUE('colorMode', colorMode, "must be one of: 'auto', true, false");
  if (groupIndentation !== undefined) validateInteger(groupIndentation, 'groupIndentation', 0, 1000);
  if (inspectOptions !== undefined) validateObject(inspectOptions, 'options.inspectOptions');
  if (inspectOptions?.colors !== undefined && options.colorMode !== undefined)
    throw new codes.ERR_INCOMPATIBLE_OPTION_PAIR('options.inspectOptions.color', 'colorMode');
  return {
    stdout,
    stderr,
    ignoresErrors: !!ignoreErrors,
    colorMode,
    inspectOptions,
    groupIndentation: groupIndentation ?? 2,
    indentation: '',
    counts: new Map(),
    timers: new Map(),
  };
}

/** May be called without `new`. */
function Console(options, stderr, ignoreErrors) {
  if (!new.target) return new Console(options, stderr, ignoreErrors);
  if (!options || typeof options.write === 'function' || ArrayIsArray(options))
    options = { stdout: options, stderr, ignoreErrors };
  hide(this, kState, stateOf(options));
  hide(this, '_stdout', this[kState].stdout);
  hide(this, '_stderr', this[kState].stderr);
  hide(this, '_ignoreErrors', this[kState].ignoresErrors);
  // Methods may be taken off, and those that a derived class has in their places come first.
  const keys = ObjectKeys(Console.prototype);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    this[key] = FunctionPrototypeBind(this[key], this);
    ObjectDefineProperty(this[key], 'name', { __proto__: null, configurable: true, value: key });
  }
}

const names =
  'log info debug warn error dir time timeEnd timeLog trace assert clear count countReset group groupEnd table dirxml ' +
  'groupCollapsed';
const list = StringPrototypeSplit(names, ' ');
for (let i = 0; i < list.length; i++) Console.prototype[list[i]] = methods[list[i]];
hide(Console.prototype, 'constructor', Console);
ObjectDefineProperty(Console.prototype, SymbolToStringTag, {
  __proto__: null,
  configurable: true,
  enumerable: false,
  value: 'console',
  writable: false,
});

ObjectDefineProperty(Console, SymbolHasInstance, {
  __proto__: null,
  value(instance) {
    return instance?.[kState] !== undefined || instance === globalThis.console;
  },
});

module.exports = { Console };

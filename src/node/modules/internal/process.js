'use strict';

// Methods of `process` that are written in JavaScript: https://nodejs.org/api/process.html. What they ask of the
// machine goes through the door.

const NumberParseInt = intrinsic('Number', 'parseInt');
const ObjectKeys = intrinsic('Object', 'keys');
const RegExpPrototypeExec = uncurried('RegExpPrototype', 'exec');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');
const StringPrototypeSplit = uncurried('StringPrototype', 'split');
const StringPrototypeStartsWith = uncurried('StringPrototype', 'startsWith');
const RangeError = intrinsic('RangeError');
const ReflectApply = intrinsic('Reflect', 'apply');
const SymbolFor = intrinsic('Symbol', 'for');

const { codes, makeError } = require('internal/errors');
const { validateInteger, validateObject, validateString } = require('internal/validators');
const { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_UNKNOWN_SIGNAL } = codes;

/** Numbers of a fact, with spaces between them. */
function numbers(name) {
  const words = StringPrototypeSplit(binding.fact(name) ?? '', ' ');
  const result = [];
  for (let i = 0; i < words.length; i++) if (words[i] !== '') result[i] = +words[i];
  return result;
}

// Signals ---------------------------------------------------------------------------------------------------

function abort() {
  binding.kill(binding.ownId(), binding.signalNumber('SIGABRT'));
}

function kill(pid, signal) {
  // Node takes texts of numbers, too.
  if (pid != (pid | 0)) throw new ERR_INVALID_ARG_TYPE('pid', 'number', pid);
  let number;
  if (typeof signal === 'number') {
    number = signal;
  } else {
    signal = signal || 'SIGTERM';
    number = typeof signal === 'string' ? binding.signalNumber(signal) : 0;
    if (number === 0) throw new ERR_UNKNOWN_SIGNAL(signal);
  }
  const errno = binding.kill(pid | 0, number | 0);
  if (errno !== 0) throw binding.makeError(errno, 'kill', false);
  return true;
}

// The process -----------------------------------------------------------------------------------------------

function chdir(directory) {
  validateString(directory, 'directory');
  const before = binding.cwd();
  const errno = binding.changeDirectory(directory);
  if (errno === 0) return;
  const error = binding.makeError(errno, `chdir '${before}' -> '${directory}'`, true);
  error.syscall = 'chdir';
  error.path = before;
  error.dest = directory;
  throw error;
}

function umask(mask) {
  if (mask === undefined) return binding.setModeMask(-1);
  if (typeof mask === 'string') {
    if (RegExpPrototypeExec(/^[0-7]+$/, mask) === null)
      throw new ERR_INVALID_ARG_VALUE('mask', mask, 'must be a 32-bit unsigned integer or an octal string');
    mask = NumberParseInt(mask, 8);
  }
  validateInteger(mask, 'mask', 0, 2 ** 32 - 1);
  return binding.setModeMask(mask & 0o777);
}

function getuid() {
  return numbers('user ids')[0];
}
function geteuid() {
  return numbers('user ids')[1];
}
function getgid() {
  return numbers('user ids')[2];
}
function getegid() {
  return numbers('user ids')[3];
}
function getgroups() {
  return numbers('groups');
}

// What it takes ---------------------------------------------------------------------------------------------

function checkBefore(before, field) {
  const value = before[field];
  if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(`prevValue.${field}`, 'number', value);
  if (!(value >= 0 && value <= 2 ** 53 - 1)) {
    throw makeError(RangeError, 'ERR_INVALID_ARG_VALUE', `The property 'prevValue.${field}' is invalid. Received ${value}`, checkBefore);
  }
}

function usageSince(fact, before) {
  if (before) {
    validateObject(before, 'prevValue');
    checkBefore(before, 'user');
    checkBefore(before, 'system');
  }
  const usage = numbers(fact);
  return { user: usage[0] - (before?.user ?? 0), system: usage[1] - (before?.system ?? 0) };
}

/** In microseconds. */
function cpuUsage(prevValue) {
  return usageSince('resource usage', prevValue);
}
function threadCpuUsage(prevValue) {
  return usageSince('resource usage of the thread', prevValue);
}

function resourceUsage() {
  const usage = numbers('resource usage');
  return {
    userCPUTime: usage[0],
    systemCPUTime: usage[1],
    maxRSS: usage[2],
    sharedMemorySize: usage[3],
    unsharedDataSize: usage[4],
    unsharedStackSize: usage[5],
    minorPageFault: usage[6],
    majorPageFault: usage[7],
    swappedOut: usage[8],
    fsRead: usage[9],
    fsWrite: usage[10],
    ipcSent: usage[11],
    ipcReceived: usage[12],
    signalsCount: usage[13],
    voluntaryContextSwitches: usage[14],
    involuntaryContextSwitches: usage[15],
  };
}

/** In bytes. */
function constrainedMemory() {
  return numbers('memory limit')[0];
}
function availableMemory() {
  const available = +StringPrototypeSplit(binding.fact('memory') ?? '0\n0', '\n')[1];
  const limit = constrainedMemory();
  const used = +(binding.fact('resident memory') ?? 0);
  return limit > used && limit - used < available ? limit - used : available;
}

// The program -----------------------------------------------------------------------------------------------

function getBuiltinModule(id) {
  validateString(id, 'id');
  const { isBuiltin } = require('module');
  if (!isBuiltin(id)) return undefined;
  return require(StringPrototypeStartsWith(id, 'node:') ? StringPrototypeSlice(id, 5) : id);
}

/** https://nodejs.org/api/process.html#processrefmayberefable */
function ref(maybeRefable) {
  const method = maybeRefable?.[SymbolFor('nodejs.ref')] || maybeRefable?.ref;
  if (typeof method === 'function') ReflectApply(method, maybeRefable, []);
}
function unref(maybeRefable) {
  const method = maybeRefable?.[SymbolFor('nodejs.unref')] || maybeRefable?.unref;
  if (typeof method === 'function') ReflectApply(method, maybeRefable, []);
}

/** https://nodejs.org/api/process.html#processloadenvfilepath: what is set already stays as it is. */
function loadEnvFile(path = '.env') {
  const { env } = require('process');
  const variables = require('internal/env_file').parseEnv(require('fs').readFileSync(path, 'utf8'));
  const names = ObjectKeys(variables);
  for (let i = 0; i < names.length; i++) env[names[i]] ??= variables[names[i]];
}

function setUncaughtExceptionCaptureCallback(fn) {
  if (fn === null) {
    binding.setCaptureCallback(undefined);
    return;
  }
  if (typeof fn !== 'function') throw new ERR_INVALID_ARG_TYPE('fn', ['Function', 'null'], fn);
  if (binding.hasCaptureCallback()) throw new codes.ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET();
  binding.setCaptureCallback(fn);
}
function hasUncaughtExceptionCaptureCallback() {
  return binding.hasCaptureCallback();
}

module.exports = {
  abort,
  availableMemory,
  chdir,
  constrainedMemory,
  cpuUsage,
  getBuiltinModule,
  getegid,
  geteuid,
  getgid,
  getgroups,
  getuid,
  hasUncaughtExceptionCaptureCallback,
  kill,
  loadEnvFile,
  ref,
  resourceUsage,
  setUncaughtExceptionCaptureCallback,
  threadCpuUsage,
  umask,
  unref,
};

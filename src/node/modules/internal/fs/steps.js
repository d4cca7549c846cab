'use strict';

// [DOC] How node:fs works
//
// What a function does is written once, for its three forms (readFileSync, readFile with a callback,
// promises.readFile): the functions of internal/fs/operations look at their arguments and give *steps*. These are a
// Request, if one is enough, or a generator that yields requests, is given their results, and returns the
// whole's. They are run at once (runSync) or in the background, a request after the other (runAsync).

const GeneratorPrototypeNext = uncurried('GeneratorPrototype', 'next');
const GeneratorPrototypeThrow = uncurried('GeneratorPrototype', 'throw');
const ObjectGetPrototypeOf = intrinsic('Object', 'getPrototypeOf');
const Promise = intrinsic('Promise');

const { nextTick } = require('internal/util');

/** By name, as in host/files/file_operations.def. */
const operations = { __proto__: null };
const names = binding.operations();
for (let i = 0; i < names.length; i++) operations[names[i]] = i;

/** One thing asked of the file system: host/files/file_requests.h says what its fields mean. */
function Request(operation, path = undefined) {
  this.operation = operation;
  this.path = path;
  this.other = undefined;
  this.number = 0;
  this.mode = 0;
  this.accessTime = undefined;
  this.modificationTime = undefined;
  this.descriptor = -1;
  this.position = -1;
  this.view = undefined;
  this.offset = 0;
  this.isExact = false;
  /** Makes the result of what the binding gives, if that is not it. */
  this.finish = undefined;
}

/** The same about an open file. */
function requestOf(descriptor, operation) {
  const request = new Request(operation);
  request.descriptor = descriptor;
  return request;
}

function isRequest(steps) {
  return ObjectGetPrototypeOf(steps) === Request.prototype;
}

// At once ---------------------------------------------------------------------------------------------------

function perform(request) {
  const result = binding.perform(request.operation, request.path, request.other, request.number, request.mode,
    request.accessTime, request.modificationTime, request.descriptor, request.position, request.view,
    request.offset, request.isExact);
  return request.finish === undefined ? result : request.finish(result);
}

/** @return the code of an error ("ENOENT"), without an error object */
function attempt(request) {
  return binding.attempt(request.operation, request.path, request.other, request.number, request.mode,
    request.accessTime, request.modificationTime, request.descriptor, request.position, request.view,
    request.offset, request.isExact);
}

function runSync(steps) {
  if (isRequest(steps)) return perform(steps);
  let result = GeneratorPrototypeNext(steps);
  while (!result.done) {
    let answer;
    let hasFailed = false;
    try {
      answer = perform(result.value);
    } catch (error) {
      hasFailed = true;
      answer = error;
    }
    result = hasFailed ? GeneratorPrototypeThrow(steps, answer) : GeneratorPrototypeNext(steps, answer);
  }
  return result.value;
}

// In the background -----------------------------------------------------------------------------------------

function begin(request, callback) {
  const { finish } = request;
  const done = finish === undefined ? callback : (error, answer) => {
    if (error !== null) return callback(error);
    let result;
    try {
      result = finish(answer);
    } catch (failure) {
      return callback(failure);
    }
    callback(null, result);
  };
  return binding.begin(request.operation, request.path, request.other, request.number, request.mode,
    request.accessTime, request.modificationTime, request.descriptor, request.position, request.view,
    request.offset, request.isExact, done);
}

/**
 * @param callback  is given an error, or null and the result if there is one; never from here
 * @param note  is given a number for setReferenced() of each request of several
 * @return such a number of a single request
 */
function runAsync(steps, callback, note = undefined) {
  if (isRequest(steps)) return begin(steps, callback);
  let isFirst = true;
  const advance = (resume, value) => {
    let result;
    try {
      result = resume(steps, value);
    } catch (error) {
      return isFirst ? nextTick(callback, error) : callback(error);
    }
    if (!result.done) {
      isFirst = false;
      const number = begin(result.value, (error, answer) => {
        if (error === null) advance(GeneratorPrototypeNext, answer);
        else advance(GeneratorPrototypeThrow, error);
      });
      return void note?.(number);
    }
    if (isFirst) return nextTick(callback, null, result.value);
    if (result.value === undefined) return callback(null);
    callback(null, result.value);
  };
  advance(GeneratorPrototypeNext, undefined);
}

/** Whether the request keeps the program running, as it does at first. */
function setReferenced(number, isReferenced) {
  binding.setReferenced(number, isReferenced);
}

function promiseOf(steps) {
  return new Promise((resolve, reject) => {
    runAsync(steps, (error, result) => {
      if (error === null) resolve(result);
      else reject(error);
    });
  });
}

module.exports = { Request, attempt, operations, promiseOf, requestOf, runAsync, runSync, setReferenced };

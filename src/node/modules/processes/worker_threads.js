'use strict';

// https://nodejs.org/api/worker_threads.html: the thread that there is. Others cannot be made yet.

const SymbolFor = intrinsic('Symbol', 'for');

const TypeError = intrinsic('TypeError');

const { makeError } = require('internal/errors');
const { shareGlobals } = require('internal/globals');
const { missing, missingMembers } = require('internal/missing');

const environmentData = new (intrinsic('Map'))();
const MapPrototypeGet = uncurried('MapPrototype', 'get');
const MapPrototypeSet = uncurried('MapPrototype', 'set');
const MapPrototypeDelete = uncurried('MapPrototype', 'delete');

function getEnvironmentData(key) {
  return MapPrototypeGet(environmentData, key);
}
function setEnvironmentData(key, value) {
  if (value === undefined) MapPrototypeDelete(environmentData, key);
  else MapPrototypeSet(environmentData, key, value);
}

/** https://nodejs.org/api/worker_threads.html#workerreceivemessageonportport */
function receiveMessageOnPort(port) {
  const received = binding.receive(port);
  if (received === null)
    throw makeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'The "port" argument must be a MessagePort instance');
  return received === undefined ? undefined : { message: received[0] };
}

module.exports = {
  isInternalThread: false,
  isMainThread: true,
  ...missingMembers(
    'worker_threads',
    'markAsUncloneable markAsUntransferable isMarkedAsUntransferable moveMessagePortToContext postMessageToThread',
  ),
  receiveMessageOnPort,
  parentPort: null,
  resourceLimits: {},
  SHARE_ENV: SymbolFor('nodejs.worker_threads.SHARE_ENV'),
  threadId: 0,
  threadName: '',
  Worker: missing('worker_threads.Worker'),
  workerData: null,
  getEnvironmentData,
  setEnvironmentData,
};

shareGlobals(module.exports, ['MessagePort', 'MessageChannel', 'BroadcastChannel']);

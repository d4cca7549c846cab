'use strict';

// https://nodejs.org/api/v8.html: what is asked of the engine, as far as it means something in another one.

const { missingMembers } = require('internal/missing');
const process = require('process');

/** https://nodejs.org/api/v8.html#v8getheapstatistics, of what there is such a thing; what is not counted is left out. */
function getHeapStatistics() {
  const { heapTotal, heapUsed, external } = process.memoryUsage();
  return {
    total_heap_size: heapTotal,
    total_physical_size: heapTotal,
    total_available_size: binding.heapLimit() - heapUsed - external,
    used_heap_size: heapUsed,
    heap_size_limit: binding.heapLimit(),
    does_zap_garbage: 0,
    external_memory: external,
  };
}

/** Code is not kept between runs. */
function cachedDataVersionTag() {
  return 0;
}

/** Flags of V8 mean nothing here. */
function setFlagsFromString() {}

module.exports = {
  ...missingMembers(
    'v8',
    'Deserializer Serializer deserialize getHeapCodeStatistics getHeapSnapshot getHeapSpaceStatistics serialize ' +
      'setHeapSnapshotNearHeapLimit stopCoverage takeCoverage writeHeapSnapshot',
  ),
  cachedDataVersionTag,
  getHeapStatistics,
  setFlagsFromString,
};

// In front of the other programs of this folder: what stops the training if an answer is wrong.
'use strict';

/** Throws if the two print differently. */
function expect(actual, expected) {
  if (String(actual) !== String(expected)) throw new Error(`got ${actual}, expected ${expected}`);
}

/** Numbers below `limit`, the same in each run. */
function makeRandom(seed) {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * limit);
  };
}

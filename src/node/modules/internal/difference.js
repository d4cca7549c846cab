'use strict';

// The shortest way from one list to another: http://www.xmailserver.org/diff2.pdf

const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const ArrayPrototypeReverse = uncurried('ArrayPrototype', 'reverse');

/**
 * Each step is { sign, actual, expected }: ' ' for what both have, '+' for what only `actual` has, '-' for what only
 * `expected` has; of those the other is undefined.
 * @param limit  undefined is given for lists that have more differences than that
 */
function differenceOf(actual, expected, areSame, limit) {
  const most = actual.length + expected.length;
  const trace = [];
  const reach = { __proto__: null, 1: 0 };
  for (let d = 0; d <= most && d <= limit; d++) {
    const before = { __proto__: null };
    for (let k = -d - 1; k <= d + 1; k++) before[k] = reach[k];
    ArrayPrototypePush(trace, before);
    for (let k = -d; k <= d; k += 2) {
      const isDown = k === -d || (k !== d && reach[k - 1] < reach[k + 1]);
      let x = isDown ? reach[k + 1] : reach[k - 1] + 1;
      while (x < actual.length && x - k < expected.length && areSame(actual[x], expected[x - k])) x++;
      reach[k] = x;
      if (x >= actual.length && x - k >= expected.length) return backtrack(trace, actual, expected);
    }
  }
  return undefined;
}

function backtrack(trace, actual, expected) {
  const steps = [];
  let x = actual.length;
  let y = expected.length;
  for (let d = trace.length - 1; d >= 0; d--) {
    const reach = trace[d];
    const k = x - y;
    const isDown = k === -d || (k !== d && reach[k - 1] < reach[k + 1]);
    const previous = isDown ? k + 1 : k - 1;
    const previousX = reach[previous] ?? 0;
    const previousY = previousX - previous;
    while (x > previousX && y > previousY && x > 0 && y > 0) {
      x--;
      y--;
      ArrayPrototypePush(steps, { sign: ' ', actual: actual[x], expected: expected[y] });
    }
    if (d === 0) break;
    if (isDown) ArrayPrototypePush(steps, { sign: '-', actual: undefined, expected: expected[--y] });
    else ArrayPrototypePush(steps, { sign: '+', actual: actual[--x], expected: undefined });
  }
  return ArrayPrototypeReverse(steps);
}

module.exports = { differenceOf };

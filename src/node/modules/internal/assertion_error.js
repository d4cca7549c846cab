'use strict';

// https://nodejs.org/api/assert.html#class-assertassertionerror, with messages that show what differs.

const ArrayPrototypeJoin = uncurried('ArrayPrototype', 'join');
const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const ArrayPrototypeReverse = uncurried('ArrayPrototype', 'reverse');
const Error = intrinsic('Error');
const StringPrototypeSplit = uncurried('StringPrototype', 'split');

const { validateObject } = require('internal/validators');

const headings = {
  __proto__: null,
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  partialDeepStrictEqual: 'Expected values to be partially and strictly deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notIdentical: 'Values have same structure but are not reference-equal:',
};

/** In one column, and whole: what is compared line by line. */
function inspect(value) {
  return binding.inspect(value, 1000, false, 1, false, 2 ** 31 - 1);
}

/**
 * The shortest way from one list of lines to another (http://www.xmailserver.org/diff2.pdf): lines with their
 * sign. Undefined: they have too little in common to be worth the time.
 */
function differenceOf(actual, expected) {
  const limit = 2000;
  const most = actual.length + expected.length;
  const trace = [];
  let reach = { 1: 0 };
  for (let d = 0; d <= most && d <= limit; d++) {
    const before = { __proto__: null };
    for (let k = -d - 1; k <= d + 1; k++) before[k] = reach[k];
    ArrayPrototypePush(trace, before);
    for (let k = -d; k <= d; k += 2) {
      const isDown = k === -d || (k !== d && reach[k - 1] < reach[k + 1]);
      let x = isDown ? reach[k + 1] : reach[k - 1] + 1;
      while (x < actual.length && x - k < expected.length && actual[x] === expected[x - k]) x++;
      reach[k] = x;
      if (x >= actual.length && x - k >= expected.length) return backtrack(trace, actual, expected);
    }
  }
  return undefined;
}

function backtrack(trace, actual, expected) {
  const lines = [];
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
      ArrayPrototypePush(lines, { sign: ' ', text: actual[--x] });
      y--;
    }
    if (d === 0) break;
    if (isDown) ArrayPrototypePush(lines, { sign: '-', text: expected[--y] });
    else ArrayPrototypePush(lines, { sign: '+', text: actual[--x] });
  }
  return ArrayPrototypeReverse(lines);
}

/** Lines that are far from what differs are left out. */
function showDifference(lines) {
  const context = 5;
  const isNear = [];
  for (let i = 0; i < lines.length; i++) {
    if (lines[i].sign === ' ') continue;
    for (let j = i - context; j <= i + context; j++) isNear[j] = true;
  }
  const shown = [];
  let isSkipping = false;
  for (let i = 0; i < lines.length; i++) {
    if (isNear[i]) ArrayPrototypePush(shown, `${lines[i].sign} ${lines[i].text}`);
    else if (!isSkipping) ArrayPrototypePush(shown, '...');
    isSkipping = !isNear[i];
  }
  return { text: ArrayPrototypeJoin(shown, '\n'), isCut: shown.length < lines.length };
}

const isPrimitive = (value) => (typeof value !== 'object' || value === null) && typeof value !== 'function';

function describeDifference(actual, expected, operator) {
  const left = inspect(actual);
  const right = inspect(expected);
  const isObject = (value) => !isPrimitive(value);
  let heading = operator;
  if (operator === 'strictEqual' && isObject(actual) && isObject(expected)) heading = 'strictEqualObject';
  if (left === right && operator === 'strictEqual') return `${headings.notIdentical}\n\n${left}\n`;
  const leftLines = StringPrototypeSplit(left, '\n');
  const rightLines = StringPrototypeSplit(right, '\n');
  const isShort = leftLines.length === 1 && rightLines.length === 1 && left !== right;
  if (isShort && isPrimitive(actual) && isPrimitive(expected) && left.length + right.length <= 77)
    return `${headings[heading]}\n\n${left} !== ${right}\n`;
  const lines = differenceOf(leftLines, rightLines);
  if (lines === undefined) return `${headings[heading]}\n\n${left}\n\nshould equal\n\n${right}\n`;
  const { text, isCut } = showDifference(lines);
  return `${headings[heading]}\n+ actual - expected${isCut ? '\n... Skipped lines' : ''}\n\n${text}\n`;
}

function describe(actual, expected, operator) {
  switch (operator) {
    case 'deepStrictEqual':
    case 'strictEqual':
    case 'partialDeepStrictEqual':
      return describeDifference(actual, expected, operator);
    case 'notDeepStrictEqual':
    case 'notStrictEqual': {
      const text = inspect(actual);
      const heading =
        operator === 'notStrictEqual' && !isPrimitive(actual) ? 'notStrictEqualObject' : operator;
      return StringPrototypeSplit(text, '\n').length === 1
        ? `${headings[heading]}${text.length > 5 ? '\n\n' : ' '}${text}${text.length > 5 ? '\n' : ''}`
        : `${headings[heading]}\n\n${text}\n`;
    }
    case 'deepEqual':
      return `${headings.deepEqual}\n\n${inspect(actual)}\n\nshould loosely deep-equal\n\n${inspect(expected)}`;
    case 'notDeepEqual':
      return `${headings.notDeepEqual}\n\n${inspect(actual)}\n\nshould not loosely deep-equal\n\n${inspect(expected)}`;
    default:
      return `${inspect(actual)} ${operator} ${inspect(expected)}`;
  }
}

class AssertionError extends Error {
  constructor(options) {
    validateObject(options, 'options');
    const { actual, expected, message, operator, stackStartFn } = options;
    const isGenerated = message === undefined || message === null;
    super(isGenerated ? describe(actual, expected, operator) : `${message}`);
    this.generatedMessage = isGenerated;
    this.code = 'ERR_ASSERTION';
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    this.diff = 'simple';
    defineName(this);
    binding.captureStack(this, `AssertionError [ERR_ASSERTION]: ${this.message}`, stackStartFn ?? AssertionError);
  }

  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }
}

function defineName(error) {
  intrinsic('Object', 'defineProperty')(error, 'name', {
    __proto__: null,
    configurable: true,
    enumerable: false,
    value: 'AssertionError',
    writable: true,
  });
}

module.exports = AssertionError;

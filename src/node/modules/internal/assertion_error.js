'use strict';

// https://nodejs.org/api/assert.html#class-assertassertionerror, with messages that show what differs.

const ArrayPrototypeJoin = uncurried('ArrayPrototype', 'join');
const ArrayPrototypePush = uncurried('ArrayPrototype', 'push');
const Error = intrinsic('Error');
const ObjectAssign = intrinsic('Object', 'assign');
const ObjectDefineProperty = intrinsic('Object', 'defineProperty');
const ObjectGetPrototypeOf = intrinsic('Object', 'getPrototypeOf');
const ObjectPrototypeHasOwnProperty = uncurried('ObjectPrototype', 'hasOwnProperty');
const StringPrototypeRepeat = uncurried('StringPrototype', 'repeat');
const StringPrototypeSlice = uncurried('StringPrototype', 'slice');
const StringPrototypeSplit = uncurried('StringPrototype', 'split');

const { differenceOf } = require('internal/difference');
const { inspect: inspectValue } = require('internal/inspection');
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

/** In one column, sorted and whole: what is compared line by line. Of errors not where they were made. */
function inspect(value) {
  if (binding.isError(value)) value = withoutStack(value);
  return inspectValue(value, {
    __proto__: null,
    breakLength: 80,
    colors: false,
    compact: false,
    customInspect: false,
    depth: 1000,
    getters: true,
    maxArrayLength: Infinity,
    maxStringLength: Infinity,
    numericSeparator: false,
    showHidden: false,
    showProxy: false,
    sorted: true,
  });
}

function withoutStack(error) {
  const copy = ObjectAssign({ __proto__: ObjectGetPrototypeOf(error) }, error);
  ObjectDefineProperty(copy, 'message', { __proto__: null, value: error.message });
  if (ObjectPrototypeHasOwnProperty(error, 'cause'))
    ObjectDefineProperty(copy, 'cause', { __proto__: null, value: error.cause });
  return copy;
}

/** Lists of lines with less in common are not worth the time. */
const kMostDifferences = 2000;

/** A comma at the end only says that something follows. */
function areSameLine(left, right) {
  return left === right || left === `${right},` || right === `${left},`;
}

/** Of two lines that differ in a comma the longer. */
function sharedText({ actual, expected }) {
  return actual.length < expected.length ? expected : actual;
}

const kShownAround = 5;

/**
 * Of lines that do not differ the first few are shown, and the last before something differs again; where no more
 * than two would be left out, all.
 */
function showDifference(lines) {
  const shown = [];
  let isCut = false;
  for (let i = 0; i < lines.length; i++) {
    if (lines[i].sign !== ' ') {
      ArrayPrototypePush(shown, `${lines[i].sign} ${lines[i].sign === '+' ? lines[i].actual : lines[i].expected}`);
      continue;
    }
    let end = i;
    while (end < lines.length && lines[end].sign === ' ') end++;
    const count = end - i;
    let from = i + kShownAround;
    for (; i < end && i < from; i++) ArrayPrototypePush(shown, `  ${sharedText(lines[i])}`);
    if (end < lines.length && count > kShownAround + 2) {
      ArrayPrototypePush(shown, '...');
      isCut = true;
      from = end - 1;
    }
    if (end < lines.length) for (i = from; i < end; i++) ArrayPrototypePush(shown, `  ${sharedText(lines[i])}`);
    i = end - 1;
  }
  return { text: ArrayPrototypeJoin(shown, '\n'), isCut };
}

const isPrimitive = (value) => (typeof value !== 'object' || value === null) && typeof value !== 'function';

/** Two texts of a line each, with what shows where they begin to differ. */
function describeLines(actual, expected, left, right) {
  const isText = typeof actual === 'string' && typeof expected === 'string';
  const quotes = (typeof actual === 'string' ? 2 : 0) + (typeof expected === 'string' ? 2 : 0);
  const isShort = left.length + right.length - quotes <= 12 && (actual !== 0 || expected !== 0);
  if (isShort) return `\n\n${left} !== ${right}\n`;
  let mark = '';
  if (left.length + right.length < 80 + (isText ? 4 : 0)) {
    let same = 0;
    while (same < left.length && left[same] === right[same]) same++;
    if (same > 2) mark = `\n  ${StringPrototypeRepeat(' ', same)}^`;
  }
  return `\n+ actual - expected\n\n+ ${left}\n- ${right}${mark}\n`;
}

/** @param message  what stands above the difference instead of the operator's words */
function describeDifference(actual, expected, operator, message) {
  const left = inspect(actual);
  const right = inspect(expected);
  const isObject = (value) => typeof value === 'object' && value !== null;
  let heading = message ?? headings[operator];
  if (operator === 'strictEqual' && !message) {
    const isOfFunctions = typeof actual === 'function' && typeof expected === 'function';
    if ((isObject(actual) && isObject(expected)) || isOfFunctions) heading = headings.strictEqualObject;
  }
  if (left === right && operator === 'strictEqual') return `${message ?? headings.notIdentical}\n\n${left}\n`;
  const leftLines = StringPrototypeSplit(left, '\n');
  const rightLines = StringPrototypeSplit(right, '\n');
  const isLine =
    leftLines.length === 1 && rightLines.length === 1 && left !== right && isPrimitive(actual) && isPrimitive(expected);
  if (isLine) return heading + describeLines(actual, expected, left, right);
  const lines = differenceOf(leftLines, rightLines, areSameLine, kMostDifferences);
  if (lines === undefined) return `${heading}\n\n${left}\n\nshould equal\n\n${right}\n`;
  const { text, isCut } = showDifference(lines);
  return `${heading}\n+ actual - expected${isCut ? '\n... Skipped lines' : ''}\n\n${text}\n`;
}

function cutText(text, most) {
  return text.length > most ? `${StringPrototypeSlice(text, 0, most - 3)}...` : text;
}

function describeSame(actual, operator) {
  const lines = StringPrototypeSplit(inspect(actual), '\n');
  const heading = headings[operator === 'notStrictEqual' && !isPrimitive(actual) ? 'notStrictEqualObject' : operator];
  if (lines.length === 1) return `${heading}${lines[0].length > 5 ? '\n\n' : ' '}${lines[0]}`;
  if (lines.length > 50) {
    lines.length = 46;
    ArrayPrototypePush(lines, '...');
  }
  return `${heading}\n\n${ArrayPrototypeJoin(lines, '\n')}\n`;
}

function describe(actual, expected, operator) {
  switch (operator) {
    case 'notDeepStrictEqual':
    case 'notStrictEqual':
      return describeSame(actual, operator);
    case 'deepEqual':
    case 'notDeepEqual': {
      const left = inspect(actual);
      const right = inspect(expected);
      if (operator === 'notDeepEqual' && left === right) return cutText(`${headings.notDeepEqual}\n\n${left}`, 1024);
      const words = operator === 'deepEqual' ? 'should loosely deep-equal' : 'should not loosely deep-equal';
      return `${headings[operator]}\n\n${cutText(left, 512)}\n\n${words}\n\n${cutText(right, 512)}`;
    }
    default:
      return `${cutText(inspect(actual), 512)} ${operator} ${cutText(inspect(expected), 512)}`;
  }
}

/** Which assertions show the difference, even below a message of the program's own. */
function showsDifference(operator) {
  return operator === 'deepStrictEqual' || operator === 'strictEqual' || operator === 'partialDeepStrictEqual';
}

function messageOf({ actual, expected, message, operator }) {
  const isGenerated = message === undefined || message === null;
  if (showsDifference(operator))
    return describeDifference(actual, expected, operator, isGenerated ? undefined : `${message}`);
  return isGenerated ? describe(actual, expected, operator) : `${message}`;
}

class AssertionError extends Error {
  constructor(options) {
    validateObject(options, 'options');
    const { actual, expected, message, operator, stackStartFn } = options;
    super(messageOf(options));
    this.generatedMessage = message === undefined || message === null;
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
  ObjectDefineProperty(error, 'name', {
    __proto__: null,
    configurable: true,
    enumerable: false,
    value: 'AssertionError',
    writable: true,
  });
}

module.exports = AssertionError;

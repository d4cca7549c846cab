// options: --profile=web
// What an `error` event says of what was thrown: an error is what it is called, whatever its stack is; other objects are what String()
// gives; and the place is where it was thrown.
'use strict';

const thrown = [
  new Error('a\n    at b'),
  Object.assign(new Error('m'), { stack: 'custom' }),
  Object.assign(new RangeError('r'), { toString() { return 'never called'; } }),
  { toString() { return 'ts'; } },
  { name: 'Error', message: 'fake' },
  { toString() { throw 1; } },
  Object.create(null),
  'text',
  undefined,
  Symbol('s'),
  10n,
  new DOMException('of the DOM', 'DataError'),
];
onerror = (message, file, line, column, error) => {
  const index = thrown.indexOf(error);
  console.log(index, JSON.stringify(message), /messages_of_errors/.test(file), line, column);
  return true;
};
for (const value of thrown) {
  setTimeout(() => {
    throw value;
  });
}

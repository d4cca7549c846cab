import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineBreaksOf, withLineBreaks } from './line_breaks';

test('how lines end', () => {
  for (const [text, breaks] of [['', '\n'], ['a', '\n'], ['a\nb\n', '\n'], ['a\r\nb', '\r\n'], ['a\rb\r', '\r'], ['a\nb\r\n', 'mixed'], ['a\r\r\n', 'mixed']] as const) {
    assert.equal(lineBreaksOf(text), breaks, JSON.stringify(text));
  }
});

test('an editor’s text gets its line ends back', () => {
  for (const text of ['', 'a\r\nb\r\n', 'a\rb', 'a\n\n']) assert.equal(withLineBreaks(text.replace(/\r\n?|\n/g, '\n'), lineBreaksOf(text)), text);
  assert.equal(withLineBreaks('a\r\nb\n', 'mixed'), 'a\r\nb\n');
});

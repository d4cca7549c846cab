import assert from 'node:assert/strict';
import { test } from 'node:test';
import { code, plain } from '../words/sentence';
import { visible } from './visible_text';

test('what turns a text around or cannot be seen is shown as what it is', () => {
  assert.equal(visible('\u202Eabc\u0000\u001b[31mred\u2066x\u2069\u200f'), '\\u202eabc\\u0000\\u001b[31mred\\u2066x\\u2069\\u200f');
  assert.equal(plain([code('a\u202eb')]), 'a\\u202eb');
});

test('texts of people stay as they are', () => {
  for (const text of ['한국어 👩🏽‍💻', 'שלום', 'two\nlines\tand a tab', 'é']) assert.equal(visible(text), text);
  assert.equal(visible('a\r\nb'), 'a\nb');
});

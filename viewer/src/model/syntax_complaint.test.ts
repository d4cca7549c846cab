import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readComplaint } from './syntax_complaint';

test('a complaint of the parser is read', () => {
  const text = "SyntaxError: Unexpected ';', expected ')'\n  --> /tmp/a b:1.js:2:11\n   |\n 2 | let b = (2;\n   |           ^\n   |\nnote: opened here\n  --> /tmp/a b:1.js:2:9\n";
  assert.deepEqual(readComplaint(text), { message: "SyntaxError: Unexpected ';', expected ')'", file: '/tmp/a b:1.js', line: 2, column: 11 });
});

test('what is none is not', () => {
  for (const text of ['', 'SyntaxError: x', 'Error: x\n    at f (a.js:1:2)', '  --> a.js:1']) assert.equal(readComplaint(text), undefined);
});

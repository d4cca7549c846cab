import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Trace } from '../trace/trace';
import { TraceWriter } from '../trace/trace_writer';
import { Narration, narrators, type Language } from '../words/narrate';
import { plain } from '../words/sentence';
import { Session } from './session';
import { unparsedAt } from './unparsed';

const source = "let 𝒂 = 1, a = 1;\nlet 𝒂𝒃 = 1, a = 2;\n";

function session(file: string, goal = ''): Session {
  const writer = new TraceWriter({ program: 'wrong.js' });
  writer.add({ type: 'Script', script: 1, url: '/home/ada/wrong.js', source });
  if (goal) writer.add({ type: 'ScriptGoal', script: 1, goal });
  writer.add({ type: 'TurnBegin', turn: 0, timeNs: 1 });
  writer.add({ type: 'Uncaught', sort: 1, text: "SyntaxError: 'a' has already been declared" });
  writer.add({ type: 'Output', stream: 2, text: `SyntaxError: 'a' has already been declared\n  --> ${file}:2:13\n   |\n` });
  writer.add({ type: 'TurnEnd', turn: 0, timeNs: 2 });
  writer.add({ type: 'RunEnd', timeNs: 2, status: 1, why: 'there was an error that nobody caught' });
  return new Session(Trace.of(writer.finish()));
}

test('a text that is no program is told as that, with its place', () => {
  const run = session('/home/ada/wrong.js');
  const found = unparsedAt(run, 1)!;
  assert.equal(source.slice(found.place!.start, found.place!.end), 'a');
  assert.equal(found.place!.start, source.indexOf('a = 2'));
  const told = (language: Language, at: number) => plain(new Narration(run, narrators[language]).sentence(run.history.stateAt(at)));
  assert.equal(told('en', 1), "The text of wrong.js cannot be read as JavaScript, so nothing of it runs. Line 2: 'a' has already been declared.");
  assert.match(told('ko', 1), /wrong\.js의 텍스트를 자바스크립트로 읽을 수 없으므로.*2행/);
  assert.match(told('en', 0), /^Before anything runs, the text of wrong\.js is read/);
});

test('of a text that is not there only the line is known, and code that runs is no such text', () => {
  assert.deepEqual(unparsedAt(session('/home/ada/other.mjs'), 1), { file: '/home/ada/other.mjs', line: 2, message: "'a' has already been declared", place: undefined });
  assert.equal(unparsedAt(session('<anonymous>'), 1), undefined);
  assert.equal(unparsedAt(session('/home/ada/wrong.js', 'body'), 1), undefined);
});

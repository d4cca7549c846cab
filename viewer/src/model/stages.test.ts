import assert from 'node:assert/strict';
import { test } from 'node:test';
import { innermost, liveInstruction, NoteSort, rangesOf, stagesOfFunction, type Listing, type Stages } from './stages';

// const x = f(1, a + 2);   as orrery stages has it, shortened
const listing: Listing = {
  name: '',
  kind: 'Script',
  start: 0,
  end: 22,
  facts: '',
  code: [
    [0, '', 'LoadGlobal', 'k0', ''],
    [5, '', 'StoreRegister', 'r1', ''],
    [7, '', 'LoadGlobal', 'k1', ''],
    [12, '', 'AddSmall', '2', ''],
    [14, '', 'Call', 'r1', ''],
    [19, '', 'InitializeGlobal', 'k2', ''],
  ],
  positions: [[14, 10, 21]],
  notes: [
    [0, 0, 22, NoteSort.Statement],
    [5, 10, 11, NoteSort.Value],
    [14, 15, 20, NoteSort.Value],
    [19, 10, 21, NoteSort.Value],
  ],
  inner: [],
};

test('instructions are for the expression whose value comes next', () => {
  assert.deepEqual(
    rangesOf(listing).map((range) => range && [range.start, range.end]),
    [[10, 11], [15, 20], [15, 20], [15, 20], [10, 21], [0, 22]],
  );
});

test('the instruction that runs next', () => {
  const at = (start: number, end: number, isValue: boolean, isCaller = false) => liveInstruction(listing, { start, end, isValue, boolean: undefined }, isCaller);
  assert.equal(liveInstruction(listing, undefined, false), 0);
  assert.equal(at(0, 22, false), 0);
  assert.equal(at(15, 20, true), 4);
  assert.equal(at(10, 21, true), 5);
  // While the call goes on it is the call.
  assert.equal(at(10, 21, false, true), 4);
  assert.equal(at(3, 4, true), undefined);
});

test('where a value is told by where control goes', () => {
  const jump: Listing = { ...listing, notes: [[7, 4, 9, NoteSort.True], [12, 4, 9, NoteSort.False]] };
  const live = (boolean: boolean) => liveInstruction(jump, { start: 4, end: 9, isValue: true, boolean }, false);
  assert.deepEqual([live(true), live(false)], [2, 3]);
});

test('what of a text is of a function', () => {
  const inner = { type: 'FunctionDeclaration', start: 3, end: 9, body: { type: 'BlockStatement', start: 5, end: 9 } };
  const stages: Stages = {
    tokens: [{ type: 'Let', start: 0, end: 2 }, { type: 'Function', start: 3, end: 5 }, { type: 'End', start: 9, end: 10 }],
    tree: { type: 'Program', start: 0, end: 10, body: [inner] },
    functions: [{ ...listing, end: 10 }, { ...listing, kind: 'Normal', name: 'f', start: 3, end: 9 }],
    problem: '',
  };
  const own = stagesOfFunction(stages, { start: 3, end: 9 }, false);
  assert.deepEqual(own.tokens.map(({ type }) => type), ['Function']);
  assert.equal(own.tree, inner);
  assert.equal(own.listing?.name, 'f');
  const all = stagesOfFunction(stages, { start: 0, end: 10 }, true);
  assert.equal(all.tree?.type, 'Program');
  assert.equal(all.listing?.kind, 'Script');
});

test('the innermost parts around a place', () => {
  const parts = [{ start: 0, end: 9 }, { start: 2, end: 4 }, undefined, { start: 3, end: 5 }, { start: 2, end: 9 }];
  assert.deepEqual([...innermost(parts, 3)], [1, 3]);
  assert.deepEqual([...innermost(parts, 8)], [4]);
  assert.deepEqual([...innermost(parts, 9)], []);
});

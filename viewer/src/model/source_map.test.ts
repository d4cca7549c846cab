import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reached } from './reached';
import { Session } from './session';
import { decodeSourceMap, SourceMapError, sourceMapUrl, textOfDataUrl } from './source_map';
import { Scenario, number, undefinedValue } from '../testing/scenario';
import { Trace } from '../trace/trace';

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function vlq(value: number): string {
  let rest = value < 0 ? -value * 2 + 1 : value * 2;
  let text = '';
  do {
    const digit = rest % 32;
    rest = Math.floor(rest / 32);
    text += digits[digit + (rest > 0 ? 32 : 0)];
  } while (rest > 0);
  return text;
}

/** Lines of [column, source, line, column]. */
function encode(lines: readonly (readonly (readonly number[])[])[]): string {
  const last = [0, 0, 0, 0];
  return lines
    .map((line) => {
      last[0] = 0;
      const field = (value: number, i: number): string => {
        const by = value - (last[i] ?? 0);
        last[i] = value;
        return vlq(by);
      };
      return line.map((segment) => segment.map(field).join('')).join(',');
    })
    .join(';');
}

const mapOf = (fields: object) => JSON.stringify({ version: 3, sources: ['a.ts'], sourcesContent: ['let a: number = 1;\n'], mappings: '', ...fields });

test('mappings are decoded', () => {
  const lines = [[[0, 0, 0, 0], [4, 0, 0, 4]], [], [[2, 0, 100_000, 7], [9]]];
  const { mappings } = decodeSourceMap(mapOf({ mappings: encode(lines) }));
  assert.deepEqual(
    mappings.map((one) => [one.line, one.column, one.source, one.originalLine, one.originalColumn]),
    [[0, 0, 0, 0, 0], [0, 4, 0, 0, 4], [2, 2, 0, 100_000, 7], [2, 9, -1, 0, 0]],
  );
});

test('sources are below their root, with their texts', () => {
  const { sources } = decodeSourceMap(`)]}'\n${mapOf({ sourceRoot: 'src/', sources: ['a.ts', '/b.ts', null], sourcesContent: ['x', null] })}`);
  assert.deepEqual(sources, [
    { url: 'src/a.ts', text: 'x' },
    { url: '/b.ts', text: undefined },
    { url: 'source 3', text: undefined },
  ]);
});

test('indexed maps are put together', () => {
  const inner = { version: 3, sources: ['a.ts'], sourcesContent: ['x'], mappings: encode([[[1, 0, 0, 0]], [[3, 0, 1, 0]]]) };
  const { mappings, sources } = decodeSourceMap(
    JSON.stringify({ version: 3, sections: [{ offset: { line: 0, column: 0 }, map: inner }, { offset: { line: 5, column: 10 }, map: inner }] }),
  );
  assert.equal(sources.length, 2);
  assert.deepEqual(mappings.map((one) => [one.line, one.column, one.source]), [[0, 1, 0], [1, 3, 0], [5, 11, 1], [6, 3, 1]]);
});

test('broken maps are told apart', () => {
  const broken: [string, RegExp][] = [
    ['{', /no JSON/],
    ['[]', /no JSON object/],
    ['{"version": 2}', /version 2/],
    [mapOf({ mappings: 7 }), /no mappings/],
    [mapOf({ mappings: 'A!' }), /no VLQ/],
    [mapOf({ mappings: 'AA' }), /wrong length/],
    [mapOf({ mappings: 'ACAA' }), /source that is not there/],
    [mapOf({ mappings: 'D' }), /negative column/],
    [mapOf({ mappings: 'g' }), /middle of a number/],
    [JSON.stringify({ version: 3, sections: [{}] }), /no map or no offset/],
  ];
  for (const [text, says] of broken) assert.throws(() => decodeSourceMap(text), (error: unknown) => error instanceof SourceMapError && says.test(error.message), text);
});

test('the comment that names a map is the last one', () => {
  assert.equal(sourceMapUrl('a();\n//# sourceMappingURL=a.js.map\n'), 'a.js.map');
  assert.equal(sourceMapUrl('a();\n//@ sourceMappingURL=a.js.map\r\n// end\n\n'), 'a.js.map');
  assert.equal(sourceMapUrl('//# sourceMappingURL=a.js.map\na();'), undefined);
  assert.equal(sourceMapUrl(''), undefined);
  assert.equal(textOfDataUrl(`data:application/json;base64,${btoa('{"a":1}')}`), '{"a":1}');
  assert.equal(textOfDataUrl('data:application/json,%7B%7D'), '{}');
  assert.throws(() => textOfDataUrl('data:nothing'), SourceMapError);
});

const original = 'type A = number;\nconst a: A = f(1);\nlog(a);\n';
const generated = '"use strict";\nconst a = f(1);\nlog(a);\n';
const mappings = encode([[], [[0, 0, 1, 0], [6, 0, 1, 6], [10, 0, 1, 13], [14, 0, 1, 17]], [[0, 0, 2, 0], [6, 0, 2, 6]]]);

function session(map: { map?: string; error?: string }): Session {
  const s = new Scenario(generated, 'file:///home/ada/a.js');
  s.add({ type: 'SourceMap', script: 1, url: 'a.js.map', map: map.map ?? '', error: map.error ?? '' });
  s.turn(1, () => {
    s.call(1, [], () => {
      s.statement('"use strict";').statement('const a = f(1);').evaluated('f(1)', number(2));
      s.statement('log(a);').evaluated('log(a)', undefinedValue);
    }, undefinedValue, 3);
  });
  return new Session(Trace.of(s.writer.finish()));
}

test('places are those of the original', () => {
  const mapped = session({ map: mapOf({ sourcesContent: [original], mappings }) });
  const { places, navigator, trace } = mapped;
  const at = (text: string) => ({ script: 1, start: generated.indexOf(text), end: generated.indexOf(text) + text.length });
  assert.deepEqual(places.spot(at('log(a)')), { file: 'a.ts', line: 3, column: 1 });
  assert.equal(places.snippet(1, at('f(1)').start, at('f(1)').end), 'f(1)');
  assert.equal(places.functionName(1), 'a.ts');
  assert.deepEqual(places.originals.textsOf(1), [-1]);
  assert.equal(places.originals.text(-1)?.url, 'file:///home/ada/a.ts');
  assert.equal(places.lineOf(1, 30), 3);
  assert.deepEqual(places.originals.generatedAt(-1, original.indexOf('log') + 1), { script: 1, start: 30 });
  const first = trace.event(reached(mapped, 'a.ts:3'));
  assert.ok(first.type === 'Statement' && first.start === 30);
  // What nobody has written is no stop.
  const statements: number[] = [];
  for (let now = navigator.next(-1, 'statement'); now < navigator.end; now = navigator.next(now, 'statement')) {
    const event = trace.event(now);
    if (event.type === 'Statement') statements.push(event.start);
  }
  assert.deepEqual(statements, [at('const').start, at('log').start]);
  places.originals.areShown = false;
  assert.deepEqual(places.spot(at('log(a)')), { file: 'a.js', line: 3, column: 1 });
});

test('a map that cannot be used is ignored, and told of', () => {
  for (const map of [{ error: 'there is no such file' }, { map: '{' }, { map: mapOf({ sourcesContent: [] }) }]) {
    const { places } = session(map);
    assert.deepEqual(places.spot({ script: 1, start: 0, end: 1 }), { file: 'a.js', line: 1, column: 1 });
    assert.match(places.originals.complaints.get(1) ?? '', /no such file|no JSON|texts of its sources/);
  }
});

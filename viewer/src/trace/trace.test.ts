import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderSource, orderTrace } from '../testing/scenario';
import { ByteReader } from './byte_reader';
import type { TraceEvent } from './events';
import { Trace } from './trace';
import { TraceWriter } from './trace_writer';
import type { Value } from './values';
import { xxh64 } from './xxh64';

function eventsOf(trace: Trace): TraceEvent[] {
  const events: TraceEvent[] = [];
  trace.scan(0, (event) => void events.push(event));
  return events;
}

test('xxh64 as published', () => {
  const hash = (text: string, seed = 0) =>
    xxh64(new TextEncoder().encode(text), seed).map((half) => half.toString(16).padStart(8, '0')).join('');
  assert.equal(hash(''), 'ef46db3751d8e999');
  assert.equal(hash('a'), 'd24ec4f1a98c6e5b');
  assert.equal(hash('abc'), '44bc2cf5ad770999');
  assert.equal(hash('The quick brown fox jumps over the lazy dog'), '0b242d361fda71bc');
  assert.equal(hash('a'.repeat(100), 7).length, 16);
});

test('what was written is read', () => {
  const trace = Trace.of(orderTrace());
  assert.equal(trace.complaint, undefined);
  assert.equal(trace.meta.get('profile'), 'node');
  assert.equal(trace.scripts.get(1)?.source, orderSource);
  assert.equal(trace.taskSources.get(1), 'timer');
  const events = eventsOf(trace);
  assert.equal(events.length, trace.eventCount);
  assert.deepEqual(events[0], { type: 'TurnBegin', turn: 0, timeNs: 1e6 });
  assert.deepEqual(trace.event(events.length - 1), { type: 'RunEnd', timeNs: 3e6, status: 0, why: '' });
});

test('every kind of value', () => {
  const values: Value[] = [
    { kind: 'none' },
    { kind: 'undefined' },
    { kind: 'null' },
    { kind: 'boolean', value: true },
    { kind: 'number', value: -5 },
    { kind: 'number', value: 2 ** 40 + 3 },
    { kind: 'number', value: 0.1 },
    { kind: 'number', value: -0 },
    { kind: 'string', text: 'né 별', length: 300 },
    { kind: 'symbol', text: 'iterator' },
    { kind: 'bigint', text: '123' },
    { kind: 'object', object: 300 },
    { kind: 'function', object: 4, function: 5 },
  ];
  const writer = new TraceWriter();
  writer.add({ type: 'Enter', arguments: values });
  const [event] = eventsOf(Trace.of(writer.finish()));
  assert.ok(event?.type === 'Enter');
  assert.deepEqual(event.arguments, values);
});

test('lone surrogates survive', () => {
  const reader = new ByteReader(Uint8Array.from([5, 0x61, 0xed, 0xa0, 0xbd, 0x62]), ['']);
  assert.equal(reader.text(), 'a\ud83db');
});

test('numbers of ten bytes', () => {
  const reader = new ByteReader(Uint8Array.from([...Array<number>(9).fill(0xff), 1]), ['']);
  assert.equal(reader.number(), Infinity);
});

test('a trace that is cut anywhere gives all that is whole', () => {
  const bytes = orderTrace();
  let last = 0;
  for (let size = 0; size < bytes.length - 40; size += 7) {
    const trace = Trace.of(bytes.slice(0, size));
    assert.ok(trace.complaint, `cut at ${size}`);
    assert.ok(trace.eventCount >= last);
    last = trace.eventCount;
  }
  assert.ok(last > 0);
});

test('damage is noticed', () => {
  const bytes = orderTrace();
  const whole = Trace.of(bytes).eventCount;
  for (let at = 0; at < bytes.length - 16; at += 5) {
    const damaged = bytes.slice();
    damaged[at]! ^= 0x10;
    const trace = Trace.of(damaged);
    assert.ok(trace.eventCount <= whole);
  }
});

test('what is wrong is told as a kind', () => {
  const bytes = orderTrace();
  const complaint = (change: (bytes: Uint8Array) => Uint8Array) => Trace.of(change(bytes.slice())).complaint;
  const changed = (at: number, to: number) => (all: Uint8Array) => (all.fill(to, at, at + 1), all);
  assert.deepEqual(complaint(changed(0, 0)), { kind: 'noTrace' });
  assert.deepEqual(complaint(changed(8, 9)), { kind: 'version', version: 9, latest: 3 });
  assert.deepEqual(complaint(changed(45, 255)), { kind: 'damaged' });
  assert.deepEqual(complaint((all) => all.slice(0, -60)), { kind: 'cutOff' });
});

test('bytes may come in pieces', () => {
  const bytes = orderTrace();
  const trace = new Trace();
  for (let at = 0; at < bytes.length; at += 11) trace.append(bytes.slice(at, at + 11));
  trace.finish();
  assert.equal(trace.complaint, undefined);
  assert.deepEqual(eventsOf(trace), eventsOf(Trace.of(bytes)));
});

test('U+FEFF is a character', () => {
  assert.equal(new ByteReader(Uint8Array.from([4, 0xef, 0xbb, 0xbf, 0x78]), ['']).text(), '\ufeffx');
  const both = new ByteReader(Uint8Array.from([9, 0xef, 0xbb, 0xbf, 0xed, 0xa0, 0xbd, 0xef, 0xbb, 0xbf]), ['']);
  assert.equal(both.text(), '\ufeff\ud83d\ufeff');
});

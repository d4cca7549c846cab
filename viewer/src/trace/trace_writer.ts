// Writes traces, for tests: docs/trace-format.md.

import { eventTable, type FieldType, type TraceEvent } from './events';
import type { Place, Property, Value } from './values';
import { xxh64 } from './xxh64';

const utf8 = new TextEncoder();

class Bytes {
  readonly list: number[] = [];

  number(value: number): void {
    while (value >= 128) {
      this.list.push((value % 128) | 128);
      value = Math.floor(value / 128);
    }
    this.list.push(value);
  }

  text(text: string): void {
    const bytes = utf8.encode(text);
    this.number(bytes.length);
    this.list.push(...bytes);
  }

  word(value: number, size: 4 | 8): void {
    for (let i = 0; i < size; i++) this.list.push(Math.floor(value / 256 ** i) % 256);
  }

  value(value: Value): void {
    switch (value.kind) {
      case 'none':
      case 'undefined':
      case 'null':
        this.list.push(['none', 'undefined', 'null'].indexOf(value.kind));
        return;
      case 'boolean':
        this.list.push(value.value ? 4 : 3);
        return;
      case 'number':
        return this.numberValue(value.value);
      case 'string':
        this.list.push(7);
        this.number(value.length);
        return this.text(value.text);
      case 'symbol':
      case 'bigint':
        this.list.push(value.kind === 'symbol' ? 8 : 9);
        return this.text(value.text);
      case 'object':
        this.list.push(10);
        return this.number(value.object);
      case 'function':
        this.list.push(11);
        this.number(value.object);
        return this.number(value.function);
    }
  }

  private numberValue(value: number): void {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
      this.list.push(5);
      this.number(value >= 0 ? 2 * value : -2 * value - 1);
    } else {
      this.list.push(6, ...new Uint8Array(new Float64Array([value]).buffer));
    }
  }
}

/** An event without the fields that are left to be zero. */
export type Draft<T extends TraceEvent['type'] = TraceEvent['type']> = { type: T } & Partial<Extract<TraceEvent, { type: T }>>;

export class TraceWriter {
  private readonly names = new Map<string, number>([['', 0]]);
  private definitions = new Bytes();
  private events = new Bytes();
  private readonly file: number[] = [0x8f, 0x4f, 0x52, 0x52, 0x54, 0x52, 0x43, 0x0a, 2, 0, 0, 0, 0, 0, 0, 0];
  private blocks = 0;

  constructor(meta: Record<string, string> = {}) {
    const bytes = new Bytes();
    for (const [key, value] of Object.entries(meta)) {
      bytes.text(key);
      bytes.text(value);
    }
    this.block(1, bytes);
  }

  add<T extends TraceEvent['type']>(draft: Draft<T>): void {
    const row = eventTable[draft.type as T];
    const fields = draft as unknown as Record<string, unknown>;
    const body = new Bytes();
    body.list.push(row.code);
    for (const [type, name] of row.fields) this.field(body, type, fields[name]);
    (row.level === 'Definition' ? this.definitions : this.events).list.push(...body.list);
  }

  /** What has been added since becomes a block of definitions and one of events. */
  endBlock(): void {
    if (this.definitions.list.length > 0) this.block(2, this.definitions);
    if (this.events.list.length > 0) this.block(3, this.events);
    this.definitions = new Bytes();
    this.events = new Bytes();
  }

  finish(): Uint8Array {
    this.endBlock();
    const index = this.file.length;
    this.block(4, new Bytes());
    const trailer = new Bytes();
    trailer.word(index, 8);
    this.file.push(...trailer.list, 0x4f, 0x52, 0x52, 0x54, 0x52, 0x43, 0x58, 0x0a);
    return Uint8Array.from(this.file);
  }

  private name(text: string): number {
    const known = this.names.get(text);
    if (known !== undefined) return known;
    const number = this.names.size;
    this.names.set(text, number);
    this.definitions.list.push(0);
    this.definitions.text(text);
    return number;
  }

  private field(body: Bytes, type: FieldType, value: unknown): void {
    switch (type) {
      case 'Number':
        return body.number((value as number) ?? 0);
      case 'Flag':
        return body.number(value ? 1 : 0);
      case 'Name':
        return body.number(this.name((value as string) ?? ''));
      case 'Text':
        return body.text((value as string) ?? '');
      case 'Place': {
        const place = value as Place | undefined;
        body.number(place?.script ?? 0);
        if (!place?.script) return;
        body.number(place.start);
        return body.number(place.end);
      }
      case 'Value':
        return body.value((value as Value) ?? { kind: 'undefined' });
      case 'Values': {
        const values = (value as readonly Value[]) ?? [];
        body.number(values.length);
        return values.forEach((one) => body.value(one));
      }
      case 'Properties': {
        const properties = (value as readonly Property[]) ?? [];
        body.number(properties.length);
        for (const property of properties) {
          body.value(property.key);
          body.value(property.value);
        }
      }
    }
  }

  private block(kind: number, contents: Bytes): void {
    const header = new Bytes();
    const number = this.blocks++;
    header.word(kind, 4);
    header.word(contents.list.length, 4);
    header.word(number, 4);
    header.word(0, 4);
    const [high, low] = xxh64(Uint8Array.from(contents.list), number);
    header.word(low, 4);
    header.word(high, 4);
    this.file.push(...header.list);
    for (const byte of contents.list) this.file.push(byte);
  }
}

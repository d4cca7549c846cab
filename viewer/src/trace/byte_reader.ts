// Reads the types of docs/trace-format.md, "Bytes".

import { none, nowhere, type Place, type Property, type Value } from './values';

/** What is wrong with a trace; words/complaints.ts says it to people. `version`: of a later format. */
export type Complaint = { readonly kind: 'noTrace' | 'damaged' | 'malformed' | 'cutOff' } | { readonly kind: 'version'; readonly version: number; readonly latest: number };

/** What is read does not follow the format. */
export class FormatError extends Error {
  constructor(
    message: string,
    readonly complaint: Complaint = { kind: 'malformed' },
  ) {
    super(message);
  }
}

/** U+FEFF at the beginning is a character of the text like others. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** WTF-8: lone surrogates, which TextDecoder would replace, are three bytes from ED A0 on. */
function decodeText(bytes: Uint8Array): string {
  const text = utf8.decode(bytes);
  if (!text.includes('\ufffd')) return text;
  let result = '';
  let from = 0;
  for (let i = 0; i + 2 < bytes.length; i++) {
    if (bytes[i] !== 0xed || bytes[i + 1]! < 0xa0) continue;
    result += utf8.decode(bytes.subarray(from, i));
    result += String.fromCharCode(0xd000 | ((bytes[i + 1]! & 0x3f) << 6) | (bytes[i + 2]! & 0x3f));
    i += 2;
    from = i + 1;
  }
  return result + utf8.decode(bytes.subarray(from));
}

/** What has come lately, by what it is read from: a run tells of the same few places and words again and again. */
const cacheSize = 512;
const knownPlaces: (Place | undefined)[] = new Array<Place | undefined>(cacheSize).fill(undefined);
const knownTexts: (string | undefined)[] = new Array<string | undefined>(cacheSize).fill(undefined);
const longestKnown = 32;

/** The text of a few bytes that are all ASCII; undefined: they are not. */
function shortText(bytes: Uint8Array, from: number, end: number): string | undefined {
  let hash = end - from;
  for (let i = from; i < end; i++) {
    const byte = bytes[i]!;
    if (byte >= 128) return undefined;
    hash = (Math.imul(hash, 31) + byte) | 0;
  }
  const slot = (hash ^ (hash >>> 15)) & (cacheSize - 1);
  const known = knownTexts[slot];
  if (known !== undefined && isText(known, bytes, from, end)) return known;
  return (knownTexts[slot] = String.fromCharCode(...bytes.subarray(from, end)));
}

function isText(text: string, bytes: Uint8Array, from: number, end: number): boolean {
  if (text.length !== end - from) return false;
  for (let i = from; i < end; i++) if (text.charCodeAt(i - from) !== bytes[i]) return false;
  return true;
}

export class ByteReader {
  private readonly view: DataView;

  /** `names`: the texts that Names are numbers of; the first one is the empty text. */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly names: readonly string[],
    public offset = 0,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get atEnd(): boolean {
    return this.offset >= this.bytes.length;
  }

  byte(): number {
    const value = this.bytes[this.offset++];
    if (value === undefined) throw new FormatError('the block ends within an event');
    return value;
  }

  /** 2^63 and more is "never": Infinity. */
  number(): number {
    let value = this.byte();
    if (value < 128) return value;
    value &= 127;
    let scale = 128;
    for (let i = 0; i < 9; i++) {
      const group = this.byte();
      value += (group & 127) * scale;
      if (group < 128) return value >= 2 ** 63 ? Infinity : value;
      scale *= 128;
    }
    throw new FormatError('a number has too many bytes');
  }

  flag(): boolean {
    return this.byte() !== 0;
  }

  name(): string {
    const text = this.names[this.number()];
    if (text === undefined) throw new FormatError('a name is not defined');
    return text;
  }

  text(): string {
    const length = this.number();
    const end = this.offset + length;
    if (end > this.bytes.length) throw new FormatError('a text is longer than its block');
    if (length === 0) return '';
    const short = length <= longestKnown ? shortText(this.bytes, this.offset, end) : undefined;
    const text = short ?? decodeText(this.bytes.subarray(this.offset, end));
    this.offset = end;
    return text;
  }

  place(): Place {
    const script = this.number();
    if (script === 0) return nowhere;
    const [start, end] = [this.number(), this.number()];
    const slot = (script * 31 + start * 7 + end) & (cacheSize - 1);
    const known = knownPlaces[slot];
    if (known?.start === start && known.end === end && known.script === script) return known;
    return (knownPlaces[slot] = { script, start, end });
  }

  value(): Value {
    const tag = this.byte();
    switch (tag) {
      case 0:
        return none;
      case 1:
        return { kind: 'undefined' };
      case 2:
        return { kind: 'null' };
      case 3:
      case 4:
        return { kind: 'boolean', value: tag === 4 };
      case 5:
        return { kind: 'number', value: this.zigzag() };
      case 6: {
        if (this.offset + 8 > this.bytes.length) throw new FormatError('the block ends within a number');
        const value = this.view.getFloat64(this.offset, true);
        this.offset += 8;
        return { kind: 'number', value };
      }
      case 7:
        return { kind: 'string', length: this.number(), text: this.text() };
      case 8:
        return { kind: 'symbol', text: this.text() };
      case 9:
        return { kind: 'bigint', text: this.text() };
      case 10:
        return { kind: 'object', object: this.number() };
      case 11:
        return { kind: 'function', object: this.number(), function: this.number() };
      default:
        throw new FormatError(`no value has the tag ${tag}`);
    }
  }

  values(): Value[] {
    return this.list(() => this.value());
  }

  properties(): Property[] {
    return this.list(() => ({ key: this.value(), value: this.value() }));
  }

  private list<T>(read: () => T): T[] {
    const count = this.number();
    const result: T[] = [];
    for (let i = 0; i < count; i++) result.push(read());
    return result;
  }

  private zigzag(): number {
    const coded = this.number();
    const half = Math.floor(coded / 2);
    return coded % 2 === 0 ? half : -half - 1;
  }
}

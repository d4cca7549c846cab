// A trace: what its blocks define, and its events by their number. Blocks may come one after another while a program runs.
// docs/trace-format.md is the format.

import { ByteReader, FormatError, type Complaint } from './byte_reader';
import { readEvent, type Function as FunctionEvent, type Script, type SourceMap, type TraceEvent } from './events';
import { distanceOfWindows, renumber, type Numbering } from './numbering';
import { DecodedBlocks, type EventSource } from './decoded_blocks';
import { xxh64 } from './xxh64';

const magic = [0x8f, 0x4f, 0x52, 0x52, 0x54, 0x52, 0x43, 0x0a];
/** The latest: later ones have more events, and nothing else is another. */
const version = 3;
const headerSize = 16;
const blockHeaderSize = 24;

const enum BlockKind {
  Meta = 1,
  Definitions = 2,
  Events = 3,
  Index = 4,
}

interface EventBlock {
  readonly source: EventSource;
  /** So many of what the source has come before its first. */
  readonly skip: number;
  /** The number of its first event, and how many there are. */
  readonly first: number;
  readonly count: number;
}

/** What had been defined when a block ended. */
interface Mark {
  readonly names: number;
  readonly script: number;
  readonly function: number;
  readonly promise: number;
}

const nothing: Mark = { names: 1, script: 0, function: 0, promise: 0 };

const decodedBlocks = new DecodedBlocks();

export class Trace {
  meta = new Map<string, string>();
  scripts = new Map<number, Script>();
  functions = new Map<number, FunctionEvent>();
  taskSources = new Map<number, string>();
  /** Of scripts: what they were parsed as, and the source maps that they name. */
  goals = new Map<number, string>();
  sourceMaps = new Map<number, SourceMap>();
  /** Of functions: the names that they mention and do not declare. */
  captures = new Map<number, string[]>();
  /** Why the rest of the bytes was left aside; undefined: all is well. */
  complaint: Complaint | undefined;
  /** The trailer has been read: nothing will follow. */
  isWhole = false;

  private names: string[] = [''];
  private numbering: Numbering | undefined;
  private readonly marks: Mark[] = [];
  private mark = nothing;
  private windows = 0;
  private readonly blocks: EventBlock[] = [];
  private pending: Uint8Array<ArrayBufferLike> = new Uint8Array(0);
  private headerIsRead = false;
  private total = 0;

  static of(bytes: Uint8Array): Trace {
    const trace = new Trace();
    trace.append(bytes);
    trace.finish();
    return trace;
  }

  /** A window of a run, to be filled by `append`; it goes on where the first `blocks` blocks of the run's trace end. */
  static windowOf(run: Trace, blocks: number): Trace {
    const window = new Trace();
    const mark = blocks === 0 ? nothing : (run.marks[blocks - 1] ?? run.mark);
    window.names = run.names.slice(0, mark.names);
    const known = { script: mark.script, function: mark.function, promise: mark.promise, object: 0, environment: 0, activation: 0 };
    window.numbering = { known, offset: ++run.windows * distanceOfWindows, sameScripts: new Map() };
    // What it defines is told of together with the run's.
    window.scripts = run.scripts;
    window.functions = run.functions;
    window.taskSources = run.taskSources;
    window.goals = run.goals;
    window.sourceMaps = run.sourceMaps;
    window.captures = run.captures;
    return window;
  }

  /** The events of several traces of one run, as if they were one. Each part: [from, to) of a trace. */
  static joined(run: Trace, parts: readonly { readonly trace: Trace; readonly from: number; readonly to: number }[]): Trace {
    const result = new Trace();
    result.meta = run.meta;
    result.scripts = run.scripts;
    result.functions = run.functions;
    result.taskSources = run.taskSources;
    result.goals = run.goals;
    result.sourceMaps = run.sourceMaps;
    result.captures = run.captures;
    for (const { trace, from, to } of parts) result.addPart(trace, from, to);
    return result;
  }

  /** Events of another trace follow. */
  addPart(trace: Trace, from: number, to: number): void {
    for (let index = trace.blockOf(from); index < trace.blocks.length; index++) {
      const block = trace.blocks[index]!;
      const first = Math.max(block.first, from);
      const end = Math.min(block.first + block.count, to);
      if (end <= first) return;
      this.blocks.push({ source: block.source, skip: block.skip + first - block.first, first: this.total, count: end - first });
      this.total += end - first;
    }
  }

  get eventCount(): number {
    return this.total;
  }

  /** Takes what has come of the file. Bytes of a block that is not whole yet wait for the rest. */
  append(bytes: Uint8Array): void {
    if (this.complaint || this.isWhole) return;
    const all = this.pending.length === 0 ? bytes : joined(this.pending, bytes);
    let at = 0;
    try {
      // Windows come without a header.
      if (!this.headerIsRead && !(this.numbering && all[0] !== magic[0])) {
        if (all.length < headerSize) {
          this.pending = all;
          return;
        }
        this.readHeader(all);
        at = headerSize;
      }
      while (!this.isWhole) {
        const size = this.readBlock(all, at);
        if (size === 0) break;
        at += size;
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.complaint = error.complaint;
    }
    this.pending = all.slice(at);
  }

  /** No more bytes will come. */
  finish(): void {
    if (!this.isWhole && !this.complaint) this.complaint = { kind: 'cutOff' };
  }

  event(at: number): TraceEvent {
    const index = this.blockOf(at);
    const { first, skip } = this.blocks[index]!;
    return this.eventsOf(index)[at - first + skip]!;
  }

  /** Calls `visit` with the events from `from` on, until it returns true. Returns the number of the event where that was, or -1. */
  scan(from: number, visit: (event: TraceEvent, at: number) => boolean | void): number {
    for (let at = Math.max(from, 0); at < this.total; ) {
      const index = this.blockOf(at);
      const { first, count, skip } = this.blocks[index]!;
      const events = this.eventsOf(index);
      for (; at < first + count; at++) if (visit(events[at - first + skip]!, at)) return at;
    }
    return -1;
  }

  /** The same, backwards. */
  scanBack(from: number, visit: (event: TraceEvent, at: number) => boolean | void): number {
    for (let at = Math.min(from, this.total - 1); at >= 0; ) {
      const index = this.blockOf(at);
      const { first, skip } = this.blocks[index]!;
      const events = this.eventsOf(index);
      for (; at >= first; at--) if (visit(events[at - first + skip]!, at)) return at;
    }
    return -1;
  }

  private readHeader(bytes: Uint8Array): void {
    if (magic.some((byte, i) => bytes[i] !== byte)) throw new FormatError('this is no trace', { kind: 'noTrace' });
    const found = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
    if (found < 1 || found > version) throw new FormatError(`version ${found}`, { kind: 'version', version: found, latest: version });
    this.headerIsRead = true;
  }

  /** Returns how many bytes the block at `at` has; 0: it is not whole. */
  private readBlock(bytes: Uint8Array, at: number): number {
    if (at + blockHeaderSize > bytes.length) return 0;
    const view = new DataView(bytes.buffer, bytes.byteOffset + at);
    const kind = bytes[at]!;
    const size = view.getUint32(4, true);
    if (at + blockHeaderSize + size > bytes.length) return 0;
    const contents = bytes.slice(at + blockHeaderSize, at + blockHeaderSize + size);
    const [high, low] = xxh64(contents, view.getUint32(8, true));
    if (view.getUint32(20, true) !== high || view.getUint32(16, true) !== low) throw new FormatError('a hash differs', { kind: 'damaged' });
    if (kind === BlockKind.Meta) this.readMeta(contents);
    else if (kind === BlockKind.Definitions) this.readDefinitions(contents);
    else if (kind === BlockKind.Events) this.addEvents(contents);
    else if (kind === BlockKind.Index) this.isWhole = true;
    this.marks.push({ ...this.mark, names: this.names.length });
    return blockHeaderSize + size;
  }

  private readMeta(contents: Uint8Array): void {
    const reader = new ByteReader(contents, this.names);
    while (!reader.atEnd) {
      const key = reader.text();
      this.meta.set(key, reader.text());
    }
  }

  private readDefinitions(contents: Uint8Array): void {
    const reader = new ByteReader(contents, this.names);
    while (!reader.atEnd) {
      const event = this.readNext(reader);
      if (event?.type === 'NameText') this.names.push(event.text);
      else if (event?.type === 'Script') this.defineScript(event);
      else if (event?.type === 'Function') this.defineFunction(event);
      else if (event?.type === 'Capture') this.captures.get(event.function)?.push(event.name);
      else if (event?.type === 'TaskSource') this.taskSources.set(event.source, event.name);
      else if (event?.type === 'ScriptGoal') this.goals.set(event.script, event.goal);
      else if (event?.type === 'SourceMap') this.sourceMaps.set(event.script, event);
      else throw new FormatError('a definition is of an unknown kind');
    }
  }

  private defineScript(event: Script): void {
    for (const one of this.numbering ? this.scripts.values() : []) {
      if (one.url === event.url && one.source === event.source) return void this.numbering?.sameScripts.set(event.script, one.script);
    }
    this.define('script', this.scripts, event.script, event);
  }

  private defineFunction(event: FunctionEvent): void {
    this.define('function', this.functions, event.function, event);
    // They follow. A window says again what the run has said.
    this.captures.set(event.function, []);
  }

  private define<T>(kind: 'script' | 'function', table: Map<number, T>, number: number, event: T): void {
    table.set(number, event);
    this.mark = { ...this.mark, [kind]: Math.max(this.mark[kind], number) };
  }

  private addEvents(bytes: Uint8Array): void {
    const events = this.decode(bytes);
    if (events.length === 0) return;
    let { promise } = this.mark;
    for (const event of events) if ('promise' in event && event.promise > promise) promise = event.promise;
    this.mark = { ...this.mark, promise };
    const source = { load: () => this.decode(bytes) };
    decodedBlocks.keep(source, events);
    this.blocks.push({ source, skip: 0, first: this.total, count: events.length });
    this.total += events.length;
  }

  private readNext(reader: ByteReader): TraceEvent | undefined {
    const event = readEvent(reader);
    return event && this.numbering ? renumber(event, this.numbering) : event;
  }

  private decode(bytes: Uint8Array): TraceEvent[] {
    const reader = new ByteReader(bytes, this.names);
    const events: TraceEvent[] = [];
    while (!reader.atEnd) {
      const event = this.readNext(reader);
      if (!event) throw new FormatError('an event is of an unknown kind');
      events.push(event);
    }
    return events;
  }

  private eventsOf(index: number): readonly TraceEvent[] {
    return decodedBlocks.eventsOf(this.blocks[index]!.source);
  }

  private blockOf(at: number): number {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.blocks[middle]!.first <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const result = new Uint8Array(a.length + b.length);
  result.set(a);
  result.set(b, a.length);
  return result;
}

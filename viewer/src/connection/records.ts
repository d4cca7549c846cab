// The records that the watch server's answers are made of: docs/watch-protocol.md, "Records".

export const enum RecordKind {
  Nothing = 0,
  State = 1,
  Trace = 2,
  Output = 3,
  Base = 4,
  End = 5,
}

const headerSize = 8;

export interface WatchRecord {
  readonly kind: number;
  readonly contents: Uint8Array;
}

/** Puts records together from pieces that end anywhere. */
export class RecordReader {
  private pending: Uint8Array = new Uint8Array(0);

  /** Those that a piece ends or has in it, all of which are to be taken before the next piece. */
  *append(piece: Uint8Array): Iterable<WatchRecord> {
    let bytes = piece;
    if (this.pending.length > 0) {
      bytes = new Uint8Array(this.pending.length + piece.length);
      bytes.set(this.pending);
      bytes.set(piece, this.pending.length);
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    while (at + headerSize <= bytes.length) {
      const end = at + headerSize + view.getUint32(at + 4, true);
      if (end > bytes.length) break;
      yield { kind: bytes[at]!, contents: bytes.subarray(at + headerSize, end) };
      at = end;
    }
    this.pending = bytes.slice(at);
  }
}

/** How a window ended: the JSON of an End record. */
export interface WindowEnd {
  readonly complete: boolean;
  /** The first turn that it tells of, and the last: if it is not complete, that may only have begun. */
  readonly turns: readonly [number, number];
  /** `size`, `log`, `stopped`, or what went wrong. */
  readonly why: string;
}

/** Something that events can be sent to. */
export interface InputTarget {
  readonly id: number;
  readonly name: string;
  /** Where it got its first listener; empty: nobody knows. */
  readonly place: string;
  /** Of events that somebody listens to. */
  readonly types: readonly string[];
}

/** How things stand: the JSON of a State record. */
export interface WatchState {
  readonly run: number;
  readonly cause: string;
  readonly program: string;
  /** Which of the examples it is; empty or not there: none, but the file. */
  readonly example?: string;
  /** Whose text runs: the one on disk, an example's, one that the page has sent. */
  readonly text?: 'disk' | 'example' | 'page';
  readonly live: {
    readonly state: 'none' | 'running' | 'blocked' | 'ended' | 'stopped' | 'crashed' | 'recorded';
    readonly forMs?: number;
    readonly job?: string;
    readonly frames?: readonly string[];
    readonly waiting?: string;
    readonly status?: number;
    readonly signal?: string;
    /** What the parser says of a text of the program. */
    readonly syntaxError?: string;
  };
  readonly replay: {
    readonly state: 'starting' | 'following' | 'waiting' | 'done' | 'failed';
    readonly turns?: number;
    /** So much of the recording was replayed, and so large is the trace by now. */
    readonly logBytes?: number;
    readonly logSize?: number;
    readonly traceBytes?: number;
    readonly message?: string;
    readonly restarted?: string;
  };
  readonly input?: { readonly keepsRunning: boolean; readonly targets: readonly InputTarget[] };
  /** "FILE:LINE": the page opens where that is reached first; empty: not. `last`: so many turns before the end; 0: not. */
  readonly at?: string;
  readonly last?: number;
  readonly changed?: readonly string[];
}

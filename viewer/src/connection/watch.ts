// A run that is being watched: its trace as it comes from the watch server (docs/watch-protocol.md), what the server says of the
// run, and the commands that it takes.

import { signal } from '@preact/signals';
import { Session } from '../model/session';
import { Trace } from '../trace/trace';
import { Viewer } from '../view/viewer';
import { Commands } from './commands';
import { FineWindows, sameMoment, type TurnRange } from './fine_windows';
import { RecordKind, RecordReader, type WatchState } from './records';

const retryAfter = 1000;
const mostOutput = 64 * 1024;
const tellAfter = 100;

export class Watch {
  readonly state = signal<WatchState | undefined>(undefined);
  readonly viewer = signal<Viewer | undefined>(undefined);
  readonly isConnected = signal(false);
  /** What the live run wrote, as far as it can be read. A crash's last words are nowhere else. */
  readonly output = signal('');
  /** What a command was answered, where that was no success. */
  readonly complaint = signal('');
  readonly commands = new Commands((text) => (this.complaint.value = text));

  private trace = new Trace();
  private before: Viewer | undefined;
  private windows: FineWindows | undefined;
  /** Of the run's own trace. While there are no windows it is what is shown. */
  private ownSession: Session | undefined;
  private request: AbortController | undefined;
  /** Turns whose detail could not be had, and how much was known then. */
  private readonly refused = new Map<number, number>();
  private telling: ReturnType<typeof setTimeout> | undefined;
  private toldAt = 0;
  private run = -1;
  private received = 0;
  /** So much of the trace is part of what is shown. */
  private joinedTo = 0;
  private readonly decoder = new TextDecoder();

  /** Reads until the page is left; comes back when the connection is lost. */
  async follow(): Promise<never> {
    for (;;) {
      try {
        await this.read();
      } catch {
        // The server is gone, or has never been there.
      }
      this.isConnected.value = false;
      await new Promise((resolve) => setTimeout(resolve, retryAfter));
    }
  }

  /** What runs, once more: the file as it is on disk now, or the example as it was. */
  async rerun(): Promise<void> {
    const example = this.state.value?.example;
    await this.commands.send('run', example ? { example } : {});
  }

  async stop(): Promise<void> {
    await this.commands.send('stop');
  }

  private async read(): Promise<void> {
    const answer = await fetch(this.run < 0 ? '/api/stream' : `/api/stream?run=${this.run}&from=${this.received}`);
    if (!answer.ok || !answer.body) throw new Error(answer.statusText);
    this.isConnected.value = true;
    const records = new RecordReader((kind, contents) => this.take(kind, contents));
    const reader = answer.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const [trace, count] = [this.trace, this.trace.eventCount];
      records.append(value);
      if (this.trace.eventCount > 0 && (this.trace !== trace || this.trace.eventCount > count)) this.grow();
    }
  }

  private take(kind: number, contents: Uint8Array): void {
    if (kind === RecordKind.State) {
      const state = JSON.parse(this.decoder.decode(contents)) as WatchState;
      if (state.run !== this.run) this.begin(state.run);
      this.state.value = state;
    } else if (kind === RecordKind.Trace) {
      this.received += contents.length;
      this.trace.append(contents);
    } else if (kind === RecordKind.Output) {
      this.output.value = (this.output.value + this.decoder.decode(contents.subarray(1))).slice(-mostOutput);
    }
  }

  private begin(run: number): void {
    this.viewer.value?.pause();
    this.before = this.viewer.value ?? this.before;
    this.request?.abort();
    this.refused.clear();
    this.run = run;
    this.received = 0;
    this.trace = new Trace();
    this.output.value = '';
    this.viewer.value = undefined;
  }

  /** More of the trace has come. */
  private grow(): void {
    const viewer = this.viewer.value;
    if (!viewer || this.ownSession?.trace !== this.trace) {
      const session = new Session(this.trace);
      this.ownSession = session;
      this.windows = new FineWindows(session);
      const begun = new Viewer(session);
      if (this.before) begun.choosesLike(this.before);
      this.viewer.value = begun;
      begun.at.subscribe(() => this.want());
      return;
    }
    const { session } = viewer;
    if (session !== this.ownSession) {
      session.trace.addPart(this.trace, this.joinedTo, this.trace.eventCount);
      this.joinedTo = this.trace.eventCount;
      this.ownSession.extend();
    }
    session.extend();
    this.tell(viewer);
  }

  /** The page follows a run that goes on, and not each of its pieces. */
  private tell(viewer: Viewer): void {
    if (this.telling) return;
    const wait = Math.max(this.toldAt + tellAfter - performance.now(), 0);
    this.telling = setTimeout(() => {
      this.telling = undefined;
      this.toldAt = performance.now();
      viewer.revision.value++;
      if (viewer === this.viewer.value) this.want();
    }, wait);
  }

  /** Asks for fine detail of the turn that is shown. */
  private want(): void {
    const viewer = this.viewer.value;
    if (!viewer || !this.windows || this.request) return;
    const turn = Math.max(viewer.session.chronicle.turnAt(viewer.at.value), 0);
    const range = this.windows.around(turn);
    if (!range || this.refused.get(turn) === this.trace.eventCount) return;
    this.request = new AbortController();
    void this.load(range, this.request.signal)
      .catch(() => false)
      .then((isThere) => {
        this.request = undefined;
        if (isThere) this.want();
        else this.refused.set(turn, this.trace.eventCount);
      });
  }

  /** Returns whether it was there. */
  private async load(range: TurnRange, abort: AbortSignal): Promise<boolean> {
    const { trace, windows } = this;
    const answer = await fetch(`/api/window?run=${this.run}&from=${range.from}&to=${range.to}`, { signal: abort });
    if (!answer.ok || !answer.body || !windows) return false;
    let window: Trace | undefined;
    const records = new RecordReader((kind, contents) => {
      if (kind === RecordKind.Base) {
        const { blocks } = JSON.parse(this.decoder.decode(contents)) as { blocks: number };
        window = Trace.windowOf(trace, blocks);
      } else if (kind === RecordKind.Trace) {
        window?.append(contents);
      }
    });
    const reader = answer.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      records.append(value);
    }
    const viewer = this.viewer.value;
    if (!window || !viewer || this.windows !== windows || !windows.add(window, range)) return false;
    this.show(viewer, windows);
    return true;
  }

  private show(viewer: Viewer, windows: FineWindows): void {
    const old = viewer.session;
    const session = windows.joined();
    this.joinedTo = this.trace.eventCount;
    viewer.replace(session, sameMoment(viewer.at.value, old, session));
  }
}

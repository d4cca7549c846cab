// A run that is being watched: its trace as it comes from the watch server (docs/watch-protocol.md), what the server says of the
// run, and the commands that it takes.

import { signal } from '@preact/signals';
import { Session } from '../model/session';
import { Trace } from '../trace/trace';
import { Viewer } from '../view/viewer';
import { RecordKind, RecordReader, type WatchState } from './records';

const retryAfter = 1000;
const mostOutput = 64 * 1024;

export class Watch {
  readonly state = signal<WatchState | undefined>(undefined);
  readonly viewer = signal<Viewer | undefined>(undefined);
  readonly isConnected = signal(false);
  /** What the live run wrote, as far as it can be read. A crash's last words are nowhere else. */
  readonly output = signal('');
  /** What a command was answered, where that was no success. */
  readonly complaint = signal('');

  private trace = new Trace();
  private run = -1;
  private received = 0;
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

  rerun(): Promise<void> {
    return this.command('/api/run');
  }

  stop(): Promise<void> {
    return this.command('/api/stop');
  }

  private async command(path: string): Promise<void> {
    this.complaint.value = '';
    try {
      const answer = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
      if (answer.ok) return;
      const { error } = (await answer.json()) as { error?: string };
      this.complaint.value = error ?? answer.statusText;
    } catch (error) {
      this.complaint.value = String(error);
    }
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
    this.run = run;
    this.received = 0;
    this.trace = new Trace();
    this.output.value = '';
    this.viewer.value = undefined;
  }

  /** More of the trace has come. */
  private grow(): void {
    const { viewer } = this;
    if (!viewer.value || viewer.value.session.trace !== this.trace) {
      viewer.value = new Viewer(new Session(this.trace));
      return;
    }
    viewer.value.session.extend();
    viewer.value.revision.value++;
  }
}

// What is searched for, as signals: the text, and what was found.

import { signal } from '@preact/signals';
import { hitsOf, type Hit } from '../model/search';
import type { Session } from '../model/session';
import type { Viewer } from './viewer';

export interface Found {
  readonly what: string;
  readonly hits: readonly Hit[];
  /** Which of them is shown, from 0. */
  readonly index: number;
}

export class Finder {
  readonly text = signal('');
  readonly found = signal<Found | undefined>(undefined);
  /** Grows when the field is to be typed into. */
  readonly asked = signal(0);

  private known: { readonly what: string; readonly session: Session; readonly events: number; readonly hits: readonly Hit[] } | undefined;

  constructor(private readonly viewer: Viewer) {}

  type(text: string): void {
    this.text.value = text;
    this.found.value = undefined;
  }

  open(): void {
    this.viewer.pause();
    this.viewer.panel.value = 'timeline';
    this.asked.value++;
  }

  /** Goes to the next hit, or the one before: behind the last comes the first. Those that are seen at one moment are one step. */
  step(forward: boolean): void {
    const what = this.text.value.trim();
    if (what === '') return;
    const hits = this.hits(what);
    const index = hits.length === 0 ? 0 : this.indexFrom(hits, forward);
    this.found.value = { what, hits, index };
    if (hits.length > 0) this.viewer.goTo(hits[index]!.at);
  }

  private hits(what: string): readonly Hit[] {
    const { session } = this.viewer;
    const events = session.trace.eventCount;
    if (this.known?.what !== what || this.known.session !== session || this.known.events !== events) {
      this.known = { what, session, events, hits: hitsOf(session, what) };
    }
    return this.known.hits;
  }

  private indexFrom(hits: readonly Hit[], forward: boolean): number {
    const { at, session } = this.viewer;
    const here = at.value;
    const by = forward ? 1 : -1;
    const count = hits.length;
    const before = this.found.value;
    // Where the last step led, or else where the reader is.
    const isThere = before?.hits === hits && session.navigator.stopOf(hits[before.index]!.at) === here;
    const behind = hits.findIndex((hit) => hit.at > here);
    const first = isThere ? before.index + by : forward ? behind : (behind < 0 ? count : behind) - 1;
    for (let i = 0; i < count; i++) {
      const index = (((first < 0 && forward && !isThere ? 0 : first) + i * by) % count + count) % count;
      if (session.navigator.stopOf(hits[index]!.at) !== here) return index;
    }
    return ((first % count) + count) % count;
  }
}

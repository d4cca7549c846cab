// The blocks that were decoded last, of all traces of the page: they take some twenty times the room of their bytes.

import type { TraceEvent } from './events';

const mostEvents = 150_000;

export interface EventSource {
  readonly load: () => readonly TraceEvent[];
}

export class DecodedBlocks {
  private readonly blocks = new Map<EventSource, readonly TraceEvent[]>();
  private count = 0;
  private last: EventSource | undefined;
  private lastEvents: readonly TraceEvent[] = [];

  eventsOf(source: EventSource): readonly TraceEvent[] {
    if (source === this.last) return this.lastEvents;
    const found = this.blocks.get(source);
    if (!found) return this.keep(source, source.load());
    // What was used last stays longest.
    this.blocks.delete(source);
    this.blocks.set(source, found);
    this.last = source;
    this.lastEvents = found;
    return found;
  }

  keep(source: EventSource, events: readonly TraceEvent[]): readonly TraceEvent[] {
    this.blocks.set(source, events);
    this.count += events.length;
    this.last = source;
    this.lastEvents = events;
    for (const [oldest, its] of this.blocks) {
      if (this.count <= mostEvents || oldest === source) break;
      this.blocks.delete(oldest);
      this.count -= its.length;
    }
    return events;
  }
}

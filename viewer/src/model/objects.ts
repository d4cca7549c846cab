// Objects as they are at a moment, and lines of text for values.

import type { ObjectShown } from '../trace/events';
import { shownNumber } from '../trace/numbering';
import type { Trace } from '../trace/trace';
import { objectOf, type Property, type Value } from '../trace/values';
import { countUntil, type Chronicle } from './chronicle';
import type { Places } from './places';
import { visible } from './visible_text';

export interface ObjectView {
  readonly object: number;
  readonly className: string;
  readonly preview: string;
  readonly properties: readonly Property[];
  readonly more: number;
  /** Keys that the last event before or at the moment changed. */
  readonly changedAt: number;
  readonly changedKey: string;
}

export function keyText(key: Value): string {
  if (key.kind === 'string') return visible(key.text);
  if (key.kind === 'number') return String(key.value);
  if (key.kind === 'symbol') return visible(`[${key.text || 'Symbol()'}]`);
  return key.kind;
}

/** Of a very large one only how large it is is known: "(5000 bits)". */
function bigintText(text: string): string {
  return /^-?\(/.test(text) ? text.replace('(', 'BigInt (') : `${text}n`;
}

const mostOfPreview = 5;

export class Objects {
  constructor(
    private readonly trace: Trace,
    private readonly chronicle: Chronicle,
    private readonly places: Places,
  ) {}

  /** Undefined: nothing was told of it until then. */
  view(object: number, at: number): ObjectView | undefined {
    const changes = this.changesSinceShown(object, at);
    let shown: ObjectShown | undefined;
    let properties = new Map<string, Property>();
    let changedKey = '';
    for (const number of changes) {
      const event = this.trace.event(number);
      changedKey = '';
      if (event.type === 'ObjectShown') {
        shown = event;
        properties = new Map(event.properties.map((property) => [keyText(property.key), property]));
      } else if (event.type === 'PropertySet') {
        changedKey = keyText(event.key);
        properties.set(changedKey, { key: event.key, value: event.value });
      } else if (event.type === 'PropertyDeleted') {
        properties.delete(keyText(event.key));
      }
    }
    if (changes.length === 0) return undefined;
    return {
      object,
      className: shown?.className ?? 'Object',
      preview: shown?.preview ?? '',
      properties: [...properties.values()],
      more: shown?.more ?? 0,
      changedAt: changes[changes.length - 1]!,
      changedKey,
    };
  }

  /** The last event until a moment that set a property; undefined: it has been as it is since the object was first shown. */
  writtenAt(object: number, key: string, at: number): number | undefined {
    return this.changesUntil(object, at).findLast((number) => this.isWrite(number, key));
  }

  /** All events until a moment that set it. */
  writesOf(object: number, key: string, at: number): readonly number[] {
    return this.changesUntil(object, at).filter((number) => this.isWrite(number, key));
  }

  /** All events until a moment that changed what is in it, where that is not told of its properties alone: a Map, a Set, an array. */
  changesOfContents(object: number, at: number): readonly number[] {
    let before: ObjectShown | undefined;
    let isShownAgain = false;
    const changes = this.changesUntil(object, at).filter((number) => {
      const event = this.trace.event(number);
      if (event.type !== 'ObjectShown') return before !== undefined;
      const isOther = before !== undefined && (event.preview !== before.preview || event.more !== before.more || event.properties.length !== before.properties.length);
      before = event;
      isShownAgain ||= isOther;
      return isOther;
    });
    return isShownAgain ? changes : [];
  }

  private changesUntil(object: number, at: number): readonly number[] {
    const all = this.chronicle.objectChanges.get(object) ?? [];
    return all.slice(0, countUntil(all, at));
  }

  private isWrite(number: number, key: string): boolean {
    const event = this.trace.event(number);
    return event.type === 'PropertySet' && keyText(event.key) === key;
  }

  /** A short line, as consoles show it. */
  text(value: Value, at: number, most = 60): string {
    switch (value.kind) {
      case 'none':
        return '—';
      case 'undefined':
      case 'null':
        return value.kind;
      case 'boolean':
        return String(value.value);
      case 'number':
        return Object.is(value.value, -0) ? '-0' : String(value.value);
      case 'string': {
        const isCut = value.length > value.text.length || value.text.length > most;
        return visible(JSON.stringify(value.text.slice(0, most)).replace(/"$/, isCut ? '…"' : '"'));
      }
      case 'symbol':
        return visible(`Symbol(${value.text})`);
      case 'bigint':
        return bigintText(value.text);
      case 'function':
        return `ƒ ${this.places.functionName(value.function)}`.trim();
      case 'object': {
        const preview = visible(this.preview(objectOf(value), at));
        return preview.length > most ? `${preview.slice(0, most - 1)}…` : preview;
      }
    }
  }

  private preview(object: number, at: number): string {
    const view = this.view(object, at);
    if (!view) return this.promiseOf(object) || `object ${shownNumber(object)}`;
    return this.promiseOf(object) || (view.changedKey === '' && view.preview) || this.lineOf(view, at);
  }

  /** Of an object that has changed since it was shown: the line that was told then is no longer true. */
  private lineOf({ className, properties, more }: ObjectView, at: number): string {
    const isArray = className === 'Array';
    const items = properties.slice(0, mostOfPreview).map(({ key, value }) => {
      const text = value.kind === 'object' ? this.className(objectOf(value), at) : this.text(value, at, 20);
      return isArray && key.kind === 'number' ? text : `${keyText(key)}: ${text}`;
    });
    if (properties.length + more > items.length) items.push('…');
    if (isArray) return `[${items.join(', ')}]`;
    return `${className === 'Object' ? '' : `${className} `}{${items.join(', ')}}`;
  }

  private className(object: number, at: number): string {
    return this.promiseOf(object) || this.view(object, at)?.className || 'Object';
  }

  private promiseOf(object: number): string {
    const promise = this.chronicle.promiseOfObject.get(object);
    if (promise) return `Promise p${shownNumber(promise)}`;
    return '';
  }

  /** What happened to it up to event `at`, from where all of it was shown last. */
  private changesSinceShown(object: number, at: number): readonly number[] {
    const all = this.chronicle.objectChanges.get(object) ?? [];
    const end = countUntil(all, at);
    let from = Math.max(end - 1, 0);
    while (from > 0 && this.trace.event(all[from]!).type !== 'ObjectShown') from--;
    return all.slice(from, end);
  }
}

// Texts as people wrote them, where a source map tells of them: places in a script that was generated become places in its sources.
// A source is known by a negative number, as if it were a script.

import type { Script } from '../trace/events';
import type { Trace } from '../trace/trace';
import type { Place } from '../trace/values';
import { decodeSourceMap, SourceMapError, sourceMapUrl, textOfDataUrl, type Mapping } from './source_map';

interface Mapped {
  readonly mappings: readonly Mapping[];
  /** The offsets of the mappings in the generated text. */
  readonly offsets: readonly number[];
  /** Of the map's sources: their numbers; 0: there is no text of it. */
  readonly numbers: readonly number[];
}

export interface Text {
  readonly script: number;
  readonly url: string;
  readonly source: string;
  readonly isInternal: boolean;
}

interface Anchor {
  readonly source: number;
  readonly at: number;
  /** It is that very place, and not only near it. */
  readonly isExact: boolean;
  /** Of the mapping that says so. */
  readonly index: number;
}

/** Texts are compared so far. */
const farthest = 400;

const word = /^(?:[\w$]+|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|\S)/;

export function lineStartsOf(source: string): number[] {
  const starts = [0];
  for (const match of source.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.push(match.index + match[0].length);
  return starts;
}

export class Originals {
  /** Whether originals are shown; else what runs. */
  areShown = true;
  /** Of scripts: why their map is not used. */
  readonly complaints = new Map<number, string>();

  private readonly maps = new Map<number, Mapped | undefined>();
  private readonly texts: Text[] = [];
  private readonly lines = new Map<number, readonly number[]>();

  constructor(private readonly trace: Trace) {}

  /** A script, or a source by its negative number. */
  text(script: number): Text | undefined {
    return script < 0 ? this.texts[-script - 1] : this.trace.scripts.get(script);
  }

  lineStarts(script: number): readonly number[] {
    let starts = this.lines.get(script);
    if (!starts) this.lines.set(script, (starts = lineStartsOf(this.text(script)?.source ?? '')));
    return starts;
  }

  /** Is there a map of a script that can be used? */
  has(script: number): boolean {
    return this.mapOf(script) !== undefined;
  }

  /** What there is to see of a script: itself, or what it was made from. */
  textsOf(script: number): readonly number[] {
    const map = this.areShown ? this.mapOf(script) : undefined;
    return map ? [...new Set(map.numbers.filter((number) => number !== 0))] : [script];
  }

  /** The scripts that were made from a source. */
  scriptsOf(source: number): readonly number[] {
    return source > 0 ? [source] : [...this.maps].flatMap(([script, map]) => (map?.numbers.includes(source) ? [script] : []));
  }

  /** The place as it is shown: in the original, if there is one. */
  shown(place: Place): Place {
    const map = this.areShown && place.script > 0 ? this.mapOf(place.script) : undefined;
    if (!map) return place;
    const first = this.anchor(map, place.script, place.start);
    if (!first) return place;
    const end = place.end === 0 ? 0 : this.endOf(map, place.script, first, place.end);
    return { script: first.source, start: first.at, end };
  }

  /** Does something that was written begin at a place of a script that has a map? */
  isWritten(script: number, offset: number): boolean {
    const map = this.areShown ? this.mapOf(script) : undefined;
    if (!map) return true;
    return this.anchor(map, script, offset)?.isExact === true;
  }

  /** Has a place of a script that has a map anything to do with what was written? */
  isKnown(script: number, offset: number): boolean {
    const map = this.areShown ? this.mapOf(script) : undefined;
    return map === undefined || this.anchor(map, script, offset) !== undefined;
  }

  /** Is a function of a script that has a map none of those that were written? */
  isGenerated(script: number, start: number): boolean {
    const map = this.areShown ? this.mapOf(script) : undefined;
    return map !== undefined && start > 0 && this.anchor(map, script, start) === undefined;
  }

  /** Where in which script something of a source is, about. */
  generatedAt(source: number, offset: number): { script: number; start: number } | undefined {
    let best: { script: number; start: number; distance: number } | undefined;
    for (const script of this.scriptsOf(source)) {
      const map = this.mapOf(script)!;
      map.mappings.forEach((one, i) => {
        if (one.source < 0 || map.numbers[one.source] !== source) return;
        const distance = offset - this.offsetOf(source, one);
        if (distance >= 0 && (!best || distance < best.distance)) best = { script, start: map.offsets[i]!, distance };
      });
    }
    return best && { script: best.script, start: best.start };
  }

  /** Where a place is in the original. Compilers do not map every place, but what stands between is often the same in both texts. */
  private anchor(map: Mapped, script: number, offset: number): Anchor | undefined {
    const before = lastUpTo(map.offsets, offset);
    const own = this.lineOfMapping(map, script, before, offset);
    const source = own && map.numbers[own.source]!;
    if (own && source) {
      const at = this.offsetOf(source, own);
      const distance = offset - map.offsets[before]!;
      const isSame = this.isSameText(script, map.offsets[before]!, source, at, distance);
      // Some map the beginning of a line, before what is indented.
      if (distance > 0 && !isSame && /^\s*$/.test((this.text(script)?.source ?? '').slice(map.offsets[before]!, offset))) {
        const blank = /^\s*/.exec((this.text(source)?.source ?? '').slice(at, at + farthest))![0].length;
        return { source, at: at + blank, isExact: true, index: before };
      }
      return { source, at: isSame ? at + distance : at, isExact: isSame, index: before };
    }
    const next = this.lineOfMapping(map, script, before + 1, offset);
    const following = next && map.numbers[next.source];
    if (own || !next || !following) return undefined;
    const distance = map.offsets[before + 1]! - offset;
    const at = this.offsetOf(following, next) - distance;
    return at >= 0 && this.isSameText(script, offset, following, at, distance) ? { source: following, at, isExact: true, index: before + 1 } : undefined;
  }

  /** A mapping, if it has a source and is in the line of a place. */
  private lineOfMapping(map: Mapped, script: number, index: number, offset: number): Mapping | undefined {
    const mapping = map.mappings[index];
    if (!mapping || mapping.source < 0) return undefined;
    const starts = this.lineStarts(script);
    const end = starts[mapping.line + 1] ?? Infinity;
    return starts[mapping.line]! <= offset && offset < end ? mapping : undefined;
  }

  private isSameText(script: number, offset: number, source: number, at: number, size: number): boolean {
    if (size === 0) return true;
    if (size > farthest) return false;
    const [generated, original] = [this.text(script)?.source ?? '', this.text(source)?.source ?? ''];
    return generated.slice(offset, offset + size) === original.slice(at, at + size);
  }

  private endOf(map: Mapped, script: number, first: Anchor, end: number): number {
    const { source } = first;
    let last = first.at;
    for (let i = first.index; i < map.mappings.length && map.offsets[i]! <= end; i++) {
      const mapping = map.mappings[i]!;
      if (mapping.source < 0 || map.numbers[mapping.source] !== source) continue;
      const at = this.offsetOf(source, mapping);
      const size = end - map.offsets[i]!;
      if (at + size > first.at && this.isSameText(script, map.offsets[i]!, source, at, size)) return at + size;
      if (size > 0) last = Math.max(last, at);
    }
    const rest = (this.text(source)?.source ?? '').slice(last, last + 200);
    return last + (word.exec(rest)?.[0].length ?? 1);
  }

  private offsetOf(script: number, mapping: Mapping): number {
    const starts = this.lineStarts(script);
    const line = Math.min(mapping.originalLine, starts.length - 1);
    return Math.min(starts[line]! + mapping.originalColumn, this.text(script)?.source.length ?? 0);
  }

  private mapOf(script: number): Mapped | undefined {
    if (this.maps.has(script)) return this.maps.get(script);
    const found = this.trace.scripts.get(script);
    const told = this.trace.sourceMaps.get(script);
    const url = told?.url ?? (found && !found.isInternal ? sourceMapUrl(found.source) : undefined);
    let map: Mapped | undefined;
    try {
      if (told?.error) throw new SourceMapError(told.error);
      // Of packages, files are not read.
      if (found && url !== undefined && (told || url.startsWith('data:'))) map = this.read(found, told?.map ?? textOfDataUrl(url));
    } catch (error) {
      if (!(error instanceof SourceMapError)) throw error;
      this.complaints.set(script, error.message);
    }
    this.maps.set(script, map);
    return map;
  }

  private read(script: Script, text: string): Mapped {
    const { sources, mappings } = decodeSourceMap(text);
    if (!sources.some((one) => one.text !== undefined)) throw new SourceMapError('the texts of its sources are not there');
    const starts = this.lineStarts(script.script);
    const known = mappings.filter((one) => one.line < starts.length);
    const folder = script.url.slice(0, script.url.lastIndexOf('/') + 1);
    const numbers = sources.map(({ url, text: source }) => {
      if (source === undefined) return 0;
      const whole = /^[a-z][a-z\d+.-]*:|^\//i.test(url) ? url : folder + url;
      const same = this.texts.findIndex((one) => one.url === whole && one.source === source);
      return same >= 0 ? -same - 1 : -this.texts.push({ script: -this.texts.length - 1, url: whole, source, isInternal: false });
    });
    return { mappings: known, offsets: known.map((one) => starts[one.line]! + one.column), numbers };
  }
}

/** The last place in ascending numbers that is not greater; -1: there is none. */
function lastUpTo(numbers: readonly number[], most: number): number {
  let low = -1;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numbers[middle]! <= most) low = middle;
    else high = middle - 1;
  }
  return low;
}

// Where things are in sources, and what functions are called.

import type { Job } from './chronicle';
import type { Trace } from '../trace/trace';
import type { Place } from '../trace/values';

export interface Spot {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const mostOfAnonymous = 30;

/** The last part of a path or URL. */
export function fileName(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1) || url;
}

export class Places {
  private readonly lines = new Map<number, number[]>();

  constructor(private readonly trace: Trace) {}

  /** The offsets at which the lines of a script begin. */
  lineStarts(script: number): readonly number[] {
    let starts = this.lines.get(script);
    if (!starts) {
      starts = [0];
      const source = this.trace.scripts.get(script)?.source ?? '';
      for (const match of source.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.push(match.index + match[0].length);
      this.lines.set(script, starts);
    }
    return starts;
  }

  /** Lines and columns count from 1. */
  lineAt(script: number, offset: number): number {
    const starts = this.lineStarts(script);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  spot(place: Place): Spot | undefined {
    const script = this.trace.scripts.get(place.script);
    if (!script) return undefined;
    const line = this.lineAt(place.script, place.start);
    return { file: fileName(script.url), line, column: place.start - this.lineStarts(place.script)[line - 1]! + 1 };
  }

  snippet(script: number, start: number, end: number): string {
    const text = (this.trace.scripts.get(script)?.source ?? '').slice(start, Math.min(end, start + 400));
    const line = text.replace(/\s+/g, ' ').trim();
    return line.length > 48 ? `${line.slice(0, 46)}…` : line;
  }

  /** Is it the host's, or of a package? Builtins are neither. */
  isForeign(functionNumber: number): boolean {
    const script = this.trace.scripts.get(this.trace.functions.get(functionNumber)?.script ?? 0);
    return script !== undefined && (script.isInternal || script.url.includes('/node_modules/'));
  }

  /** A microtask that the host has queued for itself, such as what loads modules: no code of the program has asked for it, or is called. */
  isHostJob({ kind, callback, place }: Pick<Job, 'kind' | 'callback' | 'place'>): boolean {
    const isQueuedInside = place.script === 0 || this.trace.scripts.get(place.script)?.isInternal === true;
    return kind === 'microtask' && isQueuedInside && this.isBuiltin(callback);
  }

  isBuiltin(functionNumber: number): boolean {
    return !this.trace.functions.get(functionNumber)?.script;
  }

  /** Is it the text of a script or module? */
  isScriptText(functionNumber: number): boolean {
    const found = this.trace.functions.get(functionNumber);
    const source = this.trace.scripts.get(found?.script ?? 0)?.source;
    return found !== undefined && found.name === '' && found.start === 0 && found.end === source?.length;
  }

  /** Is it what a class computes for a field? Its text is an expression. */
  isInitialiser(functionNumber: number): boolean {
    const found = this.trace.functions.get(functionNumber);
    const source = this.trace.scripts.get(found?.script ?? 0)?.source;
    if (!found || source === undefined || found.name !== '') return false;
    return !/^(?:async\b|function\b|static\b|get\b|set\b|[*({[]|[\w$]+\s*\()|=>/.test(source.slice(found.start, found.end));
  }

  functionName(functionNumber: number): string {
    const found = this.trace.functions.get(functionNumber);
    if (!found) return '';
    if (this.isScriptText(functionNumber)) return fileName(this.trace.scripts.get(found.script)!.url);
    return found.name || this.anonymous(found.script, found.start, found.end);
  }

  /** A function without a name is called by how it begins. */
  private anonymous(script: number, start: number, end: number): string {
    const text = this.snippet(script, start, end);
    return text.length > mostOfAnonymous ? `${text.slice(0, mostOfAnonymous - 1)}…` : text || '(anonymous)';
  }

  placeOfFunction(functionNumber: number): Place {
    const found = this.trace.functions.get(functionNumber);
    return { script: found?.script ?? 0, start: found?.start ?? 0, end: found?.end ?? 0 };
  }
}

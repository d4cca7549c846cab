// Where things are in sources, and what functions are called.

import { Originals } from './originals';
import { visible } from './visible_text';
import type { Job } from './chronicle';
import type { Trace } from '../trace/trace';
import type { Place } from '../trace/values';

export interface Spot {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const mostOfAnonymous = 30;

/** The last part of a path or URL; of the text of an eval, where that was called. */
export function fileName(url: string): string {
  const around = /^eval at .*? \((.*)\), <anonymous>$/.exec(url)?.[1];
  if (around !== undefined) return `eval (${fileName(around)})`;
  return url.slice(url.lastIndexOf('/') + 1) || url;
}

/** Is it the host's, or of a package? */
export function isForeignText({ isInternal, url }: { readonly isInternal: boolean; readonly url: string }): boolean {
  return isInternal || url.includes('/node_modules/');
}

export class Places {
  constructor(
    private readonly trace: Trace,
    readonly originals = new Originals(trace),
  ) {}

  /** The offsets at which the lines of a script begin. */
  lineStarts(script: number): readonly number[] {
    return this.originals.lineStarts(script);
  }

  /** Lines and columns count from 1. Of the text as it is shown: see spot(). */
  private lineAt(script: number, offset: number): number {
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
    const { script, start } = this.originals.shown(place);
    const text = this.originals.text(script);
    if (!text) return undefined;
    const line = this.lineAt(script, start);
    return { file: fileName(text.url), line, column: start - this.lineStarts(script)[line - 1]! + 1 };
  }

  /** The line of the text that is shown; 0: nobody knows. */
  lineOf(script: number, start: number): number {
    return this.spot({ script, start, end: 0 })?.line ?? 0;
  }

  snippet(script: number, start: number, end: number): string {
    const place = this.originals.shown({ script, start, end });
    const text = (this.originals.text(place.script)?.source ?? '').slice(place.start, Math.min(place.end, place.start + 400));
    const line = visible(text.replace(/\s+/g, ' ').trim());
    return line.length > 48 ? `${line.slice(0, 46)}…` : line;
  }

  /** Is it the host's, or of a package, or made by a compiler alone? Builtins are neither. */
  isForeign(functionNumber: number): boolean {
    const found = this.trace.functions.get(functionNumber);
    const script = this.trace.scripts.get(found?.script ?? 0);
    if (!found || !script) return false;
    return isForeignText(script) || (!this.isScriptText(functionNumber) && this.originals.isGenerated(found.script, found.start));
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

  /** Is it the text of a CommonJS module, which is the body of a function? */
  isCommonJs(functionNumber: number): boolean {
    return this.isScriptText(functionNumber) && this.trace.goals.get(this.placeOfFunction(functionNumber).script) === 'body';
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
    if (this.isScriptText(functionNumber)) return this.scriptName(found.script);
    return visible(found.name) || this.anonymous(found.script, found.start, found.end);
  }

  private scriptName(script: number): string {
    const texts = this.originals.textsOf(script);
    return fileName(this.originals.text(texts.length === 1 ? texts[0]! : script)?.url ?? '');
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

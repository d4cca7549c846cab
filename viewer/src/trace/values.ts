// Values, properties and places as a trace has them: docs/trace-format.md.

/** Where in which script; script 0: nowhere; end 0: it is not known where in it. UTF-16 code units. */
export interface Place {
  readonly script: number;
  readonly start: number;
  readonly end: number;
}

export const nowhere: Place = { script: 0, start: 0, end: 0 };

export type Value =
  | { readonly kind: 'none' | 'undefined' | 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly text: string; readonly length: number }
  | { readonly kind: 'symbol' | 'bigint'; readonly text: string }
  | { readonly kind: 'object'; readonly object: number }
  | { readonly kind: 'function'; readonly object: number; readonly function: number };

export interface Property {
  readonly key: Value;
  readonly value: Value;
}

export const none: Value = { kind: 'none' };

/** The object that a value is, or 0. */
export function objectOf(value: Value): number {
  return value.kind === 'object' || value.kind === 'function' ? value.object : 0;
}

// Sentences are lists of parts, so that code looks like code and what can be gone to is a link. No markup is ever made of them.

import { visible } from '../model/visible_text';

export type Part = string | { readonly code: string } | { readonly go: number; readonly text: string };
export type Sentence = readonly Part[];

/** A text of the program. */
export const code = (text: string): Part => ({ code: visible(text) });
export const go = (at: number, text: string): Part => ({ go: at, text });

/** say`The value of ${code('x')} is ${3}.` */
export function say(texts: TemplateStringsArray, ...parts: readonly (Part | Sentence | number)[]): Sentence {
  const result: Part[] = [];
  texts.forEach((text, i) => {
    if (text) result.push(text);
    const part = parts[i];
    if (part === undefined || part === '') return;
    if (Array.isArray(part)) result.push(...(part as Sentence));
    else result.push(typeof part === 'number' ? String(part) : (part as Part));
  });
  return result;
}

export function plain(sentence: Sentence): string {
  return sentence.map((part) => (typeof part === 'string' ? part : 'code' in part ? part.code : part.text)).join('');
}

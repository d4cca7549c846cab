// How the lines of a file end: what is written back is what was read, but for what was typed.

/** 'mixed': not all in the same way. */
export type LineBreaks = '\n' | '\r\n' | '\r' | 'mixed';

export function lineBreaksOf(text: string): LineBreaks {
  let found: LineBreaks | undefined;
  for (const [each] of text.matchAll(/\r\n?|\n/g)) {
    if (found !== undefined && found !== each) return 'mixed';
    found = each as LineBreaks;
  }
  return found ?? '\n';
}

/** @param text with line feeds, as an editor has it; of mixed ones it has the other characters in its lines */
export function withLineBreaks(text: string, breaks: LineBreaks): string {
  return breaks === '\n' || breaks === 'mixed' ? text : text.replaceAll('\n', breaks);
}

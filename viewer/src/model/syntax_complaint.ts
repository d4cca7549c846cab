// What is wrong with a text that is to be run, and where.

/** What the parser says, and where in the text, counted from 1; columns in code points. */
export interface SyntaxComplaint {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** The head of an error, as `orrery run` tells it: "SyntaxError: …" and then "  --> FILE:LINE:COLUMN". */
export function readComplaint(text: string): (SyntaxComplaint & { readonly file: string }) | undefined {
  const found = /^(.*)\n\s*--> (.*):(\d+):(\d+)$/m.exec(text);
  return found ? { message: found[1]!, file: found[2]!, line: Number(found[3]), column: Number(found[4]) } : undefined;
}

// Texts of programs, so that all that is in them can be seen and nothing of it changes the page around them.

/** Control characters, and those that turn the direction of what follows or take no room. Line breaks and tabs are seen as what they are. */
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** As JavaScript would have it written: `\u202e`. */
export function escaped(character: string): string {
  return `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`;
}

export function visible(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(unseen, escaped);
}

// Reads JSON piece by piece and hands it on as it comes in, so that large trees need not be in memory as a whole.

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

const isSpace = (byte) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

// Bytes that may stand in a number, `true`, `false` or `null`.
const IS_WORD = new Uint8Array(256);
for (const character of '+-.0123456789abcdefghijklmnopqrstuvwxyzE') IS_WORD[character.charCodeAt(0)] = 1;

const WORDS = new Map([['true', true], ['false', false], ['null', null]]);

/**
 * Calls `handler` for each part of one JSON text: `startObject()`, `key(name)`, `endObject()`, `startArray()`,
 * `endArray()`, `value(primitive)`. That the text is JSON is checked only as far as reading it needs; the handler
 * knows what it expects.
 */
export class JsonStream {
  #handler;
  #rest = Buffer.alloc(0); // the start of a token whose end has not come in yet
  #expectsKey = false;
  #inObject = []; // for each open bracket: is it a brace?

  constructor(handler) {
    this.#handler = handler;
  }

  write(chunk) {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const end = this.#consume(bytes, false);
    this.#rest = bytes.subarray(end);
  }

  end() {
    const end = this.#consume(this.#rest, true);
    if (end !== this.#rest.length) throw new Error('the JSON ends within a token');
    if (this.#inObject.length > 0) throw new Error('the JSON ends within an object or array');
  }

  /** Handles all complete tokens in `bytes` and returns where the first incomplete one begins. */
  #consume(bytes, isLast) {
    const handler = this.#handler;
    const length = bytes.length;
    let position = 0;
    while (position < length) {
      const byte = bytes[position];
      if (byte === QUOTE) {
        const close = findStringEnd(bytes, position + 1);
        if (close < 0) return position;
        const text = readString(bytes, position, close);
        position = close + 1;
        if (this.#expectsKey) {
          this.#expectsKey = false;
          handler.key(text);
        } else {
          handler.value(text);
        }
      } else if (byte === COMMA) {
        this.#expectsKey = this.#inObject.at(-1);
        position++;
      } else if (byte === COLON || isSpace(byte)) {
        position++;
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        const isObject = byte === OPEN_BRACE;
        this.#inObject.push(isObject);
        this.#expectsKey = isObject;
        if (isObject) handler.startObject();
        else handler.startArray();
        position++;
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        if (this.#inObject.pop() !== (byte === CLOSE_BRACE)) throw new Error('the JSON has a bracket too many');
        this.#expectsKey = false;
        if (byte === CLOSE_BRACE) handler.endObject();
        else handler.endArray();
        position++;
      } else {
        let end = position;
        while (end < length && IS_WORD[bytes[end]] === 1) end++;
        if (end === length && !isLast) return position;
        handler.value(readWord(bytes.latin1Slice(position, end)));
        position = end;
      }
    }
    return position;
  }
}

/** The closing quote's place, or -1. */
function findStringEnd(bytes, start) {
  for (let i = start; i < bytes.length; i++) {
    if (bytes[i] === QUOTE) return i;
    if (bytes[i] === BACKSLASH) i++;
  }
  return -1;
}

function readString(bytes, open, close) {
  let isPlain = true;
  for (let i = open + 1; i < close; i++) {
    if (bytes[i] >= 0x80 || bytes[i] === BACKSLASH) {
      isPlain = false;
      break;
    }
  }
  return isPlain ? bytes.latin1Slice(open + 1, close) : JSON.parse(bytes.utf8Slice(open, close + 1));
}

function readWord(text) {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const number = Number(text);
  if (text === '' || Number.isNaN(number)) throw new Error(`not JSON: ${JSON.stringify(text)}`);
  return number;
}

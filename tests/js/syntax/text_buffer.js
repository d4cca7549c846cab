// A piece table, the data structure of text editors: classes with every kind of element.
'use strict';

const PieceKind = Object.freeze({ Original: Symbol('original'), Added: Symbol('added') });

class Piece {
  constructor(kind, start, length) {
    this.kind = kind;
    this.start = start;
    this.length = length;
  }

  get end() { return this.start + this.length; }

  /** Two pieces, one of which may be empty. */
  split(offset) {
    const { kind, start, length } = this;
    return [new Piece(kind, start, offset), new Piece(kind, start + offset, length - offset)];
  }

  static from({ kind = PieceKind.Original, start = 0, length }) { return new this(kind, start, length); }
  toString() { return `${this.kind.description}[${this.start}..${this.end})`; }
}

class Emitter {
  #listeners = new Map();

  on(name, listener) {
    const listeners = this.#listeners.get(name) ?? [];
    this.#listeners.set(name, [...listeners, listener]);
    return () => this.#off(name, listener);
  }

  emit(name, ...details) {
    for (const listener of this.#listeners.get(name) ?? []) listener?.(...details);
    return this;
  }

  #off(name, listener) {
    const left = this.#listeners.get(name)?.filter((other) => other !== listener);
    if (!left?.length) this.#listeners.delete(name);
    else this.#listeners.set(name, left);
  }

  static isEmitter(value) { return typeof value === 'object' && value !== null && #listeners in value; }
}

class TextBuffer extends Emitter {
  static #instances = 0;
  static limit = 2 ** 20;
  static {
    const { limit } = this;
    if (limit < 1_000) throw new RangeError(`limit ${limit} is too small`);
  }

  #original;
  #added = '';
  #pieces;
  #undone = [];
  #history = [];
  name = `buffer ${++TextBuffer.#instances}`;
  ['created at'] = 0;
  'read only' = false;
  0 = 'zero';
  selection

  constructor(text = '', { name, ...options } = {}) {
    super();
    this.#original = text;
    this.#pieces = [Piece.from({ length: text.length })];
    if (name !== undefined) this.name = name;
    Object.assign(this, options);
  }

  get length() { return this.#pieces.reduce((sum, { length }) => sum + length, 0); }
  set length(value) {
    if (value < this.length) this.delete(value, this.length - value);
    else this.insert(this.length, ' '.repeat(value - this.length));
  }

  get text() { return Array.from(this, (piece) => this.#textOf(piece)).join(''); }

  *[Symbol.iterator]() { yield* this.#pieces; }

  *lines() {
    let start = 0;
    const { text } = this;
    while (true) {
      const end = text.indexOf('\n', start);
      if (end === -1) return yield text.slice(start);
      yield text.slice(start, end);
      start = end + 1;
    }
  }

  insert(offset, text) {
    if (offset + text.length > TextBuffer.limit) throw new RangeError('too long');
    const piece = new Piece(PieceKind.Added, this.#added.length, text.length);
    this.#added += text;
    return this.#change((pieces) => {
      const [before, after] = this.#splitAt(pieces, offset);
      return [...before, piece, ...after];
    }, 'insert', { offset, text });
  }

  delete(offset, length = 1) {
    return this.#change((pieces) => {
      const [before, rest] = this.#splitAt(pieces, offset);
      const [, after] = this.#splitAt(rest, length);
      return before.concat(after);
    }, 'delete', { offset, length });
  }

  undo() {
    const previous = this.#history.pop();
    if (!previous) return false;
    [this.#pieces, previous.redo] = [previous.pieces, this.#pieces];
    this.#undone.push(previous);
    return true;
  }

  redo() {
    const { redo, ...rest } = this.#undone.pop() ?? {};
    if (redo === undefined) return false;
    this.#history.push({ ...rest, pieces: this.#pieces });
    this.#pieces = redo;
    return true;
  }

  async *typed(words, delay = async () => {}) {
    for await (const word of words) {
      await delay(word.length);
      yield this.insert(this.length, word).length;
    }
  }

  async save(write = async (name, text) => void [name, text]) {
    try {
      await write(this.name, this.text);
    } catch ({ message, cause = 'unknown' }) {
      this.emit('error', message, cause);
    } finally {
      this['created at']++;
    }
  }

  static get instances() { return this.#instances; }
  static set instances(_) { throw new TypeError('instances is counted'); }
  static async load(read) { return new this(await read()); }
  static *all(...texts) { for (const text of texts) yield new this(text); }

  #textOf({ kind, start, end }) {
    switch (kind) {
      case PieceKind.Original: return this.#original.slice(start, end);
      case PieceKind.Added: return this.#added.slice(start, end);
      default: throw new Error(`no such piece: ${String(kind)}`);
    }
  }

  #splitAt(pieces, offset) {
    const before = [], after = [];
    for (const piece of pieces) {
      if (offset >= piece.length) before.push(piece), offset -= piece.length;
      else if (offset <= 0) after.push(piece);
      else {
        const [left, right] = piece.split(offset);
        before.push(left);
        after.push(right);
        offset = 0;
      }
    }
    return [before, after];
  }

  #change(edit, name, details) {
    this.#history.push({ pieces: this.#pieces, name });
    this.#undone.length &&= 0;
    this.#pieces = edit(this.#pieces).filter(({ length }) => length > 0);
    return this.emit(name, details);
  }
}

const buffer = new TextBuffer('hello world', { name: 'greeting' });
const log = [];
const off = buffer.on('insert', ({ offset, text }) => log.push(`+${text}@${offset}`));
buffer.on('delete', ({ offset, length }) => log.push(`-${length}@${offset}`));
buffer.insert(5, ', dear').delete(0).insert(0, 'H');
off();
buffer.insert(buffer.length, '!\nbye');
console.log([...buffer.lines()], log.join(' '));
for (let i = 0; i < 2; i++) buffer.undo();
buffer.redo();
console.log(buffer.text, buffer.length, TextBuffer.instances, Emitter.isEmitter(buffer), String([...buffer]));
(async () => {
  for await (const length of buffer.typed(['a', 'bc', 'def'])) console.log(length);
  await buffer.save(async () => { throw Object.assign(new Error('disk full'), { cause: 28 }); });
  console.log((await TextBuffer.load(async () => 'x')).text, buffer['created at']);
})();

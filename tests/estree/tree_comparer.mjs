// Compares a tree that comes in as JSON with acorn's, without ever holding the former.

/** In place of a value that has no JSON (a BigInt, a RegExp): any primitive or an empty object stands for it. */
const NO_JSON = Symbol('no JSON');

/** The first difference. `path` leads to it from the root. */
export class Difference extends Error {
  constructor(path, text, offset) {
    super(text);
    this.path = path;
    this.offset = offset; // in UTF-16 units: the nearest node around it, as acorn has it
  }
}

/**
 * Takes the events of a JsonStream and walks acorn's tree along with them. The order of an object's fields is free;
 * otherwise everything must be equal. Throws the first Difference.
 */
export class TreeComparer {
  nodes = 0; // compared so far
  #root;
  #frames = [];
  #isDone = false;

  constructor(root) {
    this.#root = root;
  }

  startObject() {
    const expected = this.#next();
    if (expected === NO_JSON) {
      this.#frames.push({ expected: {}, fields: 0, key: undefined });
      return;
    }
    if (typeof expected !== 'object' || expected === null || Array.isArray(expected)) {
      this.#fail(`expected ${describe(expected)}, got an object`);
    }
    if (expected.type !== undefined) this.nodes++;
    this.#frames.push({ expected: withoutUnjsonable(expected), fields: 0, key: undefined });
  }

  key(name) {
    const frame = this.#frames.at(-1);
    frame.key = name;
    frame.fields++;
    if (!Object.hasOwn(frame.expected, name)) this.#fail('there is no such field');
  }

  endObject() {
    const frame = this.#frames.at(-1);
    const names = definedFields(frame.expected);
    if (names.length !== frame.fields) {
      frame.key = undefined;
      this.#fail(`there should be ${names.length} fields (${names.join(', ')}), but there are ${frame.fields}`);
    }
    this.#pop();
  }

  startArray() {
    const expected = this.#next();
    if (!Array.isArray(expected)) this.#fail(`expected ${describe(expected)}, got an array`);
    this.#frames.push({ expected, fields: 0, key: -1 });
  }

  endArray() {
    const { expected, key } = this.#frames.at(-1);
    if (key + 1 !== expected.length) this.#fail(`the array should have ${expected.length} items, it has ${key + 1}`);
    this.#pop();
  }

  value(actual) {
    const expected = this.#next();
    if (expected === actual || expected === NO_JSON) return;
    // JSON has no infinity.
    if (actual === null && typeof expected === 'number' && !Number.isFinite(expected)) return;
    this.#fail(`expected ${describe(expected)}, got ${describe(actual)}`);
  }

  end() {
    if (!this.#isDone || this.#frames.length > 0) this.#fail('the tree ends too early');
  }

  /** What acorn has at the place that the next event is about. */
  #next() {
    if (this.#frames.length === 0) {
      if (this.#isDone) this.#fail('something follows the tree');
      this.#isDone = true;
      return this.#root;
    }
    const frame = this.#frames.at(-1);
    if (Array.isArray(frame.expected)) {
      frame.key++;
      if (frame.key >= frame.expected.length) {
        this.#fail(`the array should have only ${frame.expected.length} items`);
      }
    }
    return frame.expected[frame.key];
  }

  #pop() {
    this.#frames.pop();
  }

  #fail(text) {
    let path = '';
    let offset = 0;
    for (const { expected, key } of this.#frames) {
      if (typeof expected.start === 'number') offset = expected.start;
      if (key !== undefined) path += Array.isArray(expected) ? `[${key}]` : `.${key}`;
    }
    throw new Difference(path.slice(1) || 'the root', text, offset);
  }
}

/** ESTree has BigInt and RegExp objects as values of literals, and says what they are in other fields too. */
function withoutUnjsonable(node) {
  if (node.type !== 'Literal' || (node.bigint === undefined && node.regex === undefined)) return node;
  return { ...node, value: NO_JSON };
}

function definedFields(object) {
  return Object.keys(object).filter((name) => object[name] !== undefined);
}

function describe(value) {
  if (Array.isArray(value)) return 'an array';
  if (value === NO_JSON) return 'anything';
  if (typeof value === 'object' && value !== null) return `an object (${value.type ?? 'no node'})`;
  return JSON.stringify(value) ?? String(value);
}

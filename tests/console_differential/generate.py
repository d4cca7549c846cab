"""Random values and options of util.inspect as JavaScript text: the same for the same seed."""

import random

STRINGS = ["", "a", "it's", 'say "hi"', "`${x}`", "'\"`", "line\\nbreak", "tab\\t", "\\u0000\\x1b[31m", "\\ud83d\\ude00 smile",
           "\\ud800", "한글 글자", "x".ljust(14, "y"), "word " * 4, "word " * 17, "a longer text with a line\\nand another line\\n",
           "\\\\back", "\\u007f\\u0085", "ｗｉｄｅ", "e\\u0301", "0", "__proto__"]
KEYS = ["a", "b", "name", "key_1", "$", "with space", "it's", "0", "10", "-1", "é", "constructorName", "aLongerPropertyName",
        "__proto_", "line\\nbreak", "한글"]
NUMBERS = ["0", "-0", "1", "-1", "42", "3.14159", "1e21", "1e-7", "NaN", "Infinity", "-Infinity", "123456789", "1234.5678",
           "-1234567.891", "0xffffffff", "2 ** 53", "100", "7", "99999"]
OTHERS = ["undefined", "null", "true", "false", "10n", "-123456789012345678901n", "Symbol('s')", "Symbol()",
          "Symbol.iterator", "Symbol('line\\nbreak')", "Symbol.for('it\\'s')"]
FUNCTIONS = ["function f() {}", "() => 1", "class A {}", "class extends Map {}", "async () => 1", "function* g() {}",
             "async function* h() {}", "Math.max", "class B extends Array { static x = 1 }", "(function () {}).bind(null)",
             "Object.assign(function named() {}, { a: 1 })", "class { static name = 'changed' }",
             "Object.setPrototypeOf(function lost() {}, null)", "Object.setPrototypeOf(class Lost {}, null)",
             "Object.defineProperty(() => 1, 'name', { value: 5 })", "class Own { static [Symbol.toStringTag] = 'Tag' }"]
BOXES = ["Object(1)", "Object(-0)", "Object('text')", "Object(true)", "Object(5n)", "Object(Symbol('boxed'))",
         "Object.assign(Object('abc'), { extra: 1 })", "Object.setPrototypeOf(Object(2), null)",
         "new (class Mine extends Number {})(3)", "Object.assign(new (class Text extends String {})('ab'), { x: 1 })"]
DATES = ["new Date(0)", "new Date(1e12)", "new Date(NaN)", "Object.assign(new Date(5), { note: 'n' })",
         "new (class Day extends Date {})(0)", "Object.setPrototypeOf(new Date(0), null)"]
REGEXPS = ["/a/", "/[a-z]+(?<n>x)\\/\\p{L}/giu", "new RegExp('')", "Object.assign(/b/g, { extra: true })",
           "new (class Re extends RegExp {})('q', 'y')", "Object.setPrototypeOf(/c/, null)", "/(?:a|b){1,2}?[^\\]x-]\\1./",
           "/(?=x)(?<!y)\\k<z>\\u{41}(?<z>)/u"]
BINARY = ["new Uint8Array(3)", "new Float64Array([1.5, -0, NaN])", "new BigInt64Array([1n, -2n])", "new ArrayBuffer(4)",
          "new ArrayBuffer(0)", "new DataView(new ArrayBuffer(3), 1)", "new SharedArrayBuffer(2)", "new Uint16Array(130)",
          "Object.assign(new Int8Array([1, 2]), { x: 1 })", "new (class Bytes extends Uint8Array {})(2)",
          "Object.setPrototypeOf(new Uint8Array(2), null)", "new Uint8ClampedArray([1, 200, 30, 4, 5, 6, 70, 8])"]
ITERATORS = ["[1, 2].values()", "'ab'[Symbol.iterator]()", "(function* () {})()", "(async function* () {})()",
             "[1].entries().map((x) => x)", "'a'.matchAll(/a/g)"]
PROMISES = ["Promise.resolve(5)", "new Promise(() => {})", "rejected(new Error('no'))", "Promise.resolve({ a: { b: {} } })",
            "Object.assign(Promise.resolve('x'), { p: 1 })", "Object.setPrototypeOf(Promise.resolve(1), null)"]
WEAK = ["new WeakMap()", "new WeakSet()", "new WeakRef({ a: 1 })", "new FinalizationRegistry(() => {})"]
ERRORS = ["new Error('plain')", "new TypeError('line\\nbreak')", "new Error('')", "new RangeError('x', { cause: new Error('c') })",
          "new Error('x', { cause: 'text' })", "new AggregateError([new Error('1'), 2], 'several')",
          "Object.assign(new Error('m'), { code: 'E', extra: { deep: [1] } })", "Object.assign(new Error('m'), { name: 'Other' })",
          "new (class Fault extends Error {})('f')", "new (class HttpError extends TypeError {})('h')",
          "Object.setPrototypeOf(new Error('lost'), null)", "Object.assign(new Error('m'), { stack: 'a text' })",
          "Object.assign(new Error('m'), { stack: STACK })", "Object.assign(new Error('m', { cause: Object.assign(new Error('c'), "
          "{ stack: STACK }) }), { stack: STACK.replace('Error: m', 'Error: n') })",
          "Object.assign(new Error('m'), { stack: RECURSION })", "Object.assign(new Error('m'), { message: 'changed' })",
          "Object.create(Error.prototype)", "Object.assign(new Error('m'), { name: 5 })",
          "new (class Named extends Error { get name() { return 'Given' } })('g')",
          "Object.defineProperty(new Error('m'), 'stack', { value: { not: 'a text' } })", "Object.assign(new Error('m'), { name: undefined })"]
CLASSES = ["new (class Foo { constructor() { this.a = 1 } })()", "new (class Foo { get x() { return 1 } })()",
           "new (class extends Object {})()", "new (class Tagged { get [Symbol.toStringTag]() { return 'Tag' } })()",
           "new (class Same { get [Symbol.toStringTag]() { return 'Same' } })()",
           "new (class Dotted { get [Symbol.toStringTag]() { return 'x.Dotted' } })()",
           "Object.create(null)", "Object.create({})", "Object.create(Object.create(null))", "Object.create({ inherited: 1 })",
           "Object.create(class Base {}.prototype)", "new (class Deep extends (class Base { get up() { return 2 } }) { get own() { return 1 } })()",
           "{ [Symbol.toStringTag]: 'Own' }", "Object.defineProperty({}, Symbol.toStringTag, { value: 'Hidden' })",
           "(function () { return arguments })(1, 'two')", "Math", "JSON", "Reflect", "globalThis.Atomics",
           "Object.create({ constructor: { name: 'Fake' } })", "Object.create({ constructor: null })", "class P {}.prototype",
           "Object.prototype", "Array.prototype", "Map.prototype", "Error.prototype", "Promise.prototype",
           "new Proxy({ a: 1 }, {})", "new Proxy(function f() {}, {})", "new Proxy([1, 2], { get() { throw 1 } })",
           "new Proxy(new Proxy({}, {}), {})", "revoked()", "new Proxy(revoked(), {})"]
CUSTOM = ["{ [CUSTOM](depth) { return 'depth ' + depth } }", "{ [CUSTOM]() { return 'two\\nlines' } }",
          "{ [CUSTOM]() { return { replaced: [1, { deep: {} }] } } }", "{ [CUSTOM]() { return this } , own: 1 }",
          "{ [CUSTOM](d, o) { return o.stylize('styled', 'special') + o.compact + o.breakLength + o.depth } }",
          "{ [CUSTOM](d, o, inspect) { return inspect({ nested: { a: { b: {} } } }, { ...o, depth: d === null ? null : d - 1 }) } }",
          "{ [CUSTOM]: 'no function' }", "{ [CUSTOM]() { return 5 } }", "{ [CUSTOM]() { throw new Error('thrown') } }",
          "new (class C { [CUSTOM](d, o) { return Object.keys(o).join() } })()", "{ [CUSTOM]() { return null } }"]
ACCESSORS = ["get {0}() {{ return {1} }}", "set {0}(v) {{ }}", "get {0}() {{ return {1} }}, set {0}(v) {{ }}",
             "get {0}() {{ throw new Error('getter') }}"]


def has_other_internals(text):
    """With showHidden these differ on purpose (ADR 22): weak collections hide what a garbage collection could change, and
    the language's own objects, of which a SharedArrayBuffer's prototype is shown, have what the engine has. Besides, Node forgets maxArrayLength where a
    collection has no prototype."""
    return "new Weak" in text or "new SharedArrayBuffer" in text or any(f"({name})" in text for name in BUILTINS)


def literal(text):
    return "'%s'" % text.replace("'", "\\'")


BUILTINS = ["Math", "JSON", "Reflect", "globalThis.Atomics", "Object.prototype", "Array.prototype", "Map.prototype",
            "Error.prototype", "Promise.prototype"]


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, values):
        return self.random.choice(values)

    def string(self):
        return literal(self.pick(STRINGS))

    def key(self):
        if self.chance(0.08):
            return "[Symbol('%s')]" % self.pick(["k", "two words", "line\\nbreak", ""])
        return literal(self.pick(KEYS))

    def primitive(self):
        return self.pick([self.string(), self.string(), self.pick(NUMBERS), self.pick(NUMBERS), self.pick(OTHERS)])

    def leaf(self):
        kinds = [FUNCTIONS, BOXES, DATES, REGEXPS, BINARY, ITERATORS, PROMISES, WEAK, ERRORS, CLASSES, CUSTOM]
        text = self.pick(self.pick(kinds))
        return f"({text})"

    def value(self, depth):
        if depth <= 0 or self.chance(0.25):
            return self.primitive() if self.chance(0.6) else self.leaf()
        maker = self.pick([self.object, self.object, self.object, self.array, self.array, self.map, self.set, self.circular,
                           self.iterator, self.changed, self.instance])
        return maker(depth - 1)

    def count(self):
        return self.pick([0, 1, 1, 2, 2, 3, 3, 4, 6, 7, 10])

    def object(self, depth):
        parts = []
        for _ in range(self.count()):
            key = self.key()
            if self.chance(0.08):
                parts.append(self.pick(ACCESSORS).format(key, self.value(depth - 1)))
            else:
                parts.append(f"{key}: {self.value(depth)}")
        return "({ %s })" % ", ".join(parts)

    def array(self, depth):
        if self.chance(0.25):
            return self.uniform_array()
        items = ["" if self.chance(0.06) else self.value(depth) for _ in range(self.count())]
        text = "[%s]" % ", ".join(items)
        if self.chance(0.1):
            text = f"Object.assign({text}, {{ extra: {self.value(depth - 1)}, '-1': 1 }})"
        if self.chance(0.05):
            text = f"Object.setPrototypeOf({text}, null)"
        if self.chance(0.05):
            text = f"(class List extends Array {{}}).from({text})"
        return text

    def uniform_array(self):
        count = self.pick([5, 7, 8, 12, 20, 27, 40, 99, 100, 101, 120, 250])
        kind = self.pick(["number", "small", "string", "words", "bigint", "mixed", "holes", "wide"])
        index = self.random.randrange(1000)
        body = {
            "number": f"i * {index + 1}", "small": "i % 10", "string": f"'s' + i * {index}",
            "words": "'word '.repeat(i % 7)", "bigint": f"BigInt(i * {index})", "mixed": "i % 3 ? i : 's' + i",
            "holes": "i", "wide": "'한'.repeat(i % 5)",
        }[kind]
        text = f"Array.from({{ length: {count} }}, (_, i) => {body})"
        if kind == "holes":
            return f"without({text}, {self.random.randrange(count)}, {self.random.randrange(count)})"
        return text

    def map(self, depth):
        pairs = [f"[{self.value(depth - 1)}, {self.value(depth)}]" for _ in range(self.count())]
        text = "new Map([%s])" % ", ".join(pairs)
        return self.maybe_dressed(text, depth)

    def set(self, depth):
        items = [self.value(depth) for _ in range(self.count())]
        return self.maybe_dressed("new Set([%s])" % ", ".join(items), depth)

    def maybe_dressed(self, text, depth):
        if self.chance(0.1):
            return f"Object.assign({text}, {{ {self.key()}: {self.value(depth - 1)} }})"
        if self.chance(0.05):
            return f"bare({text})"
        return text

    def iterator(self, depth):
        return "iterate(%s, '%s')" % (self.pick([self.map, self.set])(depth), self.pick(["values", "keys", "entries"])) \
            if self.chance(0.5) else f"new Map([[{self.value(depth)}, {self.value(depth)}]]).entries()"

    def circular(self, depth):
        holder = self.pick(["object", "array", "map", "nested", "error"])
        inner = self.value(depth)
        return {
            "object": f"circle((o) => Object.assign(o, {{ before: {inner}, self: o }}))",
            "array": f"circle((o) => Object.assign(o, {{ list: [o, {inner}, [o]] }}))",
            "map": f"circle((o) => Object.assign(o, {{ map: new Map([[o, {inner}], ['k', {{ o }}]]) }}))",
            "nested": f"circle((o) => Object.assign(o, {{ a: circle((p) => Object.assign(p, {{ o, p, v: {inner} }})) }}))",
            "error": f"circle((o) => Object.assign(o, {{ e: Object.assign(new Error('round'), {{ o, v: {inner} }}) }}))",
        }[holder]

    def changed(self, depth):
        inner = self.object(depth)
        how = self.pick(["Object.freeze({0})", "Object.setPrototypeOf({0}, null)",
                         "Object.defineProperty({0}, 'hidden', {{ value: {1}, enumerable: false }})",
                         "Object.defineProperty({0}, Symbol('hidden'), {{ value: {1} }})",
                         "Object.defineProperty({0}, 'it\\'s hidden', {{ get() {{ return {1} }} }})",
                         "new Proxy({0}, {{ a: {1} }})", "Object.create({0})", "Object.assign(() => 1, {0})",
                         "Promise.resolve({0})", "rejected({0})", "new Error('e', {{ cause: {0} }})"])
        return how.format(inner, self.value(depth - 1))

    def instance(self, depth):
        return "Object.assign(new (class %s {})(), %s)" % (self.pick(["Foo", "Bar extends Map", "Baz extends Array",
                                                                      "", "Qux extends Set", "Err extends Error"]),
                                                           self.object(depth))

    def options(self):
        chosen = {"customInspect": "true"}
        for name, values in {
            "depth": ["0", "1", "3", "5", "Infinity", "null"],
            "showHidden": ["true"],
            "colors": ["true"],
            "customInspect": ["false"],
            "showProxy": ["true"],
            "maxArrayLength": ["0", "1", "3", "null", "Infinity"],
            "maxStringLength": ["0", "5", "20", "null"],
            "breakLength": ["20", "40", "60", "120", "Infinity", "80"],
            "compact": ["true", "false", "0", "1", "2", "5"],
            "sorted": ["true", "(a, b) => (a < b ? 1 : -1)"],
            "getters": ["true", "'get'", "'set'"],
            "numericSeparator": ["true"],
        }.items():
            if self.chance(0.13):
                chosen[name] = self.pick(values)
        return "{ %s }" % ", ".join(f"{name}: {value}" for name, value in chosen.items())

    def case(self):
        options = self.options()
        value = self.value(self.pick([1, 2, 3, 4]))
        while ("showHidden" in options and has_other_internals(value)) or ("maxArrayLength" in options and "bare(" in value):
            value = self.value(self.pick([1, 2, 3, 4]))
        return f"show(() => {value}, {options});"

    def format_case(self):
        text = self.any_format_case()
        # An assigned `stack` is an own property here, as the proposal for it has it, and so in JSON.
        while ("%o" in text and has_other_internals(text)) or ("%j" in text and "{ stack:" in text):
            text = self.any_format_case()
        return text

    def any_format_case(self):
        parts = "".join(self.pick(["%s", "%d", "%i", "%f", "%j", "%o", "%O", "%c", "%%", "%", "%x", " text ", "한"])
                        for _ in range(self.count()))
        arguments = ", ".join(self.value(self.pick([0, 1, 2])) for _ in range(self.pick([0, 1, 2, 3])))
        return f"format(() => ['{parts}', {arguments}]);"


PRELUDE = r"""// Generated by tests/console_differential/generate.py.
Error.stackTraceLimit = 0;
const CUSTOM = Symbol.for('nodejs.util.inspect.custom');
const STACK = 'Error: m\n    at one (file.js:1:2)\n    at two (file.js:3:4)\n    at three (file.js:5:6)\n    at four (file.js:7:8)';
const RECURSION = 'Error: m\n' + '    at round (file.js:1:2)\n    at about (file.js:3:4)\n'.repeat(8) + '    at main (file.js:9:9)';
const rejected = (value) => { const promise = Promise.reject(value); promise.catch(() => {}); return promise; };
const revoked = () => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; };
const without = (list, ...indices) => { for (const index of indices) delete list[index]; return list; };
const bare = (collection) => Object.setPrototypeOf(collection, null);
const circle = (fill) => { const object = {}; fill(object); return object; };
const iterate = (collection, method) => collection[method]?.();
let number = 0;
const guarded = (make, print) => {
  console.log('# ' + number++);
  let value;
  try { value = make(); } catch { return; }  // some assignments fail
  try { print(value); } catch (error) { console.log('thrown', error.name); }
};
const show = (make, options) => guarded(make, (value) => console.dir(value, options));
const format = (make) => guarded(make, (list) => console.log(...list));
"""


def program(seed, count):
    """The text of a program that shows `count` values."""
    generator = Generator(seed)
    cases = [generator.format_case() if generator.chance(0.1) else generator.case() for _ in range(count)]
    return PRELUDE + "\n".join(cases) + "\n"

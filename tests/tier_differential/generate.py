"""Random programs that only compute: the same for the same seed.

They are made to meet machine code where it is about to be wrong: sites that have learned one kind of values and shapes and
then get another, prototypes that change, numbers at the edges of their representations, ways out of loops and functions through finally, frames
that are left and resumed. Nothing lasts: every round of a loop and every call takes fuel, of which every third program has so
much that its functions become machine code for what they have met."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "order_differential"))
from program import Choices, Statement, line, write  # noqa: E402

PRELUDE = """\
let fuel = FUEL, hash = 0, noted = 0;
const show = (value, depth = 0) => {
  switch (typeof value) {
    case 'string': return JSON.stringify(value);
    case 'number': return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint': return value + 'n';
    case 'function': return 'function';
    case 'object':
      if (value === null) return 'null';
      if (value instanceof Error) return value.constructor.name;
      if (depth > 1) return 'deep';
      if (Array.isArray(value)) {
        let text = '[' + value.length;
        for (let i = 0; i < value.length && i < 8; i++) text += ',' + (i in value ? show(value[i], depth + 1) : 'hole');
        return text + ']';
      }
      return '{' + Object.keys(value).slice(0, 8).map((key) => key + ':' + show(value[key], depth + 1)).join() + '}';
    default: return String(value);
  }
};
const note = (value) => {
  let text;
  try { text = show(value); } catch (error) { text = 'not shown: ' + show(error); }
  for (let i = 0; i < text.length && i < 60; i++) hash = (hash * 31 + text.charCodeAt(i)) | 0;
  if (noted++ < 60) console.log(text);
  return value;
};
// Nothing grows without end.
const cap = (value) => {
  if (typeof value === 'string' && value.length > 80) return value.slice(0, 20);
  if (typeof value === 'bigint') return BigInt.asIntN(70, value);
  if (Array.isArray(value) && value.length > 40) value.length = 5;
  return value;
};
const flat = (value) => typeof value === 'object' && value !== null || typeof value === 'function' ? 'flat' : value;
const burn = () => { if (--fuel < 0) throw new RangeError('fuel'); };
class Point { constructor(x, y) { this.x = x; this.y = y; } get sum() { return this.x + this.y; } set sum(v) { this.x = v; } }
class Named extends Point { #name = 'n'; static made = 0; constructor(x) { super(x, 1); Named.made++; this.z = x; }
  get name() { return this.#name; } set name(v) { this.#name = cap(v); } has(o) { return #name in o; } valueOf() { return this.x; } }
function* count(n) { try { for (let i = 0; i < n; i++) { burn(); const got = yield i; if (got) i += 2; } return n; } finally { fuel--; } }
const shared = { a: 1, b: 'two', c: null, list: [1, 2, 3], f(x) { return this.a + x; } };
const typed = [new Int8Array([1, -1, 127, -128]), new Uint8Array([0, 200, 255]), new Uint8ClampedArray([7, 255]), new Int16Array([-5, 32767]), new Uint16Array([65535, 1]),
  new Int32Array([2147483647, -2147483648, 3]), new Uint32Array([4294967295, 5]), new Float32Array([0.5, -0, 3]), new Float64Array([0.1, NaN, -0, 1e300, 4]), new Uint8Array(new ArrayBuffer(6, { maxByteLength: 16 }))];
const TypedArray = Object.getPrototypeOf(Int8Array), length_of_typed = Object.getOwnPropertyDescriptor(TypedArray.prototype, 'length');
const wide = {}; for (let i = 0; i < 40; i++) wide['p' + i] = i / 2;
const far = Object.create(Object.assign(Object.create(shared), wide));
const values = [0, 1, -1, 2147483647, -2147483648, 0.5, -0, NaN, 'a', '7', '', true, null, undefined, 3n, [1, , 3], [0.5, 'x'], { a: 1 }, { b: 2, a: 3 }, shared, new Point(1, 2), new Named(4), (x) => x, Infinity, ...typed, wide, far, 2.5, 0.1];
"""

LITERALS = ("0", "1", "2", "-1", "7", "31", "32", "255", "1073741823", "2147483647", "-2147483648", "4294967295", "9007199254740991", "0.5",
            "-0.5", "-0", "NaN", "1e21", "'a'", "'bc'", "'7'", "''", "true", "false", "null", "undefined")
KEYS = ("a", "b", "c", "x", "y", "z", "sum", "name", "length", "list", "f", "p3", "p37")
ARITHMETIC = ("+", "+", "+", "-", "*", "/", "%", "|", "&", "^", "<<", ">>", ">>>")
COMPARISONS = ("<", "<=", ">", ">=", "==", "!=", "===", "!==")
# What invalidates what has been learned.
CHANGES = ("Object.defineProperty(Point.prototype, 'sum', { get() { return this.y; }, configurable: true })",
           "Object.defineProperty(Point.prototype, 'sum', { get() { return this.x; }, set(v) { this.y = v; }, configurable: true })",
           "Object.defineProperty(Point.prototype, 'sum', { value: 5, writable: true, configurable: true })",
           "Object.defineProperty(Point.prototype, 'z', { get: () => 'z', set(v) { shared.b = flat(v); }, configurable: true })",
           "Object.defineProperty(Point.prototype, 'y', { value: 3, writable: false, configurable: true })",
           "Point.prototype.a = 7", "Reflect.deleteProperty(Point.prototype, 'a')", "Reflect.deleteProperty(Point.prototype, 'y')", "Reflect.deleteProperty(Point.prototype, 'z')",
           "Object.setPrototypeOf(Named.prototype, Object.create(Point.prototype, { c: { get: () => 'between', configurable: true } }))",
           "Object.setPrototypeOf(Named.prototype, Point.prototype)", "Object.setPrototypeOf(far, wide)", "Object.setPrototypeOf(far, shared)",
           "Object.defineProperty(Point, Symbol.hasInstance, { value: (v) => typeof v === 'object', configurable: true })",
           "Object.defineProperty(Point, Symbol.hasInstance, { get: () => (v) => v === 1, configurable: true })", "Reflect.deleteProperty(Point, Symbol.hasInstance)",
           "Object.defineProperty(TypedArray.prototype, 'length', { get: () => 2, configurable: true })", "Object.defineProperty(TypedArray.prototype, 'length', length_of_typed)",
           "typed[9].buffer.resize(fuel & 15)", "Object.prototype.c = fuel & 3", "Reflect.deleteProperty(Object.prototype, 'c')",
           "Array.prototype[1] = 'inherited'", "Reflect.deleteProperty(Array.prototype, '1')", "shared.f = (x) => x", "wide.late = 1")
ASSIGNMENTS = ("+=", "-=", "*=", "|=", "&=", "^=", "<<=", ">>=", ">>>=", "&&=", "||=", "??=", "%=")


@dataclass
class TierProgram:
    """A random program; for shrink() as those of order_differential are."""

    seed: int
    statements: list

    def text(self):
        return write(self.statements)

    def with_statements(self, statements):
        return replace(self, statements=statements)


@dataclass
class Scope:
    """What a body may use."""

    names: tuple = ()  # that may be assigned to
    constants: tuple = ()
    depth: int = 0
    in_loop: bool = False
    in_generator: bool = False

    def with_names(self, *names):
        return replace(self, names=(*self.names, *names))

    def inside(self, **changes):
        return replace(self, depth=self.depth + 1, **changes)


class Generator:
    def __init__(self, seed):
        self.choices = Choices(seed)
        self.seed = seed
        self.last_name = 0
        self.functions = 0
        self.is_strict = self.choices.chance(40)

    def program(self):
        is_long = self.seed % 3 == 0
        fuel, least_fuel = (300000, 60000) if is_long else (30000, 5000)
        statements = [Statement([("'use strict';\n" if self.is_strict else "") + PRELUDE.replace("FUEL", str(fuel))])]
        for _ in range(3 + self.choices.below(4)):
            statements.append(self.function())
        for index in range(self.functions):
            size = self.choices.pick((400, 3000, 20000, 60000)) if is_long else self.choices.pick((3, 20, 400, 3000))
            statements.append(Statement([f"for (let i = 0; i < {size} && fuel > 0; i++) {{", [
                line(f"try {{ note(f{index}({self.argument()}, {self.argument()})); }} catch (error) {{ note(error); }}")], "}"]))
            statements.append(line(f"fuel = Math.max(fuel, {least_fuel});"))
        statements.append(line("console.log(hash, noted, fuel);"))
        return TierProgram(self.seed, statements)

    def argument(self):
        """Of one kind first, and then of others."""
        return self.choices.pick(("i", "values[i % values.length]", "i < 40 ? i : values[i % values.length]", "i / 2", "i * 0.37",
                                  "typed[8]", "typed[i % 10]", f"typed[{self.choices.below(10)}]", "wide", "far", "i < 15000 ? i + 0.5 : i", "String(i)", "shared",
                                  "i % 100 === 99 ? 'late' : i & 15", "new Point(i, i)", "[i, i + 1]", "i % 7 ? new Point(i, 1) : new Named(i)"))

    def name(self):
        self.last_name += 1
        return f"v{self.last_name}"

    def function(self):
        index = self.functions
        scope = Scope(("p", "q"))
        if self.choices.chance(25):
            body = self.body(scope.inside(in_generator=True), 6)
            made = Statement([f"function* g{index}(p, q) {{ burn();", body, "}"])
            drive = line(f"function f{index}(p, q) {{ const steps = []; const it = g{index}(p, q);\n"
                         "  for (let i = 0; i < 6; i++) { const { value, done } = i === 4 ? it.return(i) : it.next(i); steps.push(flat(value)); if (done) break; }\n"
                         "  return steps; }")
            result = Statement(["", [made, drive], ""])
        else:
            parameters = self.choices.pick(("p, q", "p, q", "p = 1, q = p", "p, ...q", "...[p, q]", "p, q = 'd'"))
            body = self.body(scope, 8)
            result = Statement([f"function f{index}({parameters}) {{ burn();", body, "}"])
        self.functions += 1
        return result

    # Statements ----------------------------------------------------------------------------------------------

    def body(self, scope, size):
        statements = []
        for _ in range(1 + self.choices.below(size)):
            scope, statement = self.statement(scope)
            statements.append(statement)
        if scope.depth == 0 or self.choices.chance(20):
            statements.append(line(f"return {self.expression(scope)};"))
        return statements

    def statement(self, scope):
        if self.choices.chance(25):
            return self.declaration(scope)
        makers = [(self.assignment, 30), (self.note, 6)]
        if scope.depth < 3:
            makers += [(self.branch, 12), (self.loop, 14), (self.attempt, 8), (self.switch, 5), (self.closure, 5), (self.each, 6)]
        if scope.in_loop:
            makers.append((self.leave, 6))
        if scope.in_generator:
            makers.append((self.give, 10))
        makers += [(self.throw, 1), (self.change, 2)]
        return scope, self.choices.weighted(makers)(scope)

    def declaration(self, scope):
        name = self.name()
        value = self.expression(scope)
        form = self.choices.below(10)
        if form == 0:
            other = self.name()
            return scope.with_names(name, other), line(f"let [{name}, {other} = 3] = [{value}, {self.expression(scope)}];")
        if form == 1:
            other = self.name()
            return scope.with_names(name, other), line(f"let {{ a: {name}, x: {other} = {self.expression(scope)} }} = Object({value});")
        if form == 2:
            return replace(scope, constants=(*scope.constants, name)), line(f"const {name} = {value};")
        return scope.with_names(name), line(f"{self.choices.pick(('let', 'let', 'var'))} {name} = cap({value});")

    def assignment(self, scope):
        target = self.choices.pick(scope.names)
        form = self.choices.below(10)
        if form < 3:
            return line(f"{target} = cap({self.expression(scope)});")
        if form < 5:
            return line(f"{target} {self.choices.pick(ASSIGNMENTS)} {self.expression(scope)}; {target} = cap({target});")
        if form == 5:
            return line(f"{target}{self.choices.pick(('++', '--'))};")
        place = self.place(scope)
        if form == 6:
            return line(f"{place} {self.choices.pick(('+=', '-=', '|=', '??='))} flat({self.expression(scope)}); {place} = cap({place});")
        if form == 7:
            return line(f"delete {place};") if not self.is_strict else line(f"Reflect.deleteProperty(Object({target}), '{self.choices.pick(KEYS)}');")
        return line(f"{place} = flat({self.expression(scope)});")

    def note(self, scope):
        return line(f"note({self.expression(scope)});")

    def branch(self, scope):
        parts = [f"if ({self.condition(scope)}) {{", self.body(scope.inside(), 3)]
        return Statement([*parts, "} else {", self.body(scope.inside(), 3), "}"] if self.choices.chance(50) else [*parts, "}"])

    def loop(self, scope):
        name = self.name()
        label = f"l{self.last_name}"
        inner = scope.inside(in_loop=True).with_names(name) if self.choices.chance(10) else replace(scope.inside(in_loop=True), constants=(*scope.constants, name))
        rounds = self.choices.pick((2, 5, 12, 60))
        form = self.choices.below(3)
        if form == 0:
            return Statement([f"{label}: for (let {name} = 0; {name} < {rounds} && fuel-- > 0; {name}++) {{", self.body(inner, 4), "}"])
        if form == 1:
            return Statement([f"let {name} = {rounds}; {label}: while ({name}-- > 0 && fuel-- > 0) {{", self.body(inner, 4), "}"])
        return Statement([f"let {name} = 0; {label}: do {{", self.body(inner, 4), f"}} while (++{name} < {rounds} && fuel-- > 0);"])

    def each(self, scope):
        name = self.name()
        inner = replace(scope.inside(in_loop=True), constants=(*scope.constants, name))
        what = self.choices.pick((f"of count({self.choices.below(6)})", "of values", "of [1, 2.5, 'x']", "shared", f"Object({self.choices.pick(scope.names)})",
                                  "of new Map([[1, 2], ['k', 3]]).keys()", "of 'text'"))
        if what.startswith("of "):
            return Statement([f"for (const {name} {what}) {{ burn();", self.body(inner, 3), "}"])
        # Whether a loop meets what is added to a prototype meanwhile is the implementation's choice.
        target = self.name()
        return Statement([f"for (const {target} of [{what}]) for (const {name} in {target}) {{ if (!Object.hasOwn({target}, {name})) continue; burn();",
                          self.body(inner, 3), "}"])

    def attempt(self, scope):
        name = self.name()
        caught = replace(scope.inside(), constants=(*scope.constants, name))
        form = self.choices.below(3)
        tail = ["} finally {", self.body(replace(scope.inside(), in_generator=False), 2) if self.choices.chance(30) else [self.assignment(scope)], "}"]
        if form == 0:
            return Statement(["try {", self.body(scope.inside(), 3), *tail])
        handler = [f"}} catch ({name}) {{", self.body(caught, 2)]
        return Statement(["try {", self.body(scope.inside(), 3), *handler, *(tail if form == 1 else ["}"])])

    def switch(self, scope):
        cases = []
        for _ in range(1 + self.choices.below(4)):
            cases.append(Statement([f"case {self.choices.pick(LITERALS)}: {{", self.body(scope.inside(in_loop=False), 2), "} break;" if self.choices.chance(60) else "}"]))
        if self.choices.chance(50):
            cases.append(Statement(["default: {", self.body(scope.inside(in_loop=False), 2), "}"]))
        return Statement([f"switch ({self.expression(scope)}) {{", cases, "}"])

    def closure(self, scope):
        name, parameter = self.name(), self.name()
        inner = replace(scope.inside(in_loop=False, in_generator=False).with_names(parameter))
        body = self.body(inner, 3)
        form = self.choices.pick((f"const {name} = ({parameter}) => {{ burn();", f"function {name}({parameter}) {{ burn();"))
        call = f"{name}({self.expression(scope)})"
        return Statement(["{", [Statement([form, body, "}"]), line(f"note({call}); {self.choices.pick(scope.names)} = cap({call});")], "}"])

    def leave(self, _scope):
        return line(f"if (fuel % {2 + self.choices.below(9)} === 1) {self.choices.pick(('break', 'continue'))};")

    def give(self, scope):
        return line(f"{self.choices.pick(scope.names)} = yield {self.expression(scope)};")

    def throw(self, scope):
        return line(f"if ({self.condition(scope)}) throw new {self.choices.pick(('TypeError', 'Error'))}('thrown');")

    def change(self, scope):
        # Not typed arrays, of which V8 freezes other properties before it refuses to freeze the elements, which come first
        # in the standard (https://tc39.es/ecma262/#sec-setintegritylevel).
        name = self.choices.pick(scope.names)
        what = self.choices.pick((*CHANGES, f"Object.freeze(ArrayBuffer.isView({name}) ? null : {name})"))
        return line(f"if (fuel % {3 + self.choices.below(40)} === 1) {what};")

    # Expressions ---------------------------------------------------------------------------------------------

    def variable(self, scope):
        return self.choices.pick((*scope.names, *scope.names, *scope.constants))

    def place(self, scope):
        base = self.choices.pick((*scope.names, "shared", "shared.list", "wide", "far", f"typed[{self.choices.below(10)}]"))
        if base == "shared.list" or base.startswith("typed") or self.choices.chance(25):
            return f"{base}[{self.choices.pick(('0', '1', '2', '5', '-1', self.variable(scope) + ' & 3'))}]"
        return f"{base}.{self.choices.pick(('a', 'b', 'c', 'x', 'y', 'z', 'sum', 'name', 'p3', 'p37'))}"

    def condition(self, scope):
        return f"{self.expression(scope, 1)} {self.choices.pick(COMPARISONS)} {self.expression(scope, 1)}"

    def expression(self, scope, depth=0):
        if depth > 2 or self.choices.chance(25):
            return self.choices.pick((self.variable(scope), self.variable(scope), self.choices.pick(LITERALS)))
        def sub():
            return self.expression(scope, depth + 1)

        form = self.choices.below(30)
        if form < 7:
            return f"({sub()} {self.choices.pick(ARITHMETIC)} {sub()})"
        if form < 9:
            return f"({self.condition(scope)})"
        if form < 12:
            return self.choices.pick((f"{self.variable(scope)}.{self.choices.pick(KEYS)}", f"{self.variable(scope)}?.{self.choices.pick(KEYS)}",
                                      f"{self.variable(scope)}[{sub()}]", f"Object({self.variable(scope)}).{self.choices.pick(KEYS)}"))
        if form == 12:
            return f"({sub()} {self.choices.pick(('&&', '||', '??'))} {sub()})"
        if form == 13:
            return f"({self.condition(scope)} ? {sub()} : {sub()})"
        if form == 14:
            return f"({self.choices.pick(('-', '+', '~', '!', 'typeof ', 'void '))}({sub()}))"
        if form == 15:
            return f"[flat({sub()}), {self.choices.pick(('', 'flat(' + sub() + ')'))}]"
        if form == 16:
            return f"({{ {self.choices.pick(KEYS)}: flat({sub()}), {self.choices.pick(('a', 'x'))}: flat({sub()}) }})"
        if form == 17:
            return f"`${{flat({sub()})}}-${{flat({sub()})}}`"
        if form == 18 and self.functions:
            return f"f{self.choices.below(self.functions)}({sub()}, {sub()})"
        if form == 19:
            name = self.name()
            inner = scope.inside(in_loop=False, in_generator=False).with_names(name)
            return f"(({name}) => {self.expression(inner, depth + 1)})({sub()})"
        if form == 20:
            return f"new {self.choices.pick(('Point', 'Named'))}(flat({sub()}), 2)"
        if form == 21:
            return f"[...count({self.choices.below(5)})].{self.choices.pick(('length', 'join()', 'at(-1)', 'reduce((s, v) => s + v, 0)', 'map((v) => v * 0.5)'))}"
        if form == 22:
            return f"Math.{self.choices.pick(('floor', 'abs', 'trunc', 'sign', 'round', 'fround', 'clz32'))}({sub()})"
        if form == 23:
            return f"Math.{self.choices.pick(('max', 'min', 'imul'))}({sub()}, {sub()})"
        if form == 24:
            return f"String(flat({sub()})).{self.choices.pick(('length', 'charCodeAt(1)', 'slice(1)', 'indexOf(2)', 'toUpperCase()', 'at(0)'))}"
        if form == 25:
            return f"shared.f(flat({sub()}))"
        if form == 26:
            return f"({self.choices.pick(scope.names)} = cap({sub()}))"
        if form == 27:
            return f"({sub()} instanceof {self.choices.pick(('Point', 'Named', 'Array', 'Object'))})"
        if form == 28:
            return f"('{self.choices.pick(KEYS)}' in Object({sub()}))"
        return f"{self.choices.pick(scope.names)}{self.choices.pick(('++', '--'))}"

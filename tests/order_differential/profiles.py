"""What one profile has and the other has not."""

from generate import Generator
from program import MICROTASKS, TASKS, TIMES, Statement, line


class NodeGenerator(Generator):
    profile = "node"
    # `busy` makes no garbage: Node's collections may run ticks and microtasks out of turn.
    helpers = """\
const cell = new Int32Array(new SharedArrayBuffer(4));
const busy = (milliseconds) => Atomics.wait(cell, 0, 0, milliseconds);
"""
    constructs = (*Generator.constructs, "nextTick", "setImmediate", "file reads")

    def prelude(self):
        return super().prelude() + ("import fs from 'node:fs';" if self.is_module else "const fs = require('fs');")

    def kinds(self, place):
        kinds = [*super().kinds(place), (self.make_tick, 5)]
        if place.level >= TASKS:
            kinds += [(self.make_immediate, 5)]
        if place.level == TIMES:
            kinds += [(self.make_file, 4)]
        return kinds

    def make_tick(self, place):
        return Statement(["process.nextTick((...values) => {", self.body(place.inside(), 3, 6), f"}}{self.pick(['', ', 1, 2'])});"],
                         ("nextTick",))

    def make_immediate(self, place):
        keep = f"{self.keep('timer')} = " if self.chance(30) else ""
        inside = self.body(place.inside(posts=True), 3, 6)
        if keep and self.chance(40):
            inside.append(line(f"clearImmediate({self.pick(self.kept['timer'])});"))
        return Statement([f"{keep}setImmediate((...values) => {{", inside, f"}}{self.pick(['', ', 1'])});"], ("setImmediate",))

    def make_file(self, place):
        name = self.choices.weighted([("text.txt", 4), ("missing.txt", 1)])

        def parts(follows):
            form = self.choices.below(3)
            path = f"'lib/{name}'"
            if form == 0:
                return [Statement([f"fs.readFile({path}, 'utf8', (error, text) => {{",
                                   [self.log("error?.code", "text"), *self.body(follows, 3, 6)], "});"])]
            if form == 1:
                return [Statement([f"fs.promises.readFile({path}, 'utf8').then((text) => {{",
                                   [self.log("text"), *self.body(follows, 3, 8)], "}, (error) => {",
                                   [self.log("error.code"), *self.body(follows, 1, 0)], "});"])]
            return [Statement([f"fs.readFile({path}, () => {{",
                               [line(f"try {{ log('{self.label()}', fs.readFileSync({path}, 'utf8')); }} catch (error) {{ log(error.code); }}"),
                                *self.body(follows, 3, 6)], "});"])]

        return self.alone(place, parts, {"posts": True}, ("file reads",))

    def listeners(self):
        result = []
        if self.chance(85):
            result.append(line(f"process.on('uncaughtException', (error, origin) => log('{self.label()} uncaught', error, origin));"))
        if self.chance(80):
            result.append(line("process.on('unhandledRejection', (reason) => log('unhandled', reason));"))
            if self.chance(50):
                result.append(line("process.on('rejectionHandled', () => log('handled late'));"))
        if self.chance(50):
            result.append(line(f"process.on('exit', (code) => log('{self.label()} exit', code));"))
        if self.chance(30):
            result.append(line(f"process.once('beforeExit', () => {{ log('{self.label()} beforeExit'); setImmediate(() => log('{self.label()} more')); }});"))
        return result


class WebGenerator(Generator):
    profile = "web"
    helpers = "const busy = (milliseconds) => { for (const start = Date.now(); Date.now() - start < milliseconds;); };\n"
    after_soon = ()
    most_slots = 5
    constructs = (*Generator.constructs, "requestAnimationFrame", "reportError")

    def kinds(self, place):
        kinds = [*super().kinds(place), (self.make_report, 2)]
        if place.level == TIMES:
            kinds += [(self.make_frame, 5), (self.make_idle, 2)]
        return kinds

    def soon_delay(self):
        # With any delay Chromium takes a turn more or less, as its clock is read rarely.
        return "0"

    def make_blocked(self, place):
        if self.has_blocked:
            return None
        self.has_blocked = True

        def parts(follows):
            delays = ["2", "5", "8"]
            timers = [Statement(["setTimeout(() => {", self.body(follows.inside(level=MICROTASKS), 2, 4), f"}}, {delays.pop(self.choices.below(len(delays)))});"])
                      for _ in range(3)]
            return [*timers, line("busy(12);")]

        return self.alone(place, parts, {}, ("timers",))

    def make_report(self, _place):
        return line(f"reportError(new Error('reported{self.label()}'));", "reportError")

    def make_frame(self, place):
        # The next frame may come before tasks of this one, if Chromium is late.
        has_next = self.chance(50)

        def parts(follows):
            statements = []
            for _ in range(1 + self.choices.below(3)):
                inside = self.body(follows.inside(level=MICROTASKS) if has_next else follows, 4, 6)
                if has_next and self.chance(80):
                    inside.append(Statement(["requestAnimationFrame(() => {", self.body(follows.inside(level=TASKS), 2, 5), "});"]))
                keep = f"{self.keep('resolvers')} = " if self.chance(20) else ""
                statements.append(Statement([f"{keep}requestAnimationFrame(() => {{", inside, "});"]))
                if keep and self.chance(40):
                    statements.append(line(f"cancelAnimationFrame({keep[:-3]});"))
            return statements

        return self.alone(place, parts, {"posts": True}, ("requestAnimationFrame",))

    def make_idle(self, place):
        def parts(follows):
            return [Statement(["requestIdleCallback((deadline) => {", [self.log("deadline.didTimeout"), *self.body(follows, 3, 6)], "});"])
                    for _ in range(1 + self.choices.below(2))]

        return self.alone(place, parts, {"posts": True, "level": TASKS}, ())

    def listeners(self):
        result = []
        if self.chance(85):
            form = self.pick(["addEventListener('error', (event) => { log('error event', event.error); });",
                              "onerror = (message, file, row, column, error) => { log('onerror', error); return true; };",
                              "addEventListener('error', (event) => { event.preventDefault(); log('error event', event.error); "
                              "queueMicrotask(() => log('its microtask')); });"])
            result.append(line(form))
        if self.chance(85):
            result.append(line(self.pick(["addEventListener('unhandledrejection', (event) => { event.preventDefault(); log('unhandled', event.reason); });",
                                          "onunhandledrejection = (event) => { log('unhandled', event.reason); "
                                          "Promise.resolve().then(() => log('its microtask')); };"])))
            if self.chance(60):
                result.append(line("addEventListener('rejectionhandled', (event) => log('handled late', event.reason));"))
        return result


PROFILES = {"node": NodeGenerator, "web": WebGenerator}

"""Random asynchronous programs: the same for the same seed.

Their output must not depend on how fast a machine is. So what waits for time goes to slots of its own (Place.time): one
timer, or several that are set together, for each. In a slot all is ordered: microtasks, ticks, immediates, messages, and
timers of 0 or 1 ms, which are waited for where they are set (`busy`), so that the next turn has them. What takes an unknown
time (a file, a module, a frame) has a slot to itself, and what follows it belongs to the second half of that slot."""

from dataclasses import replace

from program import MICROTASKS, TASKS, TIMES, Choices, Place, Program, Statement, constructs_of, line

PRELUDE = """\
const show = (value) => {
  if (value instanceof AggregateError) return `AggregateError of ${show(value.errors)}`;
  if (value instanceof Error && typeof value.code === 'string') return value.code;
  if (value instanceof Error) return value.name === 'Error' ? `Error ${value.message}` : value.name;
  if (Array.isArray(value)) return `[${value.map(show).join()}]`;
  if (typeof value === 'object' && value !== null) return `{${Object.keys(value).map((key) => `${key}: ${show(value[key])}`)}}`;
  return String(value);
};
const log = (...values) => console.log(values.map(show).join(' '));
// Where globals come into being when somebody looks, that shall not take time later.
for (const name of ['MessageChannel', 'MessagePort', 'MessageEvent', 'EventTarget', 'AbortController', 'AbortSignal', 'structuredClone']) globalThis[name];
const sleep = (milliseconds, value) => new Promise((resolve) => setTimeout(resolve, milliseconds, value));
const kept = {};
"""


class Generator:
    """What both profiles have. A method that begins with make_ gives statements for a place."""

    # What waits for time is so far apart.
    slot_ms = 100
    # Beside that, the first slot is so far from the script, which may have to load much.
    lead_ms = 100
    most_slots = 7
    profile = ""
    # Among them `busy`, a function that takes so many milliseconds.
    helpers = ""
    # What makes timers of `soon_delay` due.
    after_soon = (line("busy(2);"),)
    constructs = ("timers", "intervals", "promises", "await", "thenables", "async generators", "for await", "queueMicrotask",
                  "EventTarget", "abort", "unhandled rejections", "uncaught errors", "Promise combinators", "errors in listeners",
                  "dynamic import", "structuredClone", "MessageChannel")

    def __init__(self, seed):
        self.choices = Choices(seed)
        self.seed = seed
        self.last_label = 0
        self.budget = 26 + self.choices.below(22)
        self.next_slot = 1
        self.has_blocked = False
        self.kept = {"promise": [], "resolvers": [], "timer": [], "target": [], "controller": []}

    # Pieces --------------------------------------------------------------------------------------------------

    def label(self):
        self.last_label += 1
        return self.last_label

    def chance(self, percent):
        return self.choices.chance(percent)

    def pick(self, values):
        return self.choices.pick(values)

    def log(self, *values):
        return line(f"log({', '.join([repr(f'{self.label()}'), *values])});")

    def keep(self, kind):
        """A name under which other statements find something; they must stand that it is not there."""
        name = f"kept.{kind[0]}{self.label()}"
        self.kept[kind].append(name)
        return name

    def value(self):
        return self.pick(["1", "'x'", "undefined", "[1, 2]", f"{self.label()}", "null"])

    def promise(self):
        """An expression that is a promise, mostly."""
        number = self.label()
        return self.choices.weighted([
            (f"Promise.resolve({number})", 5),
            (f"Promise.reject(new Error('r{number}'))", 2),
            (f"new Promise((resolve) => queueMicrotask(() => resolve({number})))", 2),
            (f"(async () => {number})()", 3),
            (f"(async () => {{ throw new Error('a{number}'); }})()", 1),
            (f"Promise.resolve({number}).then((value) => Promise.resolve(value))", 2),
            (f"Promise.resolve().finally(() => log('{number} finally'))", 1),
            (f"Promise.try(() => {{ log('{number} try'); return {number}; }})", 1),
            (f"{{ then(resolve) {{ log('{number} then is called'); resolve({number}); }} }}", 2),
            (self.pick(self.kept["promise"]) if self.kept["promise"] else f"Promise.resolve('{number}')", 3),
        ])

    def slot(self, place):
        """The next slot, as what time it is and how many milliseconds that is from here; None: all are taken."""
        if self.next_slot > self.most_slots:
            return None
        time = 2 * max(self.next_slot, place.time // 2 + 1)
        if time > 2 * self.most_slots:
            return None
        self.next_slot = time // 2 + 1
        return time, (time - place.time) * self.slot_ms // 2 + (self.lead_ms if place.time == 0 else 0)

    def body(self, place, most=3, throws=0):
        """Statements of a function; `throws` is the percentage of those that end in an exception."""
        result = [self.log()]
        count = 0 if place.depth > 5 else self.choices.below(most + 1)
        for _ in range(count):
            if self.budget <= 0:
                break
            self.budget -= 1
            result.append(self.statement(place))
        if self.chance(throws):
            result.append(line(f"throw new Error('t{self.label()}');"))
        return result

    def statement(self, place):
        while True:
            make = self.choices.weighted(self.kinds(place))
            statement = make(place)
            if statement is not None:
                return statement

    def kinds(self, place):
        kinds = [(self.make_log, 1), (self.make_chain, 5), (self.make_async_function, 6), (self.make_microtask, 3),
                 (self.make_thenable, 2), (self.make_async_generator, 2), (self.make_for_await, 2), (self.make_combinator, 3),
                 (self.make_events, 2), (self.make_abort, 2), (self.make_rejection, 1), (self.make_use, 3), (self.make_clone, 1),
                 (self.make_promise_class, 1), (self.make_disposal, 1)]
        if place.is_async:
            kinds += [(self.make_await, 12), (self.make_try, 5)]
        if place.may_sleep and place.level == TIMES:
            kinds += [(self.make_sleep, 5)]
        if place.level >= TASKS:
            kinds += [(self.make_soon, 5)]
            if place.posts:
                kinds += [(self.make_messages, 4)]
        if place.level == TIMES:
            kinds += [(self.make_timers, 4), (self.make_interval, 3), (self.make_blocked, 2), (self.make_import, 3),
                      (self.make_abort_timeout, 1)]
        return kinds

    # Microtasks ----------------------------------------------------------------------------------------------

    def make_log(self, _place):
        return self.log(self.value())

    def handler(self, place, throws=10):
        """The inside of a function that takes `value`."""
        inside = self.body(place.inside(), 2, throws)
        inside.insert(0, self.log("value"))
        if self.chance(40):
            inside.append(line(f"return {self.promise() if self.chance(45) else self.value()};"))
        return inside

    def make_chain(self, place):
        """A promise and what is called when it is settled."""
        parts = []
        if self.chance(35):
            parts.append(f"{self.keep('promise')} = ")
        if self.chance(25):
            resolved = self.pick(["resolve(1);", "reject(new Error('x'));", f"resolve({self.promise()});", "resolve(2); resolve(3);"])
            parts += ["new Promise((resolve, reject) => {", [*self.body(place.inside(), 1, 8), line(resolved)], "})"]
        else:
            promise = self.promise()
            parts.append(f"Promise.resolve({promise})" if "then(" in promise[:8] or promise.startswith("kept.") else promise)
        for _ in range(1 + self.choices.below(3)):
            method = self.choices.weighted([("then", 6), ("catch", 2), ("finally", 2), ("both", 1), ("nothing", 1)])
            if method == "nothing":
                parts.append(".then(undefined, null)")
            elif method == "both":
                parts += [".then((value) => {", self.handler(place), "}, (value) => {", self.handler(place), "})"]
            elif method == "finally":
                parts += [".finally(() => {", self.body(place.inside(), 1, 5), "})"]
            else:
                parts += [f".{method}((value) => {{", self.handler(place), "})"]
        if self.chance(60):
            parts.append(f".catch((error) => log('{self.label()} caught', error))")
        return Statement([*self.begun(parts), ";"], ("promises",))

    @staticmethod
    def begun(parts):
        """A statement must not begin with what would go on with the one before."""
        return parts

    def make_async_function(self, place):
        inside = self.body(place.inside(is_async=True, may_sleep=True), 5, 8)
        if self.chance(30):
            inside.append(line(f"return {self.promise()};"))
        keep = f"{self.keep('promise')} = " if self.chance(30) else ""
        end = self.choices.weighted([
            (f".then((value) => log('{self.label()} fulfilled', value), (error) => log('{self.label()} rejected', error));", 6),
            (f".finally(() => log('{self.label()} finally')).catch((error) => log('{self.label()} caught', error));", 2),
            (";", 2)])
        return Statement([f"{keep}(async () => {{", inside, "})()" + end], ("promises",))

    def make_await(self, place):
        return line(f"log('{self.label()} awaited', await {self.choices.weighted([(self.promise(), 4), (self.value(), 2)])});", "await")

    def make_try(self, place):
        caught = replace(place, depth=place.depth + 1, may_sleep=False)
        parts = ["try {", [*self.body(caught, 2, 20), self.make_await(place)], "} catch (error) {",
                 [self.log("error"), *self.body(caught, 1, 0)], "}"]
        if self.chance(40):
            parts[-1] = "} finally {"
            parts += [self.body(caught, 1, 0), "}"]
        return Statement(parts, ("await",))

    def make_microtask(self, place):
        return Statement(["queueMicrotask(() => {", self.body(place.inside(), 2, 6), "});"], ("queueMicrotask",))

    def make_thenable(self, place):
        number = self.label()
        settles = self.pick([f"resolve({number});", f"reject(new Error('n{number}'));", f"resolve({self.promise()});",
                             f"resolve({number}); reject(new Error('too late')); throw new Error('too late');",
                             f"queueMicrotask(() => resolve({number}));", f"throw new Error('n{number}');",
                             f"resolve({{ then(again) {{ log('{number} inner then'); again('inner'); }} }});"])
        inside = [self.log(), line(settles)]
        if self.chance(30):
            inside[1:1] = self.body(place.inside(), 1, 0)
        kind = self.pick(["method", "getter", "class"])
        if kind == "getter":
            value = ["{", [Statement(["get then() {", [self.log(), Statement(["return (resolve, reject) => {", inside, "};"])], "}"])], "}"]
        elif kind == "class":
            value = ["new (class extends Promise { then(...handlers) {", [self.log(), line("return super.then(...handlers);")],
                     f"}} }})((resolve, reject) => {{ {settles.split(' throw')[0]} }})"]
        else:
            value = ["{", [Statement(["then(resolve, reject) {", inside, "}"])], "}"]
        use = self.pick([("Promise.resolve(", ")"), ("(async () => ", ")()"), ("new Promise((resolve) => resolve(", "))"),
                         ("Promise.resolve().then(() => ", ")"), ("(async () => await ", ")()")])
        start, end = use
        if start.endswith("=> "):
            start, end = start + "(", ")" + end
        return Statement([f"{start}{value[0]}", *value[1:-1], f"{value[-1]}{end}.then((value) => log('{self.label()}', value), "
                          f"(error) => log('{self.label()} failed', error));"], ("thenables",))

    def make_promise_class(self, place):
        number = self.label()
        return Statement([f"(class Own extends Promise {{ static get [Symbol.species]() {{ log('{number} species'); return "
                          f"{self.pick(['Promise', 'this'])}; }} }}).{self.pick(['resolve', 'reject'])}({number}).then((value) => {{",
                          self.handler(place), f"}}, (error) => log('{self.label()} rejected', error))"
                          f".{self.pick(['then', 'finally'])}(() => log('{self.label()}'));"], ("promises",))

    def make_combinator(self, place):
        name = self.pick(["all", "allSettled", "any", "race"])
        values = ", ".join(self.promise() if self.chance(80) else self.value() for _ in range(self.choices.below(4)))
        keep = f"{self.keep('promise')} = " if self.chance(30) else ""
        return Statement([f"{keep}Promise.{name}([{values}]).then((value) => {{", self.handler(place),
                          f"}}, (error) => log('{self.label()} failed', error));"], ("Promise combinators",))

    def make_rejection(self, place):
        number = self.label()
        text = self.pick([f"Promise.reject(new Error('u{number}'));", f"(async () => {{ await null; throw new Error('u{number}'); }})();",
                          f"Promise.resolve().then(() => {{ throw new Error('u{number}'); }});",
                          f"Promise.reject(new Error('u{number}')).finally(() => log('{number} finally'));",
                          f"{self.keep('promise')} = Promise.reject(new Error('late{number}'));"])
        return line(text, "unhandled rejections")

    def make_use(self, place):
        """Something of another statement."""
        promises, resolvers = self.kept["promise"], self.kept["resolvers"]
        timers, targets, controllers = self.kept["timer"], self.kept["target"], self.kept["controller"]
        number = self.label()
        kind = self.choices.below(6)
        if kind == 0 or not (promises and resolvers):
            name = self.keep("resolvers")
            return Statement([f"{name} = Promise.withResolvers(); {name}.promise.then((value) => {{",
                              self.handler(place.inside(level=MICROTASKS)),
                              f"}}).catch((error) => log('{number} caught', error));"], ("promises",))
        if kind == 1:
            return line(f"{self.pick(resolvers)}?.{self.pick(['resolve', 'resolve', 'reject'])}({self.promise()});", "promises")
        if kind == 2:
            return line(f"{self.pick(promises)}?.catch?.((error) => log('{number} caught late', error));", "promises")
        if kind == 3 and timers:
            return line(f"{self.pick(['clearTimeout', 'clearTimeout', 'clearInterval'])}({self.pick(timers)});", "timers")
        if kind == 4 and targets:
            return line(f"{self.pick(targets)}?.dispatchEvent(new Event('go'));", "EventTarget")
        if kind == 5 and controllers:
            return line(f"{self.pick(controllers)}?.abort({self.pick(['', str(number), 'new Error(1)'])});", "abort")
        return self.log(f"await {self.pick(promises)}") if place.is_async and promises else self.log()

    def make_clone(self, _place):
        number = self.label()
        value = self.pick(["{ list: [1, { two: 2 }], text: 'x' }", "[new Map([[1, 2]]).size, 3]", "() => 1", "new Error('cloned')",
                           "{ get value() { log('getter is called'); return 1; } }", "Symbol('s')", "[, 1]"])
        return line(f"try {{ log('{number} clone', structuredClone({value})); }} catch (error) {{ log('{number}', error); }}",
                    "structuredClone")

    def make_disposal(self, place):
        inside = [line(f"await using resource = {{ async [Symbol.asyncDispose]() {{ log('{self.label()} disposed'); await null; }} }};"),
                  line(f"using other = {{ [Symbol.dispose]() {{ log('{self.label()} disposed'); }} }};"),
                  *self.body(place.inside(is_async=True, level=MICROTASKS), 2, 15)]
        return Statement(["(async () => {", inside, f"}})().then(() => log('{self.label()}'), (error) => log('{self.label()}', error));"],
                         ("await",))

    # Generators ----------------------------------------------------------------------------------------------

    def generator_body(self, place):
        within = place.inside(is_async=True, level=MICROTASKS)
        result = [self.log()]
        for _ in range(1 + self.choices.below(3)):
            result.append(self.choices.weighted([
                (line(f"log('{self.label()} sent', yield {self.promise()});"), 5), (line(f"yield {self.value()};"), 3),
                (line(f"yield* [{self.promise()}, {self.value()}];"), 1), (self.make_await(within), 2),
                (line(f"yield* (async function* () {{ yield {self.promise()}; return {self.label()}; }})();"), 2)]))
            if self.budget > 0 and self.chance(30):
                self.budget -= 1
                result.append(self.statement(within))
        if self.chance(40):
            result = [Statement(["try {", result, "} finally {", [self.log(), *([self.make_await(within)] if self.chance(60) else [])], "}"])]
        if self.chance(20):
            result.append(line(f"return {self.promise()};"))
        return result

    def make_async_generator(self, place):
        number = self.label()
        calls = []
        for _ in range(2 + self.choices.below(4)):
            method = self.choices.weighted([("next", 7), ("return", 1), ("throw", 1)])
            argument = "new Error('thrown in')" if method == "throw" else self.value()
            calls.append(line(f"generator.{method}({argument}).then((result) => log('{self.label()} result', result), "
                              f"(error) => log('{self.label()} failed', error));"))
        return Statement(["{", [Statement([f"const generator = (async function* g{number}() {{", self.generator_body(place), "})();"]),
                                *calls], "}"], ("async generators",))

    def make_for_await(self, place):
        within = place.inside(is_async=True, level=MICROTASKS)
        body = self.body(within, 2, 8)
        body.insert(0, self.log("value"))
        if self.chance(25):
            body.append(line(self.pick(["break;", "continue;", "if (value === 1) break;"])))
        constructs = ["for await"]
        source = self.choices.below(3)
        if source == 0:
            values = ", ".join(self.promise() for _ in range(1 + self.choices.below(3)))
            loop = Statement([f"for await (const value of [{values}]) {{", body, "}"])
        elif source == 1:
            constructs.append("async generators")
            loop = Statement(["for await (const value of (async function* () {", self.generator_body(place), "})()) {", body, "}"])
        else:
            number = self.label()
            ends = self.pick(["", f", return() {{ log('{number} return is called'); return {{}}; }}"])
            loop = Statement([f"for await (const value of {{ [Symbol.asyncIterator]() {{ let count = 0; return {{ next() {{ "
                              f"log('{number} next', ++count); return {self.pick(['', 'Promise.resolve'])}"
                              f"({{ done: count > 2, value: {self.promise()} }}); }}{ends} }}; }} }}) {{", body, "}"])
        return Statement(["(async () => {", [loop, self.log()], f"}})().then(() => log('{self.label()}'), "
                          f"(error) => log('{self.label()} failed', error));"], tuple(constructs))

    # Events --------------------------------------------------------------------------------------------------

    def make_events(self, place):
        name = f"kept.e{self.label()}"
        statements = []
        constructs = {"EventTarget"}
        for _ in range(1 + self.choices.below(3)):
            inside = self.body(place.inside(level=MICROTASKS), 2, 20)
            if inside[-1].parts[0].startswith("throw"):
                constructs |= {"errors in listeners", "uncaught errors"}
            if self.chance(15):
                inside.append(line("event.stopImmediatePropagation();"))
            # None that captures: at their target, those are called first by the standard, but neither by Node nor by Chromium.
            options = self.pick(["", "", ", { once: true }", ", { passive: true }"])
            statements.append(Statement([f"{name}.addEventListener('go', (event) => {{", inside, f"}}{options});"]))
        if self.chance(30):
            statements.append(line(f"{name}.addEventListener('go', {{ handleEvent(event) {{ log('{self.label()}', event.type, this === event.currentTarget); }} }});"))
        for _ in range(1 + self.choices.below(2)):
            statements.append(line(f"log('{self.label()} dispatched', {name}.dispatchEvent(new Event('go', {{ cancelable: true }})));"))
        # Not before: a listener must not dispatch what it listens to.
        self.kept["target"].append(name)
        return Statement([f"{name} = new EventTarget(); {{", statements, "}"], tuple(constructs))

    def make_abort(self, place):
        name = self.keep("controller")
        number = self.label()
        statements = [line(f"const {{ signal }} = {name};")]
        if self.chance(60):
            statements.append(Statement(["signal.addEventListener('abort', () => {", [self.log("signal.reason"), *self.body(place.inside(level=MICROTASKS), 2, 8)],
                                         f"}}{self.pick(['', ', { once: true }'])});"]))
        if self.chance(40):
            statements.append(line(f"signal.onabort = (event) => log('{number}', event.type, signal.aborted);"))
        if self.chance(40):
            statements.append(line(f"AbortSignal.any([signal, AbortSignal.{self.pick(['abort(1)', 'any([])'])}]).addEventListener('abort', "
                                   f"() => log('{self.label()} any'));"))
        if self.chance(40):
            statements.append(Statement([f"new Promise((resolve, reject) => {{ signal.addEventListener('abort', () => reject(signal.reason)); }})"
                                         ".catch((value) => {", self.handler(place.inside(level=MICROTASKS)), f"}}).catch((error) => log('{number}', error));"]))
        if self.chance(60):
            statements.append(line(f"{name}.abort({self.pick(['', str(number), 'new Error(2)'])});"))
        if self.chance(30):
            statements.append(line(f"try {{ signal.throwIfAborted(); log('{number} goes on'); }} catch (error) {{ log('{number}', error); }}"))
        return Statement([f"{name} = new AbortController(); {{", statements, "}"], ("abort",))

    def make_abort_timeout(self, place):
        slot = self.slot(place)
        if slot is None:
            return None
        time, delay = slot
        inside = [self.log("event.type"), *self.body(place.inside(time=time, posts=False, level=MICROTASKS), 2, 0)]
        # Node does not wait for it.
        return Statement([f"AbortSignal.timeout({delay}).onabort = (event) => {{", inside, f"}}; setTimeout(() => {{}}, {delay + self.slot_ms // 2});"],
                         ("abort",))

    # Tasks ---------------------------------------------------------------------------------------------------

    def soon_delay(self):
        return self.pick(["0", "0", "1"])

    def make_soon(self, place):
        """Timers that are due in the next turn."""
        statements = []
        for _ in range(1 + self.choices.below(2)):
            inside = self.body(place.inside(level=place.at_most(TIMES)), 3, 6)
            keep = f"{self.keep('timer')} = " if self.chance(20) else ""
            statements.append(Statement([f"{keep}setTimeout((...values) => {{", inside, f"}}, {self.soon_delay()}{self.pick(['', ', 1, 2'])});"], ("timers",)))
        statements += self.after_soon
        return Statement(["{", statements, "}"], ("timers",))

    def make_timers(self, place):
        slot = self.slot(place)
        if slot is None:
            return None
        time, delay = slot
        statements = []
        for _ in range(1 + self.choices.below(3)):
            inside = self.body(place.inside(time=time), 4, 8)
            keep = f"{self.keep('timer')} = " if self.chance(30) else ""
            if keep and self.chance(20):
                inside.append(line(f"clearTimeout({self.pick(self.kept['timer'])});"))
            statements.append(Statement([f"{keep}setTimeout(() => {{", inside, f"}}, {delay});"], ("timers",)))
        return Statement(["{", statements, "}"], ("timers",))

    def make_sleep(self, place):
        slot = self.slot(place)
        if slot is None:
            return None
        place.time, delay = slot
        place.posts = True
        return line(f"log('{self.label()} slept', await sleep({delay}, {self.value()}));", "await", "timers")

    def make_interval(self, place):
        times = 1 + self.choices.below(3)
        first = self.slot(place)
        if first is None:
            return None
        time, delay = first
        count = 1
        # Each time needs a slot.
        while count < times and time + count * (time - place.time) <= 2 * self.most_slots and time - place.time == 2 and place.time > 0:
            self.next_slot += 1
            count += 1
        name = self.keep("timer")
        inside = [self.log(f"{name}_count"), *self.body(place.inside(time=time, level=place.at_most(TASKS if count > 1 else TIMES)), 2, 6)]
        inside.insert(0, line(f"if (++{name}_count === {count}) clearInterval({name});"))
        return Statement([f"{name}_count = 0; {name} = setInterval(() => {{", inside, f"}}, {delay});"], ("intervals",))

    def make_blocked(self, place):
        """Timers that are all late."""
        if self.has_blocked:
            return None
        self.has_blocked = True
        delays = [self.pick([2, 3]), self.pick([5, 6]), self.pick([8, 9])]
        statements = []
        for _ in range(2 + self.choices.below(2)):
            statements.append(Statement(["setTimeout(() => {", self.body(place.inside(level=place.at_most(TIMES)), 2, 4), f"}}, {delays.pop(self.choices.below(len(delays)))});"]))
        statements.append(line("busy(12);"))
        return Statement(["{", statements, "}"], ("timers",))

    def make_messages(self, place):
        count = 1 + self.choices.below(3)
        number = self.label()
        inside = [self.log("event.data"), *self.body(place.inside(level=place.at_most(TASKS if count > 1 else TIMES)), 3, 6)]
        inside.insert(0, line(f"if (++received === {count}) channel.port2.close();"))
        starts = self.pick([("channel.port2.onmessage = (event) => {", "};"),
                            ("channel.port2.addEventListener('message', (event) => {", "}); channel.port2.start();")])
        statements = [line("const channel = new MessageChannel(); let received = 0;")]
        handler = Statement([starts[0], inside, starts[1]])
        posts = [line(f"channel.port1.postMessage({self.pick(['1', 'null', '[1, 2]', '{ value: { deep: 1 } }'])});") for _ in range(count)]
        statements += [*posts, handler] if self.chance(25) else [handler, *posts]
        if self.chance(15):
            statements.append(line(f"try {{ channel.port1.postMessage(() => 1); }} catch (error) {{ log('{number}', error); }}"))
        return Statement(["{", statements, "}"], ("MessageChannel",))

    # What takes an unknown time --------------------------------------------------------------------------------

    def alone(self, place, parts, then, constructs):
        """A slot in which nothing else happens: `parts(place)` has the statements that begin something, and is given where what
        follows is run."""
        slot = self.slot(place)
        if slot is None:
            return None
        time, delay = slot
        follows = place.inside(time=time + 1, **then)
        return Statement(["setTimeout(() => {", [self.log(), *parts(follows)], f"}}, {delay});"], ("timers", *constructs))

    def make_import(self, place):
        name = self.choices.weighted([("plain.mjs", 4), ("waiting.mjs", 2), ("failing.mjs", 2), ("missing.mjs", 1)])

        def parts(follows):
            form = self.choices.below(3)
            if form == 0:
                inside = replace(follows, is_async=True, may_sleep=True)
                return [Statement(["(async () => {", [line(f"log('{self.label()}', Object.keys(await import('./lib/{name}')));"), *self.body(inside, 3, 8)],
                                   f"}})().catch((error) => log('{self.label()}', error));"])]
            if form == 1:
                return [Statement([f"import('./lib/{name}').then((value) => {{", [self.log("value.default"), *self.body(follows, 3, 8)],
                                   "}, (error) => {", [self.log("error"), *self.body(follows, 1, 0)], "});"])]
            return [Statement([f"import('./lib/{name}').finally(() => {{", self.body(follows, 3, 0), f"}}).catch((error) => log('{self.label()}', error));"])]

        return self.alone(place, parts, {"posts": False}, ("dynamic import",))

    # The whole -------------------------------------------------------------------------------------------------

    def prelude(self):
        return PRELUDE + self.helpers

    def listeners(self):
        """What hears of errors that nobody catches."""
        raise NotImplementedError

    def program(self):
        self.is_module = is_module = self.chance(20)
        place = Place(is_async=is_module, may_sleep=is_module)
        statements = [line(self.prelude()), *self.listeners()]
        while self.budget > 0:
            self.budget -= 1
            statements.append(self.statement(place))
        statements.append(self.log())
        lasts = (self.most_slots + 2) * self.slot_ms + self.lead_ms
        return Program(self.seed, self.profile, is_module, statements, lasts, constructs_of(statements))

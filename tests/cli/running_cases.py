"""Programs that run: how they end, what is said of errors, interrupts and signals, and what they print."""

import fcntl
import os
import re
import signal
import struct
import subprocess
import tempfile
import termios
import time
import unittest
from pathlib import Path

from command import ESCAPE, ORRERY, Terminal, orrery, without_frames


class Run(unittest.TestCase):
    """Programs that are run: what becomes of their end. What they print is tested in tests/js."""

    def program(self, text, *options):
        status, output, errors = orrery("run", *options, "-", stdin=text.encode())
        return status, output, errors

    def test_done(self):
        self.assertEqual(self.program("console.log(6 * 7)"), (0, "42\n", ""))
        self.assertEqual(self.program("setTimeout(() => console.log(await_), 1); var await_ = 1"), (0, "1\n", ""))

    def test_what_nobody_catches_is_status_1(self):
        for text, message in (("a b", "SyntaxError: "), ("throw new Error('no')", "Error: no"), ("throw 5", "5"),
                              ("Promise.reject(new TypeError('later'))", "TypeError: later"),
                              ("setTimeout(() => missing, 0)", "ReferenceError: missing is not defined")):
            with self.subTest(text):
                status, output, errors = self.program("console.log('before');" + text)
                self.assertEqual(status, 1)
                self.assertEqual(output, "" if message == "SyntaxError: " else "before\n")
                self.assertIn(message, errors)

    def test_limits(self):
        for text, options, expected in (("for (;;);", ["--time-limit=0.1"], 124),
                                        ("try { for (;;); } finally { for (;;); }", ["--time-limit=0.1"], 124),
                                        ("(async () => { for (;;) await 0; })()", ["--time-limit=0.1"], 124),
                                        ("(function f(n) { n < 2 || f(n - 1) + f(n - 2); })(90);", ["--time-limit=0.1"], 124),
                                        ("(function* f(n) { if (n) { yield* f(n - 1); yield* f(n - 1); } })(60).next();",
                                         ["--time-limit=0.1"], 124),
                                        ("const a = []; for (;;) a.push({});", ["--max-heap=32M"], 137)):
            with self.subTest(text):
                status, _, errors = self.program(text, *options)
                self.assertEqual(status, expected)
                self.assertNotEqual(errors, "")
                self.assertNotIn("the process was ended", errors)

    def test_what_is_handled_is_not_kept(self):
        text = ("(async () => { for (let i = 0; i < 3e5; i++) try { await Promise.reject(i); } catch {}"
                " console.log('done'); })()")
        self.assertEqual(self.program(text, "--max-heap=16M"), (0, "done\n", ""))

    def test_deep_recursion_is_an_exception(self):
        status, output, _ = self.program(
            "let n = 0; function f() { n++; f(); } try { f(); } catch (e) { console.log(e.name, n > 1000); }")
        self.assertEqual((status, output), (0, "RangeError true\n"))

    def test_sizes_of_the_stack(self):
        count = "let n = 0; function f() { n++; f(); } try { f(); } catch (e) { console.log(e.name, n > LEAST); }"
        for size, least in (("1", 10), ("1K", 10), ("256K", 1000), ("64M", 500_000), ("1G", 10_000_000)):
            with self.subTest(size):
                self.assertEqual(self.program(count.replace("LEAST", str(least)), f"--stack-size={size}"),
                                 (0, "RangeError true\n", ""))

    def test_modules(self):
        self.assertEqual(self.program("console.log(await 1, this)", "--module"), (0, "1 undefined\n", ""))
        self.assertEqual(self.program("await new Promise(() => {})", "--module")[0], 13)

    def test_interrupt(self):
        with subprocess.Popen([ORRERY, "run", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as process:
            process.stdin.write(b"console.error('running'); for (;;);")
            process.stdin.close()
            self.assertEqual(process.stderr.readline(), b"running\n")
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(timeout=60), 130)


class Uncaught(unittest.TestCase):
    """What is said of errors that nobody catches."""

    def errors_of(self, text, name="program.js", **others):
        with tempfile.TemporaryDirectory() as folder:
            for each, contents in {name: text, **others}.items():
                Path(folder, each.replace("__", ".")).write_text(contents, encoding="utf-8")
            goal = ["--script"] if name.endswith(".js") else []
            status, _, errors = orrery("run", *goal, name, cwd=folder)
        # Modules' messages have whole paths.
        errors = errors.replace(os.path.realpath(folder) + "/", "")
        self.assertEqual(status, 1)
        return errors

    def test_names_that_are_set_later(self):
        named = "class E extends Error { constructor(m) { super(m); this.name = 'MyErr'; } }\n"
        self.assertEqual(self.errors_of(named + "throw new E('no');"),
                         "program.js:2\nthrow new E('no');\n      ^\n\nMyErr: no\n    at program.js:2:7\n")
        self.assertEqual(self.errors_of("const e = new Error('m');\ne.message = 'later';\nPromise.reject(e);"),
                         "program.js:1\nconst e = new Error('m');\n          ^\n\nError: later\n    at program.js:1:11\n")

    def test_a_stack_that_was_looked_at(self):
        self.assertEqual(self.errors_of("const e = new Error('m');\ne.stack;\ne.name = 'N';\nthrow e;"),
                         "program.js:4\nthrow e;\n^\n\nError: m\n    at program.js:1:11 {\n"
                         "  name: 'N'\n}\n")

    def test_the_excerpt_is_of_the_throw(self):
        """Frames tell where the error was made."""
        self.assertEqual(self.errors_of("const make = () => new Error('m');\nfunction go() {\n  throw make();\n}\ngo();"),
                         "program.js:3\n  throw make();\n  ^\n\nError: m\n    at make (program.js:1:20)\n    at go (program.js:3:9)\n"
                         "    at program.js:5:1\n")
        again = "const fs = require('fs');\ntry {\n  fs.readFileSync('/none');\n} catch (e) {\n  throw e;\n}"
        self.assertTrue(self.errors_of(again, "program.cjs").startswith("program.cjs:5\n  throw e;\n  ^\n\nError: ENOENT"), self.errors_of(again, "program.cjs"))
        # What goes on behind `finally` is not thrown anew.
        self.assertTrue(self.errors_of("const e = new Error('m');\ntry {\n  throw e;\n} finally {\n  e.a = 1;\n}").startswith("program.js:3\n"))
        # Errors without frames.
        later = self.errors_of("require('fs').readFile('/none', (e) => {\n  if (e) throw e;\n});", "program.cjs")
        self.assertTrue(later.startswith("program.cjs:2\n  if (e) throw e;\n         ^\n\n[Error: ENOENT"), later)
        # Rejections are told by where their reason was made, as in Node.
        self.assertTrue(self.errors_of("const e = new Error('m');\n(async () => {\n  throw e;\n})();").startswith("program.js:1\n"))
        # Where one of Node's own modules throws it, that is where the program has called that.
        emitted = self.errors_of("const e = new Error('m');\nnew (require('events'))().emit('error', e);", "program.cjs")
        self.assertIn("program.cjs:2\nnew (require('events'))().emit('error', e);\n                          ^\n", emitted)

    def test_names_that_are_getters_are_not_called(self):
        errors = self.errors_of("const e = new Error('m');\n"
                                "Object.defineProperty(e, 'name', { get() { console.error('called'); throw 1; } });\nthrow e;")
        self.assertTrue(errors.endswith("^\n\nError: m\n    at program.js:1:11\n"), errors)
        self.assertNotIn("\ncalled", errors)

    def test_modules_that_cannot_be_loaded(self):
        """Errors say where the import is, also where no code runs."""
        for line, column, message in (
                ("import x from './none.mjs';", 15,
                 "Error [ERR_MODULE_NOT_FOUND]: Cannot find module 'none.mjs' imported from main.mjs"),
                ("export * from 'bare';", 15, "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'bare' imported from main.mjs"),
                ("import './main.mjs' with { colour: 'red' };", 8,
                 "SyntaxError: Import attribute \"colour\" with value \"red\" is not supported"),
                ("import './main.mjs' with { type: 'css' };", 8,
                 "TypeError [ERR_IMPORT_ATTRIBUTE_UNSUPPORTED]: Import attribute \"type\" with value \"css\" is not supported"
                 " in file://main.mjs"),
                ("await import('./none.mjs');", 7,
                 "Error [ERR_MODULE_NOT_FOUND]: Cannot find module 'none.mjs' imported from main.mjs"),
                ("await import('./main.mjs', { with: { colour: 'red' } });", 7,
                 "TypeError: Import attribute \"colour\" with value \"red\" is not supported")):
            with self.subTest(line):
                url = ",\n  url: 'file://none.mjs'" if "none.mjs" in message else ""
                name = re.search(r"ERR_\w+", message)
                code = f" {{\n  code: '{name[0]}'{url}\n}}" if name else ""
                self.assertEqual(self.errors_of("// first\n" + line, "main.mjs"),
                                 f"main.mjs:2\n{line}\n{' ' * (column - 1)}^\n\n{message}\n    at main.mjs:2:{column}{code}\n")

    def test_who_imports_what_is_missing(self):
        errors = self.errors_of("import('./inner.mjs');", "main.mjs", inner__mjs="\nimport './none.mjs';")
        self.assertTrue(errors.startswith("inner.mjs:2\nimport './none.mjs';\n       ^\n\nError [ERR_MODULE_NOT_FOUND]: "), errors)
        self.assertIn("\n    at inner.mjs:2:8\n    at main.mjs:1:1 {\n", errors)

    def test_json_modules(self):
        self.assertEqual(
            self.errors_of("import data from './data.json' with { type: 'json' };", "main.mjs",
                           data__json='{\n  "ä😀": oops }'),
            "SyntaxError: Unexpected token 'o', \"{␊  \"ä😀\": oops }\" is not valid JSON\n  --> data.json:2:9\n   |\n"
            ' 2 |   "ä😀": oops }\n   |          ^\n    at main.mjs:1:18\n')
        self.assertEqual(
            self.errors_of("try { await import('./data.json', { with: { type: 'json' } }); }"
                           " catch (e) { throw e.message; }", "main.mjs", data__json="[1, 2"),
            "main.mjs:1\ntry { await import('./data.json', { with: { type: 'json' } }); } catch (e) { throw e.message; }\n"
            f"{' ' * 77}^\n\n"
            "data.json: Expected ',' or ']' after array element in JSON at position 5 (line 1 column 6)\n")

    def test_where_what_is_no_error_was_thrown(self):
        self.assertEqual(self.errors_of("function f() {\n  throw 'config missing';\n}\nf();", "main.mjs"),
                         "main.mjs:2\n  throw 'config missing';\n  ^\n\nconfig missing\n")
        self.assertEqual(self.errors_of("await Promise.reject({ code: 1 });", "main.mjs"),
                         "main.mjs:1\nawait Promise.reject({ code: 1 });\n              ^\n\n{ code: 1 }\n")
        # Thrown again behind `finally`, and thrown by nobody that is known.
        again = "try { throw 1; }\nfinally { try { throw 2; } catch {} }"
        self.assertEqual(self.errors_of(again, "main.mjs"),
                         "main.mjs:1\ntry { throw 1; }\n      ^\n\n1\n")
        # As Node has it: an error stands for what a promise was rejected with.
        for value, shown in (("null", "null"), ("{ a: 1 }", "#<Object>"), ("'text'", "text"), ("[1, 2]", "[object Array]")):
            self.assertEqual(
                self.errors_of(f"Promise.reject({value});", "main.cjs"),
                f"main.cjs:1\nPromise.reject({value});\n        ^\n\n"
                "UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch "
                "block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "
                f"\"{shown}\". {{\n  code: 'ERR_UNHANDLED_REJECTION'\n}}\n")

    def test_modules_with_syntax_errors(self):
        errors = self.errors_of("import './bad.mjs';", "main.mjs", bad__mjs="let x = ;")
        self.assertIn("--> bad.mjs:1:9\n", errors)
        self.assertTrue(errors.endswith("^\n    at main.mjs:1:8\n"), errors)


class Interrupts(unittest.TestCase):
    """Ctrl-C and the time limit end a program wherever it is, and no code of it runs after that."""

    PROGRAMS = (
        "try { STOP } catch { console.log('caught') } finally { console.log('finally') }",
        "for (const x of { [Symbol.iterator]: () => ({ next: () => ({}), return() { console.log('closed') } }) }) { STOP }",
        "Promise.resolve().then(() => { STOP }).catch(() => console.log('caught')).finally(() => console.log('finally'))",
        "(async () => { try { await 0; STOP } finally { console.log('finally') } })()",
        "const o = { get x() { STOP } }; try { o.x } catch { console.log('caught') }",
        "const p = new Proxy({}, { get() { STOP } }); try { p.x } catch { console.log('caught') }",
        "try { [2, 1].sort(() => { STOP }) } catch { console.log('caught') }",
        "try { JSON.stringify({ toJSON() { STOP } }) } finally { console.log('finally') }",
        "function* g() { try { yield; STOP } finally { console.log('finally') } } for (const x of g());",
        "class A { static { try { STOP } finally { console.log('finally') } } }",
        "{ using x = { [Symbol.dispose]() { console.log('disposed') } }; STOP }",
        "setTimeout(() => { try { STOP } finally { console.log('finally') } }, 0)",
        "try { /(a+)+$/.test('a'.repeat(60) + 'b') } catch { console.log('caught') }",
    )

    def test_ctrl_c(self):
        for text in self.PROGRAMS:
            program = "console.error('running');" + text.replace("STOP", "for (;;);")
            with self.subTest(text), subprocess.Popen([ORRERY, "run", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                                      stderr=subprocess.PIPE) as process:
                process.stdin.write(program.encode())
                process.stdin.close()
                self.assertEqual(process.stderr.readline(), b"running\n")
                time.sleep(0.1)  # so that it is in the loop by then
                process.send_signal(signal.SIGINT)
                self.assertEqual(process.wait(timeout=60), 130)
                self.assertEqual(process.stdout.read(), b"")
                self.assertEqual(without_frames([process.stderr.read().decode()]), ("orrery: interrupted\n",))

    def test_time_limit(self):
        for text in self.PROGRAMS:
            with self.subTest(text):
                self.assertEqual(without_frames(orrery("run", "--time-limit=100ms", "-", stdin=text.replace("STOP", "for (;;);").encode())),
                                 (124, "", "orrery: the time limit was reached\n"))

    def test_heap_limit(self):
        for text in self.PROGRAMS[:-1]:
            stop = "for (const all = [];;) all.push({})"
            with self.subTest(text):
                self.assertEqual(without_frames(orrery("run", "--max-heap=16M", "-", stdin=text.replace("STOP", stop).encode())),
                                 (137, "", "orrery: out of memory (--max-heap)\n"))


class EndedHard(unittest.TestCase):
    """Runs that take no notice of their end: what they have printed and recorded until then is there."""

    # Parsing is not interrupted.
    PROGRAM = "process.env.ORRERY_SECRET; console.log('begin'); process.stdout.write('more\\n'); eval('0,'.repeat(2e7) + '0')"

    def test_output_and_recording(self):
        with tempfile.TemporaryDirectory() as folder:
            recording = Path(folder, "run")
            result = orrery("run", "--time-limit=100ms", "--record", str(recording), "-e", self.PROGRAM,
                            env={**os.environ, "ORRERY_SECRET": "told by the environment"})
            self.assertEqual(result, (124, "begin\nmore\n", "orrery: the time limit was reached; the program did not notice, "
                                                            "so the process was ended\n"))
            self.assertIn(b"told by the environment", recording.read_bytes())

    def test_a_reader_that_does_not_read(self):
        text = "console.log('x'.repeat(7e4)); console.log('y'); eval('0,'.repeat(2e7) + '0')"
        with subprocess.Popen([ORRERY, "run", "--time-limit=100ms", "-e", text], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            self.assertEqual(process.wait(60), 124)

    def test_ctrl_c_twice(self):
        with subprocess.Popen([ORRERY, "-e", "console.error('running'); " + self.PROGRAM], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as process:
            self.assertEqual(process.stderr.readline(), b"running\n")
            time.sleep(0.3)
            process.send_signal(signal.SIGINT)
            time.sleep(0.1)
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(60), 130)
            self.assertEqual(process.stdout.read(), b"begin\nmore\n")


class Signals(unittest.TestCase):
    """Those that a program listens to."""

    def test_listeners(self):
        text = """
            process.on('SIGUSR2', (name, number) => console.log(name, number));
            const once = (name) => { console.log(name); process.off('SIGTERM', once); setTimeout(() => process.kill(process.pid, 15), 1) };
            process.on('SIGTERM', once).on('SIGHUP', () => {});
            process.kill(process.pid, 'SIGUSR2'); console.log('first');
            setTimeout(() => process.kill(process.pid), 1);
            setTimeout(() => console.log('never'), 9999);"""
        self.assertEqual(orrery("-e", text), (-signal.SIGTERM, "first\nSIGUSR2 12\nSIGTERM\n", ""))
        self.assertEqual(orrery("-e", "process.on('SIGTERM', () => {})"), (0, "", ""))
        self.assertEqual(orrery("-e", "process.on('SIGTERM', () => { throw 'up' }); process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 9999)")[0], 1)

    def test_from_outside(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            text = f"process.on('{number.name}', (name) => {{ console.log(name); process.exit(5) }}); setInterval(() => {{}}, 9999); console.log('ready')"
            with self.subTest(number.name), subprocess.Popen([ORRERY, "-e", text], stdout=subprocess.PIPE) as process:
                self.assertEqual(process.stdout.readline(), b"ready\n")
                process.send_signal(number)
                self.assertEqual(process.wait(60), 5)
                self.assertEqual(process.stdout.read().decode(), number.name + "\n")

    def test_the_key_is_the_listeners_until_they_are_gone(self):
        text = "const f = () => { console.log('heard'); process.off('SIGINT', f); for (;;); }; process.on('SIGINT', f);" \
               "console.log('ready'); for (const end = Date.now() + 200; Date.now() < end;); console.log('done'); setTimeout(() => {}, 9999)"
        with subprocess.Popen([ORRERY, "-e", text], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            self.assertEqual(process.stdout.readline(), b"ready\n")
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.stdout.readline() + process.stdout.readline(), b"done\nheard\n")
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(60), 130)

    def test_replayed(self):
        with tempfile.TemporaryDirectory() as folder:
            recording = os.path.join(folder, "run")
            text = "process.on('SIGUSR1', (name) => console.log(name, ++i)); let i = 0; const t = setInterval(() => { process.kill(process.pid, 'SIGUSR1');" \
                   "if (i == 3) { clearInterval(t); process.kill(process.pid, 'SIGABRT') } }, 1); process.on('SIGABRT', console.log)"
            self.assertEqual(orrery("run", "--record", recording, "-e", text)[0], 0)
            self.assertEqual(orrery("replay", recording)[1], orrery("replay", "--gc=every-allocation", recording)[1])
            self.assertEqual(orrery("run", "--virtual-time", "-e", text)[0], 0)
            self.assertIn("SIGUSR1 3\n", orrery("replay", recording)[1])

    def test_abort(self):
        self.assertEqual(orrery("-e", "console.log(1); process.abort()"), (-signal.SIGABRT, "1\n", ""))


class Printing(unittest.TestCase):
    """What programs print, as whoever reads it sees it."""

    def run_text(self, text, output=subprocess.PIPE, *options):
        done = subprocess.run([ORRERY, "run", *options, "-e", text], stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.PIPE,
                              timeout=60, check=False)
        return done.returncode, (done.stdout or b"").decode(), done.stderr.decode()

    def test_what_was_printed_is_there_when_it_is_killed(self):
        for text in ("console.log('before'); for (;;);", "process.stdout.write('before\\n'); [1].forEach(() => { for (;;); })",
                     "console.log('before'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)",
                     "setImmediate(() => console.log('before')); setTimeout(() => { for (;;); }, 1)"):
            with self.subTest(text), subprocess.Popen([ORRERY, "-e", text], stdout=subprocess.PIPE) as process:
                self.assertEqual(process.stdout.readline(), b"before\n")
                process.kill()

    def test_order_with_other_writes(self):
        text = "const fs = require('fs'); process.stdout.write('1\\n'); fs.writeSync(1, '2\\n'); console.log('3'); fs.writeFileSync(1, '4\\n');" \
               "console.log('5'); fs.write(1, '6\\n', () => console.log('7'))"
        self.assertEqual(self.run_text(text), (0, "1\n2\n3\n4\n5\n6\n7\n", ""))

    def test_a_prompt_comes_before_what_is_read(self):
        text = "process.stdout.write('name? '); const b = Buffer.alloc(9); console.log('hello', b.toString('utf8', 0, require('fs').readSync(0, b)))"
        with subprocess.Popen([ORRERY, "-e", text], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            self.assertEqual(process.stdout.read(6), b"name? ")
            process.stdin.write(b"you")
            process.stdin.close()
            self.assertEqual(process.stdout.read(), b"hello you\n")

    def test_writes_that_fail(self):
        text = "for (const c of 'ab') process.stdout.write(c, (e) => console.error('cb', e.message));" \
               "process.stdout.on('error', (e) => console.error('event', e.code, e.errno, e.syscall)); process.on('exit', (c) => console.error('exit', c))"
        with open("/dev/full", "wb") as full:
            message = "cb ENOSPC: no space left on device, write\n"
            self.assertEqual(self.run_text(text, full), (0, "", message * 2 + "event ENOSPC -28 write\nexit 0\n"))
            status, _, errors = self.run_text("process.stdout.write('a'); process.on('exit', (c) => console.error('exit', c))", full)
            self.assertEqual(status, 1)
            self.assertIn("Error: ENOSPC: no space left on device, write", errors)
            self.assertIn("exit 1\n", errors)
            # Nobody hears of it, so orrery tells.
            self.assertEqual(self.run_text("console.log('a')", full), (1, "", "orrery: standard output: No space left on device\n"))

    def test_pipes_that_nobody_reads(self):
        for text, expected in (("console.log('a')", (0, "exit 0\n")),
                               ("process.stdout.on('error', (e) => console.error(e.message)); console.log('a')", (0, "write EPIPE\nexit 0\n")),
                               ("process.stdout.write('a', (e) => { console.error('cb', e.code); process.exit(3) })", (3, "cb EPIPE\nexit 3\n"))):
            program = f"process.on('exit', (c) => console.error('exit', c)); setTimeout(() => {{ {text} }}, 30)"
            with self.subTest(text), subprocess.Popen([ORRERY, "-e", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                process.stdout.close()
                self.assertEqual((process.wait(60), process.stderr.read().decode()), expected)
        with subprocess.Popen([ORRERY, "-e", "setTimeout(() => process.stdout.write('a'), 30)"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            process.stdout.close()
            self.assertEqual(process.wait(60), 1)
            self.assertIn(b"Error: write EPIPE", process.stderr.read())

    def test_who_goes_on_printing_for_nobody(self):
        # As Node: what the console says first is forgiven, and the second time it is an error of the stream.
        for text, expected in (("setInterval(() => console.log('x'), 1)", 1), ("setInterval(() => console.error('x'), 1)", 1),
                               ("process.on('uncaughtException', (e) => process.exit(e.code === 'EPIPE' ? 7 : 8)); setInterval(() => console.log('x'), 1)", 7),
                               ("process.stdout.on('error', (e) => process.exit(9)); setInterval(() => console.log('x'), 1)", 9),
                               ("setTimeout(() => { console.log('x'); console.log('y') }, 30)", 0)):
            stream = "stderr" if "console.error" in text else "stdout"
            with self.subTest(text), subprocess.Popen([ORRERY, "-e", text], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                getattr(process, stream).close()
                self.assertEqual(process.wait(60), expected)
                if expected == 1 and stream == "stdout":
                    self.assertIn(b"Error: write EPIPE", process.stderr.read())
        with tempfile.TemporaryDirectory() as folder:
            recording = os.path.join(folder, "run")
            with subprocess.Popen([ORRERY, "run", "--record", recording, "-e", "setInterval(() => console.log('x'), 1)"], stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE) as process:
                process.stdout.readline()
                process.stdout.close()
                self.assertEqual(process.wait(60), 1)
            status, output, errors = orrery("replay", recording)
            self.assertEqual(status, 1)
            self.assertIn("Error: write EPIPE", errors)

    def test_a_loop_that_nobody_watches(self):
        with subprocess.Popen([ORRERY, "loop", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            process.stdin.write(b"let n = 0; setInterval(() => console.log(n++), 1)")
            process.stdin.close()
            process.stdout.readline()
            process.stdout.close()
            self.assertEqual(process.wait(60), 0)

    def test_failures_are_replayed(self):
        with tempfile.TemporaryDirectory() as folder, open("/dev/full", "wb") as full:
            recording = os.path.join(folder, "run")
            text = "process.stdout.on('error', (e) => { console.error(e.code); process.exitCode = 4 }); console.log('a')"
            self.assertEqual(self.run_text(text, full, "--record", recording), (4, "", "ENOSPC\n"))
            self.assertEqual(orrery("replay", recording), (4, "a\n", "ENOSPC\n"))

    def test_terminals(self):
        text = "const o = process.stdout; console.log(o.isTTY, o.columns, o.rows, o.getWindowSize(), o.hasColors(), o.hasColors(2 ** 24), o.constructor.name)"
        with Terminal("-e", "process.stdout.on('resize', function () { console.log('now', this.columns, this.rows) }); "
                            + text + "; const stop = setInterval(() => {}, 9999); process.stdout.once('resize', () => clearInterval(stop))") as terminal:
            self.assertIn("true 0 0 [ 0, 0 ] true false WriteStream", terminal.expect("\n").replace(ESCAPE, "").replace("[33m", "").replace("[39m", ""))
            fcntl.ioctl(terminal.end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            terminal.expect("now")
            self.assertEqual(terminal.wait(), 0)

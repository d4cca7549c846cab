"""The REPL, typed to at a terminal."""

import os
import signal
import subprocess
import time
import unittest

from command import ORRERY, Terminal, orrery, without_frames


class Repl(unittest.TestCase):
    def test_what_is_piped(self):
        self.assertEqual(orrery("repl", stdin=b"1 +\n 1\nlet a = 5\na\n"), (0, "2\n5\n", ""))
        listening = b"process.on('exit', (code) => console.log('exit', code, process.exitCode)); process.exitCode = 3; 1\n"
        for end in (b"", b".exit\n", b"process.exit()\n"):
            self.assertEqual(orrery("repl", stdin=listening + end), (3, "1\nexit 3 3\n", ""))
        status, output, errors = orrery("repl", stdin=b"missing\n'on'\n")
        self.assertEqual((status, output), (1, "'on'\n"))
        self.assertIn("ReferenceError: missing is not defined", errors)

    def test_await(self):
        text = ("await (async () => 7)()\nlet w = await [8]\nw\nawait -1\nconsole.log(await (3))\n"
                "async function f() { return await 4 }\nawait f()\nvar await = 5\nawait\n")
        self.assertEqual(orrery("repl", stdin=text.encode()),
                         (0, "7\n[ 8 ]\n-1\n3\n4\n5\n", ""))

    def test_modules_and_commands(self):
        self.assertEqual(orrery("repl", stdin=b"require('fs') === fs\npath.sep\nconst os = require('os'); typeof os.EOL\nmodule.id\n"),
                         (0, "true\n'/'\n'string'\n'<repl>'\n", ""))
        self.assertEqual(orrery("repl", stdin=b'"a\\\nb"\n.5\n'), (0, "'ab'\n0.5\n", ""))
        self.assertEqual(orrery("repl", stdin=b".load x.js\n")[2], "There is no command .load; .help lists them.\n")

    def test_what_is_piped_ends_with_the_status_of_run(self):
        for text, options, result in (
                ("for (;;);", ["--time-limit=100ms"], (124, "orrery: the time limit was reached\n")),
                ("queueMicrotask(() => 0); for (;;);", ["--time-limit=100ms"],
                 (124, "orrery: the time limit was reached\n(1 waiting microtask dropped)\n")),
                ("process.nextTick(() => console.log('never')); for (;;);", ["--time-limit=100ms"],
                 (124, "orrery: the time limit was reached\n(1 waiting tick dropped)\n")),
                ("for (const all = [];;) all.push({})", ["--max-heap=16M"],
                 (137, "orrery: out of memory (--max-heap)\n"))):
            with self.subTest(text):
                status, output, errors = without_frames(orrery("repl", *options, stdin=f"{text}\n'not this'\n".encode()))
                self.assertEqual((status, errors), result)
                self.assertEqual(output, "")

    def test_limits_while_nothing_is_typed(self):
        for end, result in ((None, (124, b"orrery: the time limit was reached\n")),
                            (signal.SIGINT, (130, b"orrery: interrupted\n"))):
            with self.subTest(end), subprocess.Popen(
                    [ORRERY, "repl", "--time-limit", "100ms" if end is None else "100"], stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                process.stdin.write(b"'ready'\n")
                process.stdin.flush()
                if end is not None:
                    time.sleep(0.5)  # so that it waits by then
                    process.send_signal(end)
                self.assertEqual((process.wait(timeout=60), process.stderr.read()), result)
        with Terminal("repl", "--time-limit=0.1") as terminal:
            terminal.expect("the time limit was reached")
            self.assertEqual(terminal.wait(), 124)

    def test_ctrl_c_ends_what_runs(self):
        with Terminal("repl") as terminal:
            for statement, dropped in (
                    ("for (;;);", ""),
                    # Between two jobs all wait, within a job all but that one.
                    ("(function f() { Promise.resolve().then(f) })()", ""),
                    ("for (let i = 0; i < 3; i++) (async () => { for (;;) await 0; })()", " waiting microtasks dropped)"),
                    ("queueMicrotask(() => console.log('ne' + 'ver')); for (;;);", "(1 waiting microtask dropped)"),
                    ("(function f() { process.nextTick(() => console.log('ne' + 'ver')); for (;;); })()", "(1 waiting tick dropped)"),
                    ("await new Promise(() => setInterval(() => {}, 10))", ""),
                    ("setInterval(() => { for (;;); }, 1)", "")):
                with self.subTest(statement):
                    terminal.expect("> ")
                    terminal.type(f"console.error('go' + 'ing'); {statement}\n")
                    terminal.expect("going")
                    time.sleep(0.2)  # so that it is in the loop by then
                    terminal.type("\x03")
                    terminal.expect("orrery: interrupted")
                    if dropped:
                        terminal.expect(dropped)
                    terminal.type("6 * 7\n")
                    terminal.expect("42")
            terminal.expect("> ")
            terminal.type(".exit\n")
            terminal.wait()
            self.assertNotIn("never", terminal.text)

    def test_ctrl_c_gives_up_what_was_typed(self):
        with Terminal("repl") as terminal:
            terminal.expect("> ")
            for text in ("", "1 + ", "", "2 +\n", ""):
                terminal.type(text)
                if text:
                    terminal.expect(text.strip())
                time.sleep(0.2)  # so that it waits by then
                terminal.type("\x03")
                terminal.expect("> " if text else "leaves)")
            terminal.type("\x03")
            self.assertEqual(terminal.wait(), 0)

    def test_timers_stay_after_ctrl_c(self):
        with Terminal("repl") as terminal:
            terminal.expect("> ")
            terminal.type("setTimeout(() => console.log('ti' + 'mer'), 1000); console.error('go' + 'ing'); for (;;);\n")
            terminal.expect("going")
            terminal.type("\x03")
            terminal.expect("timer")

    def test_ctrl_c_gives_up_what_was_typed_and_leaves(self):
        with Terminal("repl") as terminal:
            terminal.expect("> ")
            terminal.type("[1,\n")
            terminal.expect("... ")
            terminal.type("\x03")
            terminal.expect("> ")
            terminal.type("'other'.length\n")
            terminal.expect("5")
            terminal.expect("> ")
            terminal.type("\x03")
            terminal.expect("(Ctrl-C again, Ctrl-D or .exit leaves)")
            terminal.expect("> ")
            terminal.type("\x03")
            self.assertEqual(terminal.wait(), 0)

    def test_stops_and_goes_on(self):
        """A system call that ends early for another reason is no Ctrl-C."""
        with Terminal("repl") as terminal:
            terminal.expect("> ")
            for what in (signal.SIGSTOP, signal.SIGCONT):
                os.kill(terminal.process, what)
            terminal.type("6 * 7\n")
            self.assertNotIn("Ctrl-C", terminal.expect("42"))

"""Arguments, help, what is read, which program is meant, and what readers of the output do."""

import json
import os
import shlex
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

from command import ESCAPE, ORRERY, on_terminal, orrery


class Arguments(unittest.TestCase):
    def test_help_has_examples(self):
        status, overview, _ = orrery("--help")
        self.assertEqual(status, 0)
        for command in ("run", "loop", "trace", "replay", "watch", "repl", "ast", "tokens", "bytecode", "check", "test262", "bench-parse", "completion", "help"):
            self.assertIn(f"\n  {command} ", overview)
            status, text, errors = orrery(command, "--help")
            self.assertEqual((status, errors), (0, ""))
            self.assertIn("Examples:\n  ", text)
            self.assertIn(f"orrery {command} ", text)

    def test_version(self):
        status, text, _ = orrery("--version")
        self.assertEqual(status, 0)
        self.assertRegex(text, r"^orrery \d+\.\d+\.\d+\n$")
        self.assertEqual(orrery("-v"), (0, text, ""))

    def test_options_of_node(self):
        self.assertIn("There is no option --inspect-brk; orrery watch shows", orrery("--inspect-brk", "a.js")[2])
        self.assertIn("There is no option -i; orrery repl runs", orrery("-i")[2])
        for command in (["watch", "--help"], ["run", "--help"]):
            self.assertNotIn("{false}", orrery(*command)[1])
        self.assertIn("a whole number from 1 to 65535", orrery("watch", "--port", "abc")[2])

    def test_what_is_loaded_before_a_program(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (("a.js", "console.log('a', process.env.ONE, process.env.TWO)"), ("b.mjs", "console.log('b')"),
                               ("c.cjs", "console.log('c', process.argv.slice(2)); globalThis.c = 1"),
                               ("x.env", "ONE=1\nTWO=2\n"), ("main.js", "console.log('main', c)")):
                Path(folder, name).write_text(text, encoding="utf-8")
            options = ["--env-file=x.env", "-r", "./a.js", "--import", "./b.mjs", "--require=./c.cjs"]
            expected = "a 1 there\nb\nc [ '-r' ]\nmain 1\n"
            environment = {**os.environ, "TWO": "there"}
            self.assertEqual(orrery("run", *options, "main.js", "-r", cwd=folder, env=environment), (0, expected, ""))
            self.assertEqual(orrery("run", "--record=r", *options, "main.js", "-r", cwd=folder, env=environment), (0, expected, ""))
            self.assertEqual(orrery("replay", "r", cwd=folder), (0, expected, ""))
            status, _, errors = orrery("run", "-r", "./none", "main.js", cwd=folder)
            self.assertEqual(status, 1)
            self.assertIn("Cannot find module './none'", errors)
            for arguments in (["--", "main2.js"], ["main2"]):
                Path(folder, "main2.js").write_text("console.log('main2')", encoding="utf-8")
                self.assertEqual(orrery(*arguments, cwd=folder), (0, "main2\n", ""))
            Path(folder, "t.ts").write_text("const x: number = 1;", encoding="utf-8")
            self.assertIn("TypeScript is not supported", orrery("t.ts", cwd=folder)[2])

    def test_wrong_arguments_are_status_2(self):
        for arguments in (["nonsense"], ["ast"], ["ast", "a.js", "b.js"], ["ast", "--nonsense", "a.js"],
                          ["ast", "--colour=pink", "a.js"], ["ast", "--json", "--depth=1", "a.js"],
                          ["ast", "--depth=-1", "a.js"], ["tokens", "--module", "--script", "a.js"],
                          ["help", "nonsense"], ["help", "run", "repl"],
                          ["run", "--record=", "-"], ["run", "--record", "", "-"], ["run", "--stack-size=0", "-"],
                          ["replay", ""], ["watch", "--port=65536", "a.js"], ["test262", "--json=", "a"], ["test262", "--expectations=", "a"]):
            with self.subTest(arguments):
                status, output, errors = orrery(*arguments)
                self.assertEqual((status, output), (2, ""))
                self.assertNotEqual(errors, "")


    def test_wrong_arguments_are_named(self):
        for arguments, message in (
                (["nonsense"], "There is no command 'nonsense'; the commands are run, loop, trace, replay, watch, repl, ast, "),
                (["rnu", "program.js"], "There is no command 'rnu'; did you mean 'run'?"),
                (["help", "tokns"], "There is no command 'tokns'; did you mean 'tokens'?"),
                (["ast", "--nonsense"], "There is no option --nonsense\n"),
                (["run", "--max-hep=3", "a.js"], "There is no option --max-hep; did you mean --max-heap?"),
                (["--verison"], "There is no option --verison; did you mean --version?"),
                (["run", "--record=", "a.js", "b.js"], "--record= has no value behind it\n"),
                (["run", "--record", "", "a.js"], "--record: must be the name of a file, not ''"),
                (["run", "--stack-size=1e12", "a.js"], "--stack-size: must be at most 1G, not '1e12'"),
                (["run", "--stack-size=0", "a.js"], "--stack-size: must be a size such as 64M or 1G, not '0'"),
                (["repl", "--stack-size=1025M"], "--stack-size: must be at most 1G, not '1025M'"),
                (["ast", "a.js", "b.js"], "There is an argument too many: b.js"),
                (["ast"], "FILE is required"),
                (["ast", "--depth", "x", "a.js"], "--depth: must be a whole number from 0 to 4294967295, not 'x'"),
                (["bench-parse", "--rounds=0", "a.js"], "--rounds: must be a whole number from 1 "),
                (["check", "-", "-"], "FILE: - can be given only once")):
            with self.subTest(arguments):
                status, output, errors = orrery(*arguments)
                self.assertEqual((status, output), (2, ""))
                self.assertTrue(errors.startswith("orrery: " + message), errors)


    def test_help_is_a_command_too(self):
        self.assertEqual(orrery("help"), orrery("--help"))
        for command in ("run", "test262", "help"):
            self.assertEqual(orrery("help", command), orrery(command, "--help"))

    def test_exit_statuses_are_in_the_help(self):
        text = orrery("help", "run")[1]
        for status in (0, 1, 2, 13, 124, 130, 137):
            self.assertRegex(text, rf"\n  {status} ")

    def test_files_may_be_called_as_commands_are(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "check").write_text("a b", encoding="utf-8")
            self.assertIn("--> check:1:3\n", orrery("check", "check", cwd=folder)[2])


class Input(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, name, content=b""):
        path = os.path.join(os.fsencode(self.folder.name), os.fsencode(name))
        with open(path, "wb") as opened:
            opened.write(content)
        return os.fsdecode(path)

    def test_closed_descriptors(self):
        program, recording = self.file("a.js", b"console.log('out'); console.error('error')"), self.file("recording")
        run = f"{shlex.quote(ORRERY)} run --record={shlex.quote(recording)} {shlex.quote(program)}"
        for closed in (">&-", "2>&-", ">&- 2>&-", "<&-", "<&- >&- 2>&-"):
            with self.subTest(closed):
                subprocess.run(["sh", "-c", f"{run} {closed}"], capture_output=True, timeout=60, check=False)
                self.assertEqual(orrery("replay", recording)[1:], ("out\n", "error\n"))
        for command, closed, result in (
                (["run", program], ">&-", (1, b"", b"error\norrery: standard output: Bad file descriptor\n")),
                (["run", program], ">&- 2>&-", (1, b"", b"")),
                (["run", "-"], "<&-", (0, b"", b"")),
                (["repl"], "<&-", (0, b"", b""))):
            with self.subTest((command, closed)):
                done = subprocess.run(["sh", "-c", f"{shlex.join([ORRERY, *command])} {closed}"], capture_output=True,
                                      timeout=60, check=False)
                self.assertEqual((done.returncode, done.stdout, done.stderr), result)

    def test_standard_input(self):
        status, output, errors = orrery("ast", "--json", "-", stdin=b"a")
        self.assertEqual((status, errors), (0, ""))
        self.assertEqual(json.loads(output)["body"][0]["expression"]["name"], "a")
        status, _, errors = orrery("ast", "-", stdin=b"a b")
        self.assertEqual(status, 1)
        self.assertIn("--> <stdin>:1:3\n", errors)

    def test_goal(self):
        for name, options, source_type in (("a.js", [], "script"), ("a.mjs", [], "module"),
                                           ("a.js", ["--module"], "module"), ("a.mjs", ["--script"], "script")):
            _, output, _ = orrery("ast", "--json", *options, self.file(name))
            self.assertEqual(json.loads(output)["sourceType"], source_type)

    def test_scripts_that_should_be_modules(self):
        _, _, errors = orrery("check", self.file("a.js", b"import 'b';"))
        self.assertTrue(errors.endswith("\nThis was read as a script; --module, or a name that ends in .mjs, makes it "
                                        "a module.\n"), errors)
        self.assertNotIn("--module", orrery("check", self.file("a.mjs", b"{ import 'b'; }"))[2])

    def test_scripts_that_are_run_and_should_be_modules(self):
        for text, error in (("import 'b';", "'import' declarations are only allowed in modules"),
                            ("export const a = 1;", "'export' is only allowed in modules"),
                            ("console.log(1); await 0;", "await")):
            with self.subTest(text):
                status, output, errors = orrery("run", "--script", self.file("a.js", text.encode()))
                self.assertEqual((status, output), (1, ""))
                self.assertIn(error, errors.splitlines()[0])
                self.assertTrue(errors.endswith("\nThis was read as a script; --module, or a name that ends in .mjs, makes it "
                                                "a module.\n"), errors)
        self.assertNotIn("--module", orrery("run", self.file("a.js", b"Function('await 0')"))[2])
        self.assertNotIn("--module", orrery("run", self.file("a.js", b"a b"))[2])
        _, _, errors = orrery("repl", stdin=b"import 'b';")
        self.assertIn("\nWhat is typed is a script; await import(", errors)

    def test_what_cannot_be_read(self):
        large = self.file("large.js")
        os.truncate(large, 2 << 30)  # takes no room on the disk
        self.assertEqual(orrery("check", "")[2], "orrery: '': No such file or directory\n")
        for path, reason in ((self.folder.name, "Is a directory"), (self.folder.name + "/none", "No such file"),
                             (large, "Too large")):
            for command in ("ast", "tokens", "check"):
                with self.subTest(command=command, path=path):
                    status, output, errors = orrery(command, path)
                    self.assertEqual((status, output), (1, ""))
                    self.assertTrue(errors.startswith(f"orrery: {path}: {reason}"), errors)

    def test_names_of_files_do_nothing_to_the_terminal(self):
        name = b"\x1b[31m\xff\xf0.js"
        _, _, errors = orrery("ast", self.file(name, b"a b"))
        self.assertNotIn(ESCAPE, errors)
        self.assertIn("␛[31m", errors)
        _, _, errors = orrery("ast", self.folder.name + "/no" + os.fsdecode(name))
        self.assertNotIn(ESCAPE, errors)


class Programs(unittest.TestCase):
    """Which program is meant."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        for name, text in {"index/index.js": "console.log('index', __filename.endsWith('/index/index.js'), require.main === module)",
                           "main/package.json": '{"main": "lib/m"}', "main/lib/m.js": "console.log('main')", "bare.js": "console.log('bare')",
                           "wrong/package.json": '{"main": "nothing"}', "empty/x": "", "good.json": '{"a": 1}', "bad.json": "{bad"}.items():
            path = Path(self.folder.name, name)
            path.parent.mkdir(exist_ok=True, parents=True)
            path.write_text(text, encoding="utf-8")

    def run_path(self, path, *options):
        return orrery("run", *options, path, cwd=self.folder.name)

    def test_folders_and_extensions(self):
        self.assertEqual(self.run_path("index"), (0, "index true true\n", ""))
        self.assertEqual(self.run_path("./index/"), (0, "index true true\n", ""))
        self.assertEqual(self.run_path("main"), (0, "main\n", ""))
        self.assertEqual(self.run_path("bare"), (0, "bare\n", ""))
        self.assertEqual(self.run_path("empty"), (1, "", "orrery: empty: Is a directory\n"))
        self.assertEqual(self.run_path("nothing"), (1, "", "orrery: nothing: No such file or directory\n"))
        self.assertIn('Please verify that the package.json has a valid "main" entry', self.run_path("wrong")[2])
        self.assertEqual(self.run_path("main", "--record=r.run"), (0, "main\n", ""))
        self.assertEqual(orrery("replay", "r.run", cwd=self.folder.name), (0, "main\n", ""))

    def test_json(self):
        self.assertEqual(self.run_path("good.json"), (0, "", ""))
        status, output, errors = self.run_path("bad.json")
        self.assertEqual((status, output), (1, ""))
        self.assertIn("bad.json: ", errors)

    def test_texts(self):
        for arguments in (["-p", "1 + 1"], ["-pe", "1 + 1"], ["-p", "-e", "1 + 1"], ["--print", "--eval=1 + 1"], ["run", "-pe", "1 + 1"]):
            self.assertEqual(orrery(*arguments), (0, "2\n", ""), arguments)
        self.assertEqual(orrery("-pe", "process.argv.slice(1)", "a", "-e"), (0, "[ 'a', '-e' ]\n", ""))
        self.assertEqual(orrery("run", "-", stdin=b"console.log(process.argv.slice(1))"), (0, "[ '-' ]\n", ""))
        self.assertEqual(orrery(stdin=b"console.log(process.argv.slice(1))"), (0, "[]\n", ""))
        self.assertEqual(orrery("run", "-", "a", "b", stdin=b"console.log(process.argv.slice(1))"), (0, "[ '-', 'a', 'b' ]\n", ""))
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "program.js").write_text("process.chdir('/'); console.log(process.argv[1])", encoding="utf-8")
            self.assertEqual(orrery("program.js", cwd=folder), (0, os.path.realpath(folder) + "/program.js\n", ""))
        for arguments in (["-p", "await 1"], ["--input-type=module", "-p", "1"]):
            status, output, errors = orrery(*arguments)
            self.assertEqual((status, output), (1, ""))
            self.assertIn("Error [ERR_EVAL_ESM_CANNOT_PRINT]: --print cannot be used with ESM input", errors)

    def test_piped(self):
        self.assertEqual(orrery(stdin=b"console.log(__filename, process.argv.length)"), (0, "[stdin] 1\n", ""))
        self.assertEqual(orrery(), (0, "", ""))
        self.assertIn("Commands:", on_terminal(stdin=None))

    def test_exit_codes(self):
        for text in ("process.exit(Infinity)", "process.exitCode = -Infinity", "process.exit(NaN)"):
            status, _, errors = orrery("-e", text)
            self.assertEqual(status, 1)
            self.assertIn("ERR_OUT_OF_RANGE", errors)

    def test_time_limit_while_it_is_read(self):
        os.mkfifo(os.path.join(self.folder.name, "pipe"))
        self.assertEqual(self.run_path("pipe", "--time-limit=100ms"), (124, "", "orrery: the time limit was reached\n"))

    @unittest.skipUnless(os.getuid() == 0, "others cannot take away from themselves what they may read")
    def test_modules_that_may_not_be_read(self):
        Path(self.folder.name, "secret.js").write_text("", encoding="utf-8")
        os.chmod(os.path.join(self.folder.name, "secret.js"), 0)
        os.chmod(self.folder.name, 0o755)
        path = os.path.join(os.path.realpath(self.folder.name), "secret.js")
        expected = (0, f"EACCES -13 open {path} EACCES: permission denied, open '{path}'\n", "")
        show = "console.log(e.code, e.errno, e.syscall, e.path, e.message)"
        for text in (f"try {{ require('./secret.js') }} catch (e) {{ {show} }}", f"import('./secret.js').catch((e) => {show})"):
            self.assertEqual(orrery("-e", text, cwd=self.folder.name, user=65534), expected)


class Output(unittest.TestCase):
    PROGRAM = b"f(a, b, c, d);\n" * 20_000

    def read_one_line(self, restore_signals):
        """The exit status when the reader of standard output goes away after a line, and standard error."""
        before = signal.signal(signal.SIGPIPE, signal.SIG_IGN)
        try:
            with tempfile.NamedTemporaryFile(suffix=".js") as program:
                program.write(self.PROGRAM)
                program.flush()
                with subprocess.Popen([ORRERY, "ast", program.name], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                      restore_signals=restore_signals) as process:
                    process.stdout.readline()
                    process.stdout.close()
                    return process.wait(60), process.stderr.read()
        finally:
            signal.signal(signal.SIGPIPE, before)

    def test_a_reader_that_goes_away(self):
        self.assertEqual(self.read_one_line(restore_signals=True), (-signal.SIGPIPE, b""))
        self.assertEqual(self.read_one_line(restore_signals=False), (1, b""))

    def test_a_full_disk(self):
        with open("/dev/full", "wb") as full:
            for arguments in (["ast", "-"], ["--help"], ["check", "--help"], ["--version"]):
                done = subprocess.run([ORRERY, *arguments], input=b"a", stdout=full, stderr=subprocess.PIPE, check=False)
                self.assertEqual((done.returncode, done.stderr), (1, b"orrery: standard output: No space left on device\n"))

    def test_errors_of_programs_go_to_standard_error(self):
        status, output, errors = orrery("ast", "-", stdin=b"let a; let a;")
        self.assertEqual((status, output), (1, ""))
        self.assertTrue(errors.startswith("SyntaxError: 'a' has already been declared\n"))
        status, output, errors = orrery("tokens", "-", stdin=b"let a; let a;")
        self.assertEqual((status, output.count("\n")), (1, 4))
        self.assertIn("has already been declared", errors)

    def test_colours(self):
        self.assertNotIn(ESCAPE, orrery("ast", "-", stdin=b"a")[1])
        self.assertIn(ESCAPE, orrery("ast", "--color=always", "-", stdin=b"a")[1])
        self.assertIn(ESCAPE, orrery("check", "--colour=always", "/dev/stdin", stdin=b"a b")[2])
        self.assertIn(ESCAPE, on_terminal("ast", "-", stdin=b"a"))
        self.assertIn(ESCAPE, on_terminal("tokens", "-", stdin=b"a b"))
        self.assertIn(ESCAPE, on_terminal("ast", "-", stdin=b"a", environment={"NO_COLOR": ""}.items()))
        self.assertNotIn(ESCAPE, on_terminal("ast", "-", stdin=b"a", environment={"NO_COLOR": "1"}.items()))
        self.assertNotIn(ESCAPE, on_terminal("ast", "-", stdin=b"a", environment={"TERM": "dumb"}.items()))
        self.assertNotIn(ESCAPE, on_terminal("ast", "--colour=never", "-", stdin=b"a"))
        always = on_terminal("ast", "--colour=always", "-", stdin=b"a", environment={"NO_COLOR": "1"}.items())
        self.assertIn(ESCAPE, always)

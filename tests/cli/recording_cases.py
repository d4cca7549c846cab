"""Virtual time, recordings and their replays."""

import os
import random
import re
import subprocess
import tempfile
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from command import ORRERY, ROOT, orrery
from hash64 import hash64


class VirtualTime(unittest.TestCase):
    """A clock that goes by what the program does."""

    PROGRAM = b"""
        const start = Date.now();
        const log = (text) => console.log(text, Date.now() - start);
        setTimeout(() => log('blocked'), 30);
        setTimeout(() => { const until = Date.now() + 60; while (Date.now() < until); log('busy') }, 10);
        setTimeout(() => log('later'), 100);
    """

    def test_the_end_changes_no_clock(self):
        text = "const i = setInterval(() => console.log(performance.now()), 1000); setTimeout(() => clearInterval(i), 3200)"
        plain = orrery("run", "--virtual-time", "-e", text)
        self.assertEqual(plain[0], 0)
        for option in ("--until=9000", "--max-turns=99"):
            self.assertEqual(orrery("run", "--virtual-time", option, "-e", text), plain)

    def test_same_order_as_in_real_time(self):
        status, output, errors = orrery("run", "--virtual-time", "-", stdin=self.PROGRAM)
        self.assertEqual((status, output, errors), (0, "busy 70\nblocked 70\nlater 100\n", ""))
        real = orrery("run", "-", stdin=self.PROGRAM)[1].split()
        self.assertEqual(real[::2], ["busy", "blocked", "later"])
        self.assertGreaterEqual(int(real[3]), 69)  # it was late; timers may be early by less than a millisecond

    def test_nothing_waits_and_all_is_the_same(self):
        text = b"""
            console.log(new Date().toISOString(), Math.random());
            for (let i = 0; i < 1e5; i++);
            setTimeout(() => console.log(new Date().toISOString(), process.hrtime()), 86400000);"""
        first = orrery("run", "--virtual-time", "--hash", "-", stdin=text)
        self.assertIn("2026-01-02T00:00:00.", first[1])
        self.assertEqual(orrery("run", "--virtual-time", "--hash", "--gc=every-allocation", "-", stdin=text), first)

    def test_latency(self):
        text = b"""
            const fs = require('fs');
            setTimeout(() => console.log('timer'), 10);
            fs.stat('/', () => console.log('stat'));
            fs.access('/', () => console.log('access'));"""
        for options, expected in (((), "stat\naccess\ntimer\n"), (("--latency=20",), "timer\nstat\naccess\n"),
                                  (("--latency=stat=15",), "access\ntimer\nstat\n"),
                                  (("--latency=9", "--latency=access=3.5"), "access\nstat\ntimer\n")):
            self.assertEqual(orrery("run", "--virtual-time", *options, "-", stdin=text), (0, expected, ""))

    def test_ends(self):
        text = b"let n = 0; setInterval(() => n++, 10); process.on('exit', () => console.log(n));"
        run = ["run", "--virtual-time"]
        self.assertEqual(orrery(*run, "--until=1000", "-", stdin=text),
                         (0, "99\n", "orrery: stopped after 1000 ms of virtual time (--until)\n"))
        self.assertEqual(orrery(*run, "--max-turns=7", "-", stdin=text),
                         (0, "7\n", "orrery: stopped after 7 turns (--max-turns)\n"))
        self.assertEqual(orrery(*run, "--max-turns=1", "--until=5", "-", stdin=b"setTimeout(console.log, 0, 1)"), (0, "1\n", ""))
        endless = b"(function again() { setImmediate(again) })()"
        self.assertIn("(--until)", orrery(*run, "--until=100", "-", stdin=endless)[2])
        stopped = (0, "1\n", "orrery: stopped after 50 ms of virtual time (--until)\n")
        for endless in (b"console.log(1); for (;;);", b"console.log(1); (function again() { queueMicrotask(again) })()",
                        b"console.log(1); (function again() { process.nextTick(again) })()",
                        b"setTimeout(() => { console.log(1); while (Date.now() < Infinity); }, 10)",
                        b"(async () => { console.log(1); for (;;) try { await 1; } finally { continue; } })()"):
            self.assertEqual(orrery(*run, "--until=50", "-", stdin=endless), stopped, endless)
        frames = b"let n = 0; (function frame() { n++; requestAnimationFrame(frame) })(); setTimeout(() => console.log(n), 999)"
        self.assertEqual(orrery(*run, "--until=2000", "--profile=web", "-", stdin=frames)[1], "60\n")
        waiting = b"export {}; await new Promise((done) => setTimeout(done, 5000))"
        self.assertEqual(orrery(*run, "--until=10", "--module", "-", stdin=waiting)[0], 0)

    def test_process_ids(self):
        text = b"""process.once('SIGUSR2', () => { console.log(process.pid, process.ppid); clearInterval(timer); });
            const timer = setInterval(() => {}, 5); process.kill(process.pid, 'SIGUSR2');"""
        first = orrery("run", "--virtual-time", "-", stdin=text)
        self.assertEqual(first, (0, "4194306 4194305\n", ""))

    def test_wrong_options(self):
        for options, expected in ((["--until=5"], "--until requires --virtual-time"),
                                  (["--virtual-time", "--latency=foo=3"], "--latency: knows no kind 'foo'"),
                                  (["--virtual-time", "--latency=x"], "must be a number of milliseconds, not 'x'"),
                                  (["--virtual-time", "--max-turns=0"], "must be a whole number of turns from 1 to 2^50, not '0'"),
                                  (["--virtual-time", f"--max-turns={2 ** 50 + 1}"], "from 1 to 2^50, not '1125899906842625'")):
            status, _, errors = orrery("run", *options, "-")
            self.assertEqual(status, 2)
            self.assertIn(expected, errors)


class Recording(unittest.TestCase):
    """What --record writes down, replay repeats."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.recording = os.path.join(self.folder.name, "recording")

    def record(self, text, *options, name="program.js", status=0):
        program = os.path.join(self.folder.name, name)
        Path(program).write_text(text, encoding="utf-8")
        result = orrery("run", f"--record={self.recording}", "--hash", *options, program)
        self.assertEqual(result[0], status, result)
        os.remove(program)  # a replay opens no file
        return result

    def expect_same_replays(self, recorded):
        self.assertRegex(recorded[2], r"semantic hash [0-9a-f]{16}\n$")
        for options in ((), ("--gc=every-allocation",), ("--gc=verify-barriers",)):
            self.assertEqual(orrery("replay", "--hash", *options, self.recording), recorded)
        status, output, errors = orrery("replay", "--hash", "--instruction-counts", self.recording)
        self.assertEqual((status, output, errors.splitlines()[-1]), (*recorded[:2], recorded[2].splitlines()[-1]))
        self.assertIn(" instructions\n", errors)

    def test_other_files_are_not_replaced(self):
        for contents in (b"precious", b"\x8fORRLOG"):
            Path(self.recording).write_bytes(contents)
            status, output, errors = orrery("run", f"--record={self.recording}", "-", stdin=b"console.log(1)")
            self.assertEqual((status, output), (1, ""))
            self.assertIn("This file is no recording, and would be lost", errors)
            self.assertEqual(Path(self.recording).read_bytes(), contents)
        Path(self.recording).write_bytes(b"")
        for _ in range(2):  # made, and replaced
            self.record("console.log(1)")
            self.assertEqual(orrery("replay", self.recording), (0, "1\n", ""))

    def test_tasks_and_microtasks(self):
        recorded = self.record("console.log('A'); setTimeout(() => console.log('B'), 0);"
                               "Promise.resolve().then(() => console.log('C')); console.log('D');")
        self.assertEqual(recorded[:2], (0, "A\nD\nC\nB\n"))
        self.expect_same_replays(recorded)

    def test_clocks_and_chance(self):
        self.expect_same_replays(self.record(
            "const start = Date.now(); setTimeout(() => console.log(Date.now() - start, Math.random()), 3);"
            "console.log(start, new Date().getTimezoneOffset(), Math.random());"))

    def test_a_busy_wait_is_small(self):
        self.expect_same_replays(self.record(
            "const until = Date.now() + 3000; let n = 0; while (Date.now() < until) n++; console.log(n > 1000);"))
        self.assertLess(os.path.getsize(self.recording), 1 << 20)

    def test_errors(self):
        text = "console.log(1);\nthrow new Error('no')"
        recorded = self.record(text, status=1)
        self.assertIn("program.js:2\nthrow new Error('no')\n      ^\n\nError: no\n    at ", recorded[2])
        self.expect_same_replays(recorded)
        status, output, errors = orrery("run", "--hash", "-", stdin=text.encode())
        self.assertEqual((status, output), (1, "1\n"))
        self.assertTrue(errors.startswith("[stdin]:2\nthrow new Error('no')\n      ^\n\nError: no\n"), errors)
        self.expect_same_replays(self.record("Promise.reject(5)", status=1))

    def test_output_through_descriptors(self):
        recorded = self.record("""const fs = require('fs');
            console.log('a'); fs.writeSync(1, 'b\\n'); console.log('c'); fs.writeSync(2, 'error\\n'); fs.writevSync(1, [Buffer.from('d\\n')]);
            fs.write(1, 'e\\n', () => { console.log('f'); fs.createWriteStream(null, { fd: 1, autoClose: false }).end('g\\n', () => console.log('h')); });""")
        self.assertEqual(recorded[1], "a\nb\nc\nd\ne\nf\ng\nh\n")
        self.assertTrue(recorded[2].startswith("error\n"))
        self.expect_same_replays(recorded)
        shown = orrery("loop", "-", stdin=b"require('fs').writeSync(1, 'written\\n')")[1]
        self.assertEqual(shown, orrery("loop", "-", stdin=b"process.stdout.write('written\\n')")[1])

    def test_interrupted_runs(self):
        self.assertEqual(self.record("let n = 0; for (;;) n++;", "--time-limit=100ms", status=124)[1], "")
        status, _, errors = orrery("replay", self.recording)
        self.assertEqual(status, 124)
        self.assertRegex(errors, r"^orrery: the time limit was reached\n    at [^\n]*:1:\d+\)?\n$")

    def test_modules(self):
        other = os.path.join(self.folder.name, "other.mjs")
        Path(other).write_text("export const answer = 42;", encoding="utf-8")
        recorded = self.record("import { answer } from './other.mjs'; console.log(answer, await import('./none.mjs')"
                               ".catch(e => e.message.includes('Cannot find module')))", name="main.mjs")
        os.remove(other)
        self.assertEqual(recorded[1], "42 true\n")
        self.expect_same_replays(recorded)

    FILES = """
        const fs = require('fs');
        const file = process.argv[2];
        fs.writeFileSync(file, 'one ');
        fs.readFile(file, 'utf8', (error, text) => console.log('read', text));
        fs.stat(file, (error, status) => console.log(status.size, typeof status.mtimeMs));
        fs.open(file + '.none', (error) => console.log(error.message.slice(0, 33), error.errno));
        setImmediate(() => console.log('immediate'));
        setTimeout(async () => {
          const handle = await fs.promises.open(file, 'a+');
          await handle.write('two');
          console.log(await fs.promises.readFile(file, 'utf8'), handle.fd > 2);
          await handle.close();
          fs.unlinkSync(file);
          process.exitCode = 5;
        }, 2);
    """

    def test_files(self):
        for options in ((), ("--virtual-time", "--latency=read=3")):
            with self.subTest(options):
                program = os.path.join(self.folder.name, "program.js")
                Path(program).write_text(self.FILES, encoding="utf-8")
                file = os.path.join(self.folder.name, "file")
                recorded = orrery("run", f"--record={self.recording}", "--hash", *options, program, file)
                self.assertEqual(recorded[0], 5, recorded)
                self.assertIn("read one \n", recorded[1])
                self.assertIn("\none two true\n", recorded[1])
                self.assertFalse(os.path.exists(file))
                self.expect_same_replays(recorded)
                self.assertFalse(os.path.exists(file))

    def test_what_is_thrown_may_be_a_proxy(self):
        """The hash over the run has its text, which no trap may be asked for."""
        for thrown in ("new Proxy({a: 1}, {})", "new Proxy(new Error('x'), {get() { throw 1; }})", "new Proxy(() => 1, {})"):
            program = Path(self.folder.name, "program.js")
            program.write_text(f"throw {thrown}", encoding="utf-8")
            recorded = orrery("run", f"--record={self.recording}", "--hash", str(program))
            self.assertEqual(recorded[0], 1)
            self.assertEqual(orrery("replay", "--hash", self.recording), recorded)

    def test_a_killed_run_replays_up_to_there(self):
        program = os.path.join(self.folder.name, "killed.js")
        Path(program).write_text("console.log('before'); for (;;) Date.now();", encoding="utf-8")
        with subprocess.Popen([ORRERY, "run", f"--record={self.recording}", program], stdout=subprocess.DEVNULL) as process:
            for _ in range(1000):  # what it was started with is written before it runs
                if os.path.exists(self.recording) and os.path.getsize(self.recording) > 100:
                    break
                time.sleep(0.01)
            process.kill()
        status, output, errors = orrery("replay", self.recording)
        self.assertEqual((status, output), (1, "before\n"))
        self.assertIn("the recorded run was killed", errors)

    def test_a_call_with_a_timeout_ends_where_it_did(self):
        recording = os.path.join(self.folder.name, "timeout.rec")
        code = ("try { require('vm').runInThisContext('for (globalThis.k = 0;;) k++', { timeout: 10 }) }"
                " catch (e) { console.log(e.code, k) }")
        status, output, errors = orrery("run", f"--record={recording}", "-e", code)
        self.assertEqual((status, errors), (0, ""))
        self.assertIn("ERR_SCRIPT_EXECUTION_TIMEOUT", output)
        self.assertEqual(orrery("replay", recording), (0, output, ""))

    def test_recordings_replace_no_program(self):
        program = os.path.join(self.folder.name, "mine.js")
        Path(program).write_text("console.log(1)", encoding="utf-8")
        self.assertEqual(orrery("run", f"--record={program}", program)[0], 1)
        self.assertEqual(Path(program).read_text(encoding="utf-8"), "console.log(1)")
        self.assertEqual(orrery("run", f"--record={program}", program + "x")[0], 1)
        self.assertEqual(Path(program).read_text(encoding="utf-8"), "console.log(1)")

    def test_contents_are_left_out(self):
        """--redact: files and variables are read again by the replay, which says what is not as it was."""
        data = Path(self.folder.name, "data.txt")
        data.write_text("the secret of a file\n" * 5000)
        program = Path(self.folder.name, "program.js")
        program.write_text("""
            const fs = require('node:fs');
            const path = __dirname + '/data.txt';
            console.log(fs.readFileSync(path, 'utf8').length, process.env.SECRET.length);
            const fd = fs.openSync(path), buffer = Buffer.alloc(10);
            fs.readSync(fd, buffer); console.log(`${buffer}`); fs.readSync(fd, buffer); console.log(`${buffer}`);
            fs.readSync(fd, buffer, 0, 10, 4); console.log(`${buffer}`);
            fs.promises.readFile(path, 'utf8').then((text) => console.log(text.length));
            fs.createReadStream(path).on('data', (piece) => console.log(piece.length)).on('end', () => console.log('end'));
            fs.writeFileSync(__dirname + '/own', 'what the program wrote'); console.log(fs.readFileSync(__dirname + '/own', 'utf8'));
            fs.unlinkSync(__dirname + '/own');
        """)
        environment = {**os.environ, "SECRET": "hidden variable"}
        recorded = orrery("run", f"--record={self.recording}", "--redact", "--hash", str(program), env=environment)
        lines = "105000 15,the secret, of a file,secret of ,what the program wrote,105000,65536,39464,end".split(",")
        self.assertEqual((recorded[0], sorted(recorded[1].splitlines())), (0, sorted(lines)))
        self.assertEqual(orrery("replay", "--hash", self.recording, env=environment), recorded)
        log = Path(self.recording).read_bytes()
        self.assertLess(len(log), 10_000)
        for secret in (b"secret of a file", b"hidden variable", b"require('node:fs')"):
            self.assertNotIn(secret, log)
        self.assertIn(b"data.txt", log)  # names are not left out
        status, _, errors = orrery("replay", self.recording, env={**os.environ, "SECRET": "another"})
        self.assertEqual((status, "the recording leaves that out" in errors, "variable SECRET is not" in errors), (1, True, True), errors)
        data.write_text("the secret of a File\n" * 5000)
        status, _, errors = orrery("replay", self.recording, env=environment)
        self.assertEqual((status, errors), (1, f"orrery: {self.recording}: {data} is not as it was when the run was recorded, "
                                            "and the recording leaves that out (--redact)\n"))
        data.unlink()
        self.assertEqual(orrery("replay", self.recording, env=environment)[0], 1)
        self.assertEqual(orrery("run", "--redact", str(program))[0], 2)

    def test_weak_references(self):
        """What is cleared, and when, is what the recording says, and not what the collector does."""
        programs = sorted((ROOT / "tests/js/order").glob("*weak*.js"))
        self.assertGreater(len(programs), 3)
        for program in programs:
            text = program.read_text(encoding="utf-8")
            named = re.search(r"^// options: (.*)$", text, re.MULTILINE)
            options = named.group(1).split() if named else []
            status = 1 if program.name == "node_weak_callback_error.js" else 0
            with self.subTest(program=program.name):
                self.expect_same_replays(self.record(text, *options, status=status))
                virtual = self.record(text, *options, "--virtual-time", "--gc=every-allocation", status=status)
                self.expect_same_replays(virtual)
                self.assertEqual(self.record(text, *options, "--virtual-time", status=status), virtual)

    def test_weak_references_that_are_not_as_they_were(self):
        text = ("const ref = new WeakRef({}); setTimeout(() => { console.log(ref.deref()); gc(); }, 1);"
                "setTimeout(() => console.log(ref.deref()), 20);")
        self.assertEqual(self.record(text, "--expose-gc")[1], "{}\nundefined\n")
        whole = Path(self.recording).read_bytes()
        # The event: its code, the turn, the length of what was cleared, and that: one range from the first on.
        event = bytes([14, 1, 3, 1, 0, 0])
        self.assertEqual(whole.count(event), 1)
        for changed, message in (([14, 1, 3, 1, 1, 0], "never there"), ([14, 1, 3, 1, 0, 1], "never there"), ([14, 1, 3, 2, 0, 0], "never there"),
                                 ([14, 2, 3, 1, 0, 0], "loses weak references"), ([14, 0, 3, 1, 0, 0], "loses weak references"),
                                 ([14, 1, 3, 1, 0, 255], "")):
            blocks = []
            at = 16
            while at < len(whole):
                size = int.from_bytes(whole[at:at + 4], "little")
                number = whole[at + 4:at + 8]
                contents = whole[at + 16:at + 16 + size].replace(event, bytes(changed))
                seed = int.from_bytes(number, "little")
                blocks.append(whole[at:at + 8] + hash64(contents, seed).to_bytes(8, "little") + contents)
                at += 16 + size
            Path(self.recording).write_bytes(whole[:16] + b"".join(blocks))
            status, _, errors = orrery("replay", self.recording)
            self.assertEqual(status, 1, changed)
            self.assertIn(f"orrery: {self.recording}: ", errors)
            self.assertIn(message, errors)

    def test_tampered_recordings(self):
        """Whatever is changed or cut off, in whichever way, the replay says so and ends."""
        text = ("const fs = require('node:fs'); const { readFile } = fs.promises;"
                "console.log(fs.readFileSync(__filename, 'utf8').length, process.env.HOME, Math.random(), Date.now());"
                "setTimeout(async () => console.log((await readFile(__filename)).length), 2); Promise.reject(new Error('x')).catch(() => {});")
        recorded = self.record(text)
        whole = Path(self.recording).read_bytes()
        header, block_header = 16, 16
        rng = random.Random(1)
        tampered = []
        for at in [*range(header), *rng.sample(range(header, len(whole)), 50)]:
            changed = bytearray(whole)
            changed[at] ^= 1 << rng.randrange(8)
            # The word after the version is not looked at, and older versions are read.
            if not 12 <= at < 16 and not (at == 8 and changed[at] == 6):
                tampered.append(bytes(changed))
        tampered += [whole[:size] for size in [0, header - 1, *rng.sample(range(header, len(whole)), 20)]]
        # Who knows the format makes the checksum right again, here of the first block.
        size = int.from_bytes(whole[header:header + 4], "little")
        contents, rest = whole[header + block_header:][:size], whole[header + block_header + size:]
        self.assertEqual(whole[header + 8:header + 16], hash64(contents).to_bytes(8, "little"))
        sealed = []
        for at in rng.sample(range(len(contents)), 100):
            changed = bytearray(contents)
            changed[at] ^= 1 << rng.randrange(8)
            sealed.append(whole[:header + 8] + hash64(bytes(changed)).to_bytes(8, "little") + changed + rest)

        def replay(number, data):
            path = f"{self.recording}.{number}"
            Path(path).write_bytes(data)
            done = subprocess.run([ORRERY, "replay", "--hash", "--time-limit=5", path], stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
            return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            results = list(pool.map(replay, range(len(tampered) + len(sealed)), tampered + sealed))
        for (status, output, errors), data in zip(results, tampered + sealed):
            # Some bits of a sealed one are of no consequence: an event of a clock that nobody reads, a name that nobody shows.
            if data in sealed and (status, output, errors) == recorded:
                continue
            # A limit, if it is another program now that does not end.
            self.assertIn(status, (1, 124, 137), errors)
            self.assertIn("orrery: ", errors)

    def test_bad_recordings(self):
        self.record("console.log(Date.now())")
        whole = Path(self.recording).read_bytes()
        damaged = bytearray(whole)
        damaged[len(whole) // 2] ^= 1
        for contents, message in ((b"", "this is no recording of Orrery"), (b"console.log(1)", "this is no recording of Orrery"),
                                  (whole[:-1], "the recording is cut off within block 1"),
                                  (bytes(damaged), "block 0 is damaged: its checksum is wrong")):
            Path(self.recording).write_bytes(contents)
            self.assertEqual(orrery("replay", self.recording), (1, "", f"orrery: {self.recording}: {message}\n"))
        status, _, errors = orrery("replay", self.folder.name + "/none")
        self.assertEqual(status, 1)
        self.assertIn("No such file", errors)
        status, _, errors = orrery("run", "--record=/nowhere/recording", "-", stdin=b"1")
        self.assertEqual(status, 1)
        self.assertIn("cannot write the recording", errors)

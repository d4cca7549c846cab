"""What programs ask of the file system, and what stands in its way."""

import json
import os
import resource
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from command import ORRERY, orrery, without_frames


class Files(unittest.TestCase):
    """What is asked of the file system, and what stands in its way."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.pipe = os.path.join(self.folder.name, "pipe")
        os.mkfifo(self.pipe)

    def run_text(self, text, *options, **more):
        return orrery("run", *options, "-e", f"const fs = require('fs'); const pipe = {json.dumps(self.pipe)}; {text}", **more)

    def test_threads_that_are_at_work_hold_nothing_up(self):
        for end, expected in (("setTimeout(() => process.exit(3), 20)", (3, "", "")),
                              ("setTimeout(() => { throw 1 }, 20)", (1, "")),
                              ("setTimeout(() => { for (;;); }, 20)", (124, ""))):
            with self.subTest(end):
                status, output, errors = self.run_text(f"for (let i = 0; i < 9; i++) fs.open(pipe, () => {{}}); {end}",
                                                       "--time-limit=300ms")
                self.assertEqual((status, output), expected[:2], errors)

    def test_ctrl_c_ends_waiting_for_them(self):
        with subprocess.Popen([ORRERY, "-e", f"console.error('running'); require('fs').open({json.dumps(self.pipe)}, () => {{}})"],
                              stderr=subprocess.PIPE) as process:
            self.assertEqual(process.stderr.readline(), b"running\n")
            time.sleep(0.1)  # so that it waits by then
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(timeout=60), 130)

    def test_what_is_waited_for_in_the_system_ends_at_once(self):
        fs = "const fs = require('fs'); console.error('running'); "
        for text in ("fs.readFileSync(0)", "fs.readSync(0, Buffer.alloc(9))", f"fs.readFileSync({json.dumps(self.pipe)})",
                     "try { fs.readFileSync(0) } catch (e) { console.log(e) } console.log('on')",
                     "while (fs.writeSync(1, 'x'.repeat(1e5)));"):
            with self.subTest(text), subprocess.Popen([ORRERY, "-e", fs + text], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                                      stderr=subprocess.PIPE) as process:
                self.assertEqual(process.stderr.readline(), b"running\n")
                time.sleep(0.2)  # so that it waits by then
                process.send_signal(signal.SIGINT)
                self.assertEqual(process.wait(timeout=60), 130)
                self.assertEqual(without_frames([process.stderr.read().decode()]), ("orrery: interrupted\n",))
                self.assertEqual(process.stdout.read().strip(b"x"), b"")
            with self.subTest(text, limit=True), subprocess.Popen([ORRERY, "run", "--time-limit=200ms", "-e", fs + text], stdin=subprocess.PIPE,
                                                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                self.assertEqual(process.wait(timeout=60), 124)
                self.assertNotIn(b"did not notice", process.stderr.read())

    def test_waiting_that_is_given_up_is_replayed(self):
        recording = os.path.join(self.folder.name, "run")
        with subprocess.Popen([ORRERY, "run", "--time-limit=200ms", "--record", recording, "-e", "console.log('a'); require('fs').readFileSync(0)"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            self.assertEqual(process.wait(timeout=60), 124)
        status, output, errors = orrery("replay", recording)
        self.assertEqual((status, output), (124, "a\n"), errors)

    def test_completions_end_waiting(self):
        with subprocess.Popen([ORRERY, "-p", f"require('fs').readFile({json.dumps(self.pipe)}, 'utf8', console.log); 0"],
                              stdout=subprocess.PIPE) as process:
            Path(self.pipe).write_text("through the pipe", encoding="utf-8")
            self.assertEqual(process.stdout.read(), b"0\nnull through the pipe\n")

    def test_standard_input(self):
        for text in ("console.log(fs.readFileSync(0, 'utf8'))", "fs.readFile('/dev/stdin', 'utf8', (e, t) => console.log(t))",
                     "const b = Buffer.alloc(9); console.log(b.toString('utf8', 0, fs.readSync(0, b)))"):
            with self.subTest(text):
                self.assertEqual(self.run_text(text, stdin=b"given"), (0, "given\n", ""))

    def test_files_that_are_larger_than_the_heap(self):
        large = os.path.join(self.folder.name, "large")
        with open(large, "wb") as file:
            file.truncate(100 << 20)
        for read in ("fs.readFileSync(large)", "fs.readFileSync(large, 'utf8')"):
            self.assertEqual(self.run_text(f"const large = {json.dumps(large)}; try {{ {read} }} catch (e) {{ console.log(e.name) }}",
                                           "--max-heap=32M"), (0, "RangeError\n", ""))
        self.assertEqual(self.run_text(f"fs.readFile({json.dumps(large)}, (e) => console.log(e.name))", "--max-heap=32M"),
                         (0, "RangeError\n", ""))
        # It has no end: its pieces fill the heap.
        self.assertEqual(without_frames(self.run_text("fs.readFileSync('/dev/zero')", "--max-heap=32M")), (137, "", "orrery: out of memory (--max-heap)\n"))
        with open(large, "wb") as file:
            file.truncate(3 << 30)
        self.assertIn("ERR_FS_FILE_TOO_LARGE", self.run_text(f"fs.readFileSync({json.dumps(large)})")[2])

    def test_too_many_open_files(self):
        text = """
            const all = [];
            try { for (;;) all.push(fs.openSync('/dev/null')) } catch (error) { console.log(error.message) }
            fs.stat('/', (error, status) => {
              console.log(error, status.isDirectory());
              fs.readFile('/dev/null', (error) => { console.log(error.code); all.forEach((fd) => fs.closeSync(fd)) });
            });"""
        self.assertEqual(
            self.run_text(text, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))),
            (0, "EMFILE: too many open files, open '/dev/null'\nnull true\nEMFILE\n", ""))

    def test_descriptors_of_our_own_are_not_the_programs(self):
        text = """
            fs.statSync('/'); fs.stat('/', () => {
              const open = [];
              for (let fd = 3; fd < 50; fd++) try { fs.closeSync(fd); open.push(fd) } catch (error) { if (error.code !== 'EBADF') throw error }
              console.log(open);
              setTimeout(() => fs.readFile('/dev/null', (error, bytes) => console.log(bytes.length)), 1);
            });"""
        self.assertEqual(self.run_text(text, "--hash", close_fds=True)[:2], (0, "[]\n0\n"))

    def test_pipes_that_nobody_reads(self):
        text = "fs.writeSync(1, 'x'.repeat(100000)); "
        with subprocess.Popen([ORRERY, "-e", f"const fs = require('fs'); setTimeout(() => {{ try {{ {text} }}"
                               " catch (error) { console.error(error.code) } }, 50)"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            process.stdout.close()
            self.assertEqual(process.stderr.read(), b"EPIPE\n")

    def test_a_file_that_is_replaced_while_it_is_read(self):
        file = os.path.join(self.folder.name, "file")
        Path(file).write_bytes(b"a" * 2_000_000)
        text = f"""
            const file = {json.dumps(file)};
            fs.readFile(file, 'utf8', (error, text) => console.log(error, text.length, new Set(text).size));
            fs.writeFileSync(file + 2, 'b'.repeat(10)); fs.renameSync(file + 2, file);
            fs.readFile(file, 'utf8', (error, text) => console.log(error, text));"""
        status, output, errors = self.run_text(text)
        self.assertEqual((status, errors), (0, ""))
        self.assertIn("null bbbbbbbbbb\n", output)

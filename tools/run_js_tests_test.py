"""Tests of tests/js/run: what it takes for a test, with programs under test that print nothing."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

RUNNER = Path(__file__).resolve().parent.parent / "tests" / "js" / "run"


class RunTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / "tests" / "js"
        self.folder.mkdir(parents=True)
        shutil.copy(RUNNER, self.folder)
        shutil.copy(RUNNER.parent.parent / "program_under_test.py", self.folder.parent)

    def write(self, *names):
        for name in names:
            path = self.folder / name
            path.parent.mkdir(exist_ok=True)
            path.touch()

    def run_all(self, *arguments):
        done = subprocess.run([self.folder / "run", *arguments], capture_output=True, text=True, check=False,
                              env=os.environ | {"ORRERY": shutil.which("true")})
        return done.returncode, done.stdout + done.stderr

    def test_programs_beside_their_expectations(self):
        self.write("order/a.js", "order/a.js.expected", "order/b.mjs", "order/b.mjs.expected", "order/data.json")
        self.assertEqual((0, "8 passed, 0 failed\n"), self.run_all())
        self.write("order/lib/helper.js")
        self.assertEqual((0, "8 passed, 0 failed\n"), self.run_all())

    def test_a_program_without_expectation_is_an_error(self):
        self.write("order/a.js", "order/a.js.expected", "order/b.mjs")
        for arguments in ([], ["a.js"], ["--rebaseline"]):
            status, text = self.run_all(*arguments)
            self.assertEqual(1, status)
            self.assertIn("no .expected is beside tests/js/order/b.mjs", text)
        self.assertFalse((self.folder / "order/b.mjs.expected").exists())

    def test_an_expectation_without_program_is_an_error(self):
        self.write("order/a.js.expected")
        status, text = self.run_all()
        self.assertEqual(1, status)
        self.assertIn("there is no tests/js/order/a.js", text)

    def test_what_is_printed_is_compared(self):
        self.write("order/a.js", "order/a.js.expected")
        (self.folder / "order/a.js.expected").write_text("1\n", encoding="utf-8")
        status, text = self.run_all("--mode", "plain")
        self.assertEqual(1, status)
        self.assertIn("-1\n", text)


if __name__ == "__main__":
    unittest.main()

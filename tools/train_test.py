"""Tests of train.py: what it runs, and that it ends where nothing can be learnt."""

import contextlib
import io
import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import train
from train import Run


class TrainingSetTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.runs = list(train.runs(Path("/build/orrery"), self.folder))
        self.words = [str(word) for run in self.runs for command in run.commands for word in command]

    def test_has_no_benchmark(self):
        benchmarks = [word for word in self.words if word.startswith(str(train.ROOT / "bench")) or "octane" in word.lower()]
        self.assertEqual([], benchmarks)

    def test_has_each_program_in_both_tiers(self):
        names = {path.stem for path in train.PROGRAMS.glob("*.js")} - {"check"}
        self.assertGreater(len(names), 5)
        for name in names:
            for mode in ("off", "baseline"):
                self.assertIn(f"{name}, --jit={mode}", [run.name for run in self.runs])

    def test_programs_begin_with_what_checks_answers(self):
        check = (train.PROGRAMS / "check.js").read_text()
        self.assertTrue((self.folder / "data.js").read_text().startswith(check))
        self.assertFalse((self.folder / "check.js").exists())

    def test_parses_files_that_are_there(self):
        self.assertEqual(train.PARSED, len(train.sources()))
        self.assertTrue(all(path.stat().st_size > 1000 for path in train.sources()))


class FailureTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_says_what_failed(self):
        self.assertIsNone(train.failure(Run("fine", [["true"], ["true"]]), self.folder))
        self.assertIn("bad: exit status 3\nsome words", train.failure(Run("bad", [["true"], ["sh", "-c", "echo some words; exit 3"]]), self.folder))

    def test_says_what_does_not_end(self):
        with mock.patch.object(train, "TIMEOUT_SECONDS", 0.1):
            self.assertIn("slow: not done", train.failure(Run("slow", [["sleep", "5"]]), self.folder))

    def test_tells_programs_where_to_write(self):
        run = Run("shell", [["sh", "-c", 'case $LLVM_PROFILE_FILE in *.profraw) test "$MORE" = 1;; *) exit 1;; esac']], {"MORE": "1"})
        self.assertIsNone(train.failure(run, self.folder))

    def test_without_profiles_nothing_is_written(self):
        self.assertIn("COLLECT", train.merge(self.folder, self.folder / "all.profdata"))
        self.assertEqual([], os.listdir(self.folder))

    def test_a_failed_run_leaves_the_profile_as_it_was(self):
        profile = self.folder / "all.profdata"
        profile.write_text("of yesterday")
        with mock.patch.object(train, "runs", lambda orrery, folder: [Run("bad", [["false"]])]), \
                mock.patch("sys.argv", ["train.py", "/bin/true", str(profile)]), \
                contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
            self.assertEqual(1, train.main())
        self.assertIn("bad: exit status 1", said.getvalue())
        self.assertEqual("of yesterday", profile.read_text())


if __name__ == "__main__":
    unittest.main()

"""Tests of base_revision.py, with repositories of a few lines."""

import json
import subprocess
import tempfile
import unittest
from pathlib import Path

import base_revision
from base_revision import BaseFailed

PRESETS = {"version": 6, "configurePresets": [{"name": "release", "generator": "Ninja", "binaryDir": "${sourceDir}/build/${presetName}"}],
           "buildPresets": [{"name": "release", "configurePreset": "release"}]}
LISTS = """cmake_minimum_required(VERSION 3.25)
project(base LANGUAGES NONE)
add_custom_target(orrery COMMAND ${CMAKE_COMMAND} -E echo "${ORRERY_KIND}" > ${PROJECT_BINARY_DIR}/orrery)
"""


class BaseRevisionTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.git("init", "--quiet")
        (self.root / ".gitignore").write_text("/build/\n")
        self.commit(LISTS)
        self.said = []

    def git(self, *command):
        identity = ("-c", "user.name=test", "-c", "user.email=test@example.org")
        return subprocess.run(["git", "-C", str(self.root), *identity, *command], check=True, capture_output=True, text=True).stdout.strip()

    def commit(self, lists):
        (self.root / "CMakePresets.json").write_text(json.dumps(PRESETS))
        (self.root / "CMakeLists.txt").write_text(lists)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "change")

    def build(self, revision="HEAD", preset="release"):
        return base_revision.build(self.root, revision, preset, self.said.append)

    def left(self):
        """What lies below build/bench-base but for programs."""
        return [path for path in (self.root / "build" / "bench-base").rglob("*") if path.is_file() and path.name != "orrery"]

    def test_builds_the_committed_files_once(self):
        (self.root / "CMakeLists.txt").write_text("this is not what was committed")
        program, commit = self.build()
        self.assertEqual(commit, self.git("rev-parse", "HEAD"))
        self.assertTrue(program.is_file())
        self.assertEqual([], self.left())
        self.assertEqual(1, len(self.said))
        self.assertEqual((program, commit), self.build(commit[:8]))
        self.assertEqual(1, len(self.said))  # it was there

    def test_takes_over_the_options_of_the_own_build(self):
        program, _ = self.build()
        self.assertEqual("", program.read_text().strip())
        cache = self.root / "build" / "release" / "CMakeCache.txt"
        cache.parent.mkdir(parents=True)
        cache.write_text("ORRERY_KIND:STRING=of its own\nORRERY_LLD:FILEPATH=/bin/lld\nCMAKE_BUILD_TYPE:STRING=Release\n")
        other, _ = self.build()
        self.assertNotEqual(program, other)
        self.assertEqual("of its own", other.read_text().strip())

    def test_leaves_out_the_profile(self):
        cache = "ORRERY_PROFILE:STRING=COLLECT\nORRERY_TRACING:BOOL=OFF\n"
        self.assertEqual(["-DORRERY_TRACING=OFF"], base_revision.options_of(cache))

    def test_says_that_a_revision_is_unknown(self):
        for revision in ("nowhere", "--all", "HEAD:CMakeLists.txt"):
            with self.assertRaisesRegex(BaseFailed, f"no revision '{revision}'"):
                self.build(revision)

    def test_says_that_a_preset_is_not_there(self):
        with self.assertRaisesRegex(BaseFailed, "no preset 'trained'"):
            self.build(preset="trained")
        self.assertEqual([], self.left())

    def test_says_why_a_base_does_not_build(self):
        self.commit('message(FATAL_ERROR "such a pity")')
        with self.assertRaisesRegex(BaseFailed, "(?s)does not build: cmake --preset release.*such a pity"):
            self.build()
        self.assertEqual([], list((self.root / "build" / "bench-base").iterdir()))


if __name__ == "__main__":
    unittest.main()

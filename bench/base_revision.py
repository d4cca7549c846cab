"""The program that another revision of this repository makes: for `bench/compare`, which sets the own one beside it."""

import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

# What a preset's program is built with, in the sources of a revision. `make release` trains that revision's own program.
COMMANDS = {
    "release": (("cmake", "--preset", "release"), ("cmake", "--build", "--preset", "release", "--target", "orrery")),
    "trained": (("make", "release"),),
}
LAST_LINES = 30  # of a build that has failed


class BaseFailed(Exception):
    """There is no such program; the text says why."""


def resolve(root, revision):
    """The full name of a commit."""
    done = subprocess.run(["git", "-C", str(root), "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"],
                          capture_output=True, text=True)
    if done.returncode != 0:
        raise BaseFailed(f"there is no revision '{revision}' in this repository")
    return done.stdout.strip()


def options_of(cache):
    """What a build was configured with (the text of its CMakeCache.txt), as arguments for another: but for its profile, and for where
    things were found."""
    entries = re.findall(r"^(ORRERY_\w+):(BOOL|STRING)=(.*)$", cache, re.MULTILINE)
    return [f"-D{name}={value}" for name, kind, value in entries if name != "ORRERY_PROFILE"]


def kept_program(root, commit, preset, options):
    """Where the program is kept once it is built, so that the next comparison need not wait for it."""
    digest = hashlib.sha256("\n".join(options).encode()).hexdigest()[:8]
    return root / "build" / "bench-base" / f"{commit[:12]}-{preset}-{digest}" / "orrery"


def check_preset(source, preset, revision):
    presets = json.loads((source / "CMakePresets.json").read_text(encoding="utf-8"))
    if preset not in [each["name"] for each in presets["configurePresets"]]:
        raise BaseFailed(f"{revision} has no preset '{preset}'; compare with PRESET=release")


def unpack(root, commit, source):
    """The files of a commit, as an archive: unlike a work tree, it leaves nothing in the repository when it is interrupted."""
    source.mkdir(parents=True)
    with subprocess.Popen(["git", "-C", str(root), "archive", commit], stdout=subprocess.PIPE) as archive:
        unpacked = subprocess.run(["tar", "-x", "-C", str(source)], stdin=archive.stdout)
    if archive.returncode != 0 or unpacked.returncode != 0:
        raise BaseFailed(f"the files of {commit} cannot be unpacked to {source}")


def build(root, revision, preset, say):
    """The program of `revision`, built as the own one of that preset was (its options are taken over): \\return its path and the
    commit. The sources and all else that was needed are removed."""
    commit = resolve(root, revision)
    cache = root / "build" / preset / "CMakeCache.txt"
    options = options_of(cache.read_text(encoding="utf-8")) if cache.exists() and preset == "release" else []
    program = kept_program(root, commit, preset, options)
    if program.exists():
        return program, commit
    source = program.parent / "source"
    shutil.rmtree(source, ignore_errors=True)  # of a run that was killed
    try:
        unpack(root, commit, source)
        check_preset(source, preset, revision)
        say(f"building {revision} ({commit[:12]}), preset {preset}")
        for command in COMMANDS[preset]:
            run_step([*command, *(options if "--target" not in command and command[0] == "cmake" else [])], source, revision)
        shutil.copy2(source / "build" / preset / "orrery", program)
    finally:
        shutil.rmtree(source, ignore_errors=True)
        if not program.exists():
            program.parent.rmdir()
    return program, commit


def run_step(command, source, revision):
    # The variables of the make that runs this are not for the one that it starts.
    environment = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MFLAGS", "MAKEOVERRIDES", "MAKELEVEL")}
    done = subprocess.run(command, cwd=source, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, errors="replace")
    if done.returncode != 0:
        tail = "\n".join(done.stdout.splitlines()[-LAST_LINES:])
        raise BaseFailed(f"{revision} does not build: {' '.join(command)} ends with status {done.returncode}\n{tail}")

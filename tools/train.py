#!/usr/bin/env python3
"""Runs the training set with a program that writes profiles, and merges those: what `make release` optimizes by.

    tools/train.py build/training/orrery build/training/orrery.profdata

The set (docs/adr/0044-profile-guided-optimization.md) is what programs do in general: the programs of tools/training, in the
interpreter and with machine code, those of tests/js, parsing, recording, looking at runs, and starting. No benchmark is in it: what
bench/ measures is what programs get that were not trained on. It needs no network, and takes about 20 seconds of CPU time.

A run that fails ends the training, for nothing can be learnt from what does not work.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / "tools" / "training"
CHECK = "check.js"  # in front of each of them
ROUNDS = 6  # of each of them
TRACED = ("await", "call-stack", "closures", "events", "message-channel", "microtasks", "node-queues", "timers")  # of examples/watch
TIMEOUT_SECONDS = 300  # of one run
STARTS = 20
PARSED = 24  # files, the largest
PARSE_ROUNDS = 100
MERGE = "llvm-profdata-19"


@dataclass
class Run:
    """One or several commands, one after the other."""
    name: str
    commands: list
    environment: dict = field(default_factory=dict)


def programs(folder):
    """The programs of tools/training as they are run: each with what stands in front of all."""
    check = (PROGRAMS / CHECK).read_text(encoding="utf-8")
    made = []
    for source in sorted(PROGRAMS.glob("*.js")):
        if source.name != CHECK:
            made.append(folder / source.name)
            text = source.read_text(encoding="utf-8")
            made[-1].write_text(f"{check}\nfunction program() {{\n{text}}}\nfor (let round = 0; round < {ROUNDS}; round++) program();\n",
                                encoding="utf-8")
    return made


def sources():
    """The largest JavaScript files that Orrery itself has, tests and modules of Node."""
    files = [path for folder in ("tests/js", "src/node/modules") for path in (ROOT / folder).rglob("*.js")]
    return sorted(files, key=lambda path: (-path.stat().st_size, path))[:PARSED]


def runs(orrery, folder):
    """The training set. `folder` is for the files that it needs."""
    made = programs(folder)
    for mode in ("off", "baseline"):
        yield from (Run(f"{path.stem}, --jit={mode}", [[orrery, "run", f"--jit={mode}", path]]) for path in made)
    for mode in ("plain", "bytecode"):
        yield Run(f"tests/js, {mode}", [[ROOT / "tests" / "js" / "run", "--mode", mode]], {"ORRERY": str(orrery)})
    for path in sources():
        name = path.relative_to(ROOT)
        yield Run(f"parsing {name}", [[orrery, "bench-parse", f"--rounds={PARSE_ROUNDS}", path],
                                      [orrery, "bench-parse", "--lazy", f"--rounds={PARSE_ROUNDS}", path]])
    recording = folder / "recording"
    program = folder / "asynchronous.js"
    yield Run("recording and replaying", [[orrery, "run", f"--record={recording}", program], [orrery, "replay", recording]])
    for path in (ROOT / "examples" / "watch" / f"{name}.js" for name in TRACED):
        yield Run(f"tracing {path.relative_to(ROOT)}", [[orrery, "trace", "--virtual-time", "--json", path]])
    empty = folder / "empty.js"
    empty.write_text("", encoding="utf-8")
    yield Run("starting", [[orrery, empty], [orrery, ROOT / "examples" / "hello.js"]] * STARTS)


def failure(run, profiles):
    """Why a run has failed, or None."""
    environment = {**os.environ, **run.environment, "LLVM_PROFILE_FILE": str(profiles / "%4m.profraw")}
    for command in run.commands:
        try:
            done = subprocess.run(list(map(str, command)), cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
            return f"{run.name}: not done after {TIMEOUT_SECONDS} seconds"
        if done.returncode != 0:
            return f"{run.name}: exit status {done.returncode}\n{done.stdout.decode(errors='replace')[-4000:]}"
    return None


def merge(profiles, output):
    """What all runs have written, in one file. It is replaced only when it is whole."""
    raw = sorted(profiles.glob("*.profraw"))
    if not raw:
        return "no run has written a profile: is the program built with -DORRERY_PROFILE=COLLECT?"
    part = output.with_name(output.name + ".part")
    done = subprocess.run([MERGE, "merge", f"--output={part}", *raw], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        return f"{MERGE}: {done.stdout}"
    part.replace(output)
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("orrery", type=Path, help="a program of the preset `training`")
    parser.add_argument("profile", type=Path, help="the file to write")
    parser.add_argument("--verbose", action="store_true", help="say how long each run takes")
    arguments = parser.parse_args()
    if not os.access(arguments.orrery, os.X_OK):
        sys.exit(f"{arguments.orrery} is not there: make release builds it")
    if shutil.which(MERGE) is None:
        sys.exit(f"{MERGE} is not installed: tools/setup does that")

    def perform(run):
        started = time.monotonic()
        problem = failure(run, profiles)
        if arguments.verbose:
            print(f"{time.monotonic() - started:6.1f} s  {run.name}", flush=True)
        return problem

    with tempfile.TemporaryDirectory(prefix="orrery-training-") as name:
        folder = Path(name)
        profiles = folder / "profiles"
        profiles.mkdir()
        plan = list(runs(arguments.orrery.resolve(), folder))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            problems = [problem for problem in pool.map(perform, plan) if problem]
        problems = problems or list(filter(None, [merge(profiles, arguments.profile)]))
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    print(f"{arguments.profile}: {len(plan)} runs")
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Everything that `make test` checks after tools/setup, one step after the other.

Builds and checks are steps; so is every executable tests/*/run, called with the program under test in $ORRERY (exit
status 77: skipped, the last line printed is the reason). A step that fails does not stop the others, unless they
need what it builds: those are skipped. The last line printed counts the steps and each test that ctest ran.
"""

import os
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = 77


@dataclass
class Outcome:
    """How a step ended, and what it counts for."""
    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0
    notes: list = field(default_factory=list)

    def succeeded(self):
        return self.failed == 0 and self.skipped == 0


@dataclass
class Step:
    name: str
    command: list
    needs: tuple = ()  # names of steps
    preset: str | None = None  # of a ctest step
    orrery: str = "build/dev/orrery"  # the program under test


def steps():
    make = ["make", "--no-print-directory"]
    plan = [
        Step("format", make + ["format-check"]),
        Step("include lint", make + ["lint-includes"]),
        Step("tests of tools/", make + ["lint-tools"]),
        Step("build dev", make + ["build-dev"]),
        Step("symbols", make + ["lint-symbols"], needs=("build dev",)),
        Step("clang-tidy", make + ["lint-tidy"], needs=("build dev",)),
        Step("build release", make + ["build"]),
    ]
    for script in sorted(ROOT.glob("tests/*/run")):
        if os.access(script, os.X_OK):
            plan.append(Step(str(script.relative_to(ROOT)), [str(script)], needs=("build dev",)))
    for preset in ("dev", "portable", "asan", "tsan"):
        if preset != "dev":
            plan.append(Step(f"build {preset}", make + [f"build-{preset}"]))
        results = ROOT / "build" / preset / "ctest.xml"
        plan.append(Step(f"ctest {preset}",
                         ["ctest", "--preset", preset, "--parallel", str(os.cpu_count()), "--no-tests=error",
                          "--output-junit", str(results)], needs=(f"build {preset}",), preset=preset))
    # What scripts can do to the process is looked at by ASan and UBSan, too.
    for script, preset, options in (("tests/js/run", "portable", ["--mode", "plain"]),
                                    ("tests/js/run", "asan", ["--mode", "plain"]), ("tests/limits/run", "asan", [])):
        plan.append(Step(f"{script} {preset}", [str(ROOT / script), *options], needs=(f"build {preset}",),
                         orrery=f"build/{preset}/orrery"))
    return plan


# ctest's lines about tests that begin or pass; thousands of them would bury the rest.
BORING = re.compile(r"^\s*(Start\s+\d+: |\d+/\d+ Test\s+#\d+: .*   Passed )")


def run(command, orrery):
    """Runs with the output shown as it comes; the exit status and the last line that is not empty."""
    environment = os.environ | {"ORRERY": str(ROOT / orrery)}
    tail = deque(maxlen=1)
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace") as process:
        for line in process.stdout:
            if not BORING.match(line):
                print(line, end="", flush=True)
            if line.strip():
                tail.append(line.strip())
    return process.returncode, tail[0] if tail else ""


def count_ctest(step, status, outcome):
    """The tests of ctest's own report. A run that died before it wrote one is a failure."""
    report = ROOT / "build" / step.preset / "ctest.xml"
    if not report.is_file():
        outcome.failed += 1
        outcome.notes.append("ctest wrote no report")
        return
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        result = case.get("status")
        if result == "run":
            outcome.passed += 1
        elif result == "fail":
            outcome.failed += 1
            outcome.notes.append(f"failed: {case.get('name')}")
        else:
            outcome.skipped += 1
            outcome.notes.append(f"skipped: {case.get('name')}")
    if status != 0 and outcome.failed == 0:
        outcome.failed += 1
        outcome.notes.append(f"ctest ended with status {status}")


def perform(step, done):
    outcome = Outcome(step.name)
    missing = [name for name in step.needs if not done[name].succeeded()]
    if missing:
        outcome.skipped = 1
        outcome.notes.append(f"skipped: it needs '{missing[0]}'")
        return outcome
    if step.preset:
        (ROOT / "build" / step.preset / "ctest.xml").unlink(missing_ok=True)
    started = time.monotonic()
    status, last_line = run(step.command, step.orrery)
    outcome.seconds = time.monotonic() - started
    if step.preset:
        count_ctest(step, status, outcome)
    elif status == SKIPPED:
        outcome.skipped = 1
        outcome.notes.append(f"skipped: {last_line or 'it gives no reason'}")
    elif status == 0:
        outcome.passed = 1
    else:
        outcome.failed = 1
        outcome.notes.append(f"failed with status {status}")
    return outcome


def main():
    done = {}
    for step in steps():
        print(f"\n==> {step.name}", flush=True)
        done[step.name] = perform(step, done)
        for note in done[step.name].notes:
            print(f"    {note}", flush=True)

    print("\nSteps")
    for outcome in done.values():
        verdict = "FAILED " if outcome.failed else "skipped" if not outcome.passed else "ok     "
        print(f"  {verdict} {outcome.seconds:6.1f} s  {outcome.name}")
        for note in outcome.notes:
            print(f"                    {note}")
    passed, failed, skipped = (sum(getattr(o, key) for o in done.values()) for key in ("passed", "failed", "skipped"))
    print(f"\n{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

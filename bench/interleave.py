"""Runs a program in several engines, a process for each run, in rounds: what disturbs the machine disturbs all alike."""

import os
import random
import re
import signal
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass, field

from contest import Ratio

SECONDS = 900  # that a process may take


class RunFailed(Exception):
    """A program that did not do what it should; the text says why, in one line."""


@dataclass
class Run:
    output: str
    seconds: float


@dataclass
class Series:
    """What one engine did in all rounds, or why it could not."""
    values: dict = field(default_factory=dict)  # the name of a measurement -> its numbers, one for each round
    failure: str = ""


def run_once(engine, script):
    """One process from its start to its end."""
    start = time.perf_counter()
    process = subprocess.Popen(engine.command(script), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, env={**os.environ, **engine.environment})
    guard = threading.Timer(SECONDS, process.kill)
    guard.daemon = True
    guard.start()
    try:
        with process.stdout:
            output = process.stdout.read().decode(errors="replace")
        process.wait()
    finally:
        guard.cancel()
        process.kill()  # on Ctrl-C; to one that has ended it does nothing
    seconds = time.perf_counter() - start
    if process.returncode == -signal.SIGKILL:
        raise RunFailed(f"killed, after {seconds:.0f} s")
    if process.returncode != 0:
        raise RunFailed(error_line(output) or f"exit status {process.returncode}")
    return Run(output, seconds)


def error_line(output):
    """The line of an uncaught error in whatever an engine prints about it."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return next((line for line in lines if re.search(r"\w*(Error|error)\b.*:", line)), lines[0] if lines else "")[:200]


def interleave(engines, script, rounds, measure):
    """`measure` makes numbers of a Run: a dictionary, the same names in each round. \\return a Series for each engine."""
    results = {engine.name: Series() for engine in engines}
    order = list(engines)
    shuffle = random.Random(1).shuffle  # none is always the one that finds the other's data in the caches
    for _ in range(rounds):
        shuffle(order)
        for engine in order:
            series = results[engine.name]
            if series.failure:
                continue
            try:
                for name, value in measure(run_once(engine, script)).items():
                    series.values.setdefault(name, []).append(value)
            except RunFailed as failed:
                series.failure = str(failed)
    return results


def times_better(ours, theirs, more_is_better):
    """How many times better the first is, round by round, with its interval."""
    pairs = zip(ours, theirs)
    return Ratio.of([a / b for a, b in pairs] if more_is_better else [b / a for a, b in pairs])


def median(series, name):
    return statistics.median(series.values[name])

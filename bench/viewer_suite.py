"""The suite `viewer`: what it costs to record a large run (viewer/calls_and_tasks.js), and how its page behaves in Chromium."""

import json
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import engines
from contest import Ratio
from tables import table

HERE = Path(__file__).resolve().parent / "viewer"
PROGRAM = HERE / "calls_and_tasks.js"

DESCRIPTION = """## The glass case

A program of two million calls in a hundred thousand tasks (`bench/viewer/calls_and_tasks.js`): what recording it costs, and its
page in Chromium: exported by `orrery trace --html`, of `orrery watch FILE` and of `orrery watch --log RECORDING`. *Opening* is from the
request, or from the start of `orrery watch`, to the first screen, with source, stack, queues and console; *the first step* to calls and values of the
first turn, and a step in them. *A jump* is from the strip of turns being moved to any moment until that is drawn; *with detail* until calls and
values of that moment are there, which were not. *While it is read*: as long as the replay goes on and the page reads. *Frames* are those in which
the timeline is moved and zoomed, and count the main thread's own processor time. Memory of the *processes* is that of server, replayer and keyframes
together.
"""


def instructions(command):
    if not shutil.which("valgrind"):
        return None
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command], capture_output=True, text=True)
    match = re.search(r"refs:\s+([\d,]+)", done.stderr)
    return int(match.group(1).replace(",", "")) if match else None


def seconds(command):
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


class Suite:
    rows = ["calls and tasks"]

    def __init__(self, options):
        self.rounds = options.rounds or (5 if options.quick else 20)
        self.orrery = engines.orrery().path

    def missing(self):
        if not os.access(self.orrery, os.X_OK):
            return f"{self.orrery} is not there; build it first: make build"
        if not (engines.ROOT / "tests" / "viewer" / "node_modules" / "playwright-core").exists():
            return "what drives the browser is not installed; tests/viewer/run does it"
        return None

    def run(self, say):
        with tempfile.TemporaryDirectory() as folder:
            recording = self.recording(Path(folder) / "recording")
            say(f"viewer: recording {recording}")
            pages = self.pages(Path(folder))
        record = {"recording": recording, **pages}
        return record, self.report(record)

    def recording(self, log):
        """How many times more a recorded run takes: in rounds that alternate, and by instructions."""
        plain, recorded = [self.orrery, "run", str(PROGRAM)], [self.orrery, "run", f"--record={log}", str(PROGRAM)]
        rounds = [(seconds(plain), seconds(recorded)) for _ in range(self.rounds)]
        figures = {"ms": 1000 * statistics.median(a for a, _ in rounds), "ratio": str(Ratio.of([b / a for a, b in rounds])),
                   "bytes": log.stat().st_size, "replayMs": 1000 * seconds([self.orrery, "replay", str(log)])}
        counts = [instructions(command) for command in (plain, recorded)]
        return figures | ({} if None in counts else {"instructions": round(counts[1] / counts[0], 3)})

    def pages(self, folder):
        page = folder / "page.html"
        subprocess.run([self.orrery, "trace", str(PROGRAM), "--html", str(page)], check=True, capture_output=True)
        figures = {"pageBytes": page.stat().st_size}
        pages = {"exported": [page], "watched": ["--watch", PROGRAM], "of a recording": ["--watch", f"--log={folder / 'recording'}"]}
        # It takes an hour to make (viewer/hour.js), so nobody makes it here.
        if hour := os.environ.get("HOUR_RECORDING"):
            pages["of an hour"] = ["--watch", f"--log={hour}"]
        for name, arguments in pages.items():
            done = subprocess.run(["node", HERE / "page_figures.mjs", *arguments], env={**os.environ, "ORRERY": str(self.orrery)},
                                  check=True, capture_output=True, text=True)
            figures.setdefault("pages", {})[name] = json.loads(done.stdout)
        return figures

    @staticmethod
    def report(record):
        recording, pages = record["recording"], record["pages"]
        by_instructions = f", {recording['instructions']} times the instructions" if "instructions" in recording else ""
        text = (f"A run takes {recording['ms']:.0f} ms; recorded, {recording['ratio']} times as long{by_instructions}. The recording "
                f"has {recording['bytes'] / 1000:.0f} kB and is replayed in {recording['replayMs']:.0f} ms; the exported page has "
                f"{record['pageBytes'] / 1e6:.1f} MB.\n")
        rows = [["page", *pages]]
        for title, cell in (
                ("events", lambda page: str(page["events"])),
                ("opening, ms", lambda page: f"{page['openMs']:.0f}"),
                ("the first step in detail, ms", lambda page: f"{page['firstStepMs']:.0f}"),
                ("all of the run has come, ms", lambda page: f"{page['allReadMs']:.0f}"),
                ("a jump, ms: median, 95 %, most", lambda page: spread(page["jumpMs"])),
                ("a jump with detail, ms", lambda page: spread(page["detailMs"])),
                ("a jump while it is read, ms", lambda page: spread(page["whileReading"]["jumpMs"])),
                ("a jump with detail while it is read, ms", lambda page: spread(page["whileReading"]["detailMs"])),
                ("a step, ms", lambda page: spread(page["stepMs"])),
                ("frames within 8 ms", lambda page: page["frameMs"]["within8"]),
                ("a frame, ms", lambda page: spread(page["frameMs"])),
                ("heap of the page, MB: opened, at the end", lambda page: f"{page['heapMb']:.0f}, {page['heapAtEndMb']:.0f}"),
                ("memory of the processes, MB", lambda page: f"{page['watchedBy']['mb']:.0f}")):
            rows.append([title, *(cell_or_nothing(cell, page) for page in pages.values())])
        return f"{DESCRIPTION}\n{text}\n{table(rows)}"


def cell_or_nothing(cell, page):
    """An exported page has none of what a watched one has."""
    try:
        return cell(page)
    except KeyError:
        return ""


def spread(summary):
    if not summary["count"]:
        return ""
    return f"{summary['median']:.0f}, {summary['p95']:.0f}, {summary['most']:.0f}"

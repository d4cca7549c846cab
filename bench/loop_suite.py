"""The suite `loop`: what the event loop and the Web APIs that drive it cost, one small script for each row in loop/."""

import re
import statistics

import engines
from engine_suite import EngineSuite, Mean, Row
from interleave import RunFailed

SCRIPTS = engines.ROOT / "bench" / "loop"
COMMON = SCRIPTS / "measure.js"  # in front of each script

DESCRIPTION = """## Event loop

Promises, microtasks, timers, events, messages: one script for each row (`bench/loop/`). A process does several rounds and its
number is their median, in milliseconds; the table has the medians over processes, of which those of all engines alternate.
*Ratio* is the peer's time by Orrery's, the median over rounds of processes with its 95 % bootstrap interval: above 1, Orrery is
faster. The peers that are no interpreters have their JIT compilers on. Engines fail in what they have not.
"""


class Suite(EngineSuite):
    name = "loop"
    default_rounds = 5
    more_is_better = False
    description = DESCRIPTION

    def __init__(self, options):
        super().__init__(options)
        for peer in self.peers:
            if peer.name == "QuickJS-ng":
                peer.arguments = ("--std", *peer.arguments)  # its timers are in the module `os`
        compilers, missing = engines.compilers()
        self.peers += compilers
        self.missing_peers += missing

    def all_rows(self):
        return [Row(path.stem, [COMMON, path]) for path in sorted(SCRIPTS.glob("*.js")) if path != COMMON]

    def means(self):
        return [Mean("geometric mean", [row.name for row in self.rows])]

    def measure(self, row, run):
        times = [float(text) for text in re.findall(r"^round ([\d.]+)$", run.output, re.MULTILINE)]
        if not times:
            raise RunFailed("it printed no time")
        return {row.name: max(statistics.median(times), 0.1)}

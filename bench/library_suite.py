"""The suite `library`: what programs ask of built-in functions, one small script for each row in library/."""

import re
import statistics

import engines
from engine_suite import EngineSuite, Mean, Row
from interleave import RunFailed

SCRIPTS = engines.ROOT / "bench" / "library"
COMMON = ("measure.js", "random.js", "text.js", "document.js")  # in front of each script

DESCRIPTION = """## Library

Built-in functions at work, one script for each row (`bench/library/`). A process does several rounds and its number is their
median, in milliseconds; the table has the medians over processes, of which those of all engines alternate. *Ratio* is the
peer's time by Orrery's, the median over rounds of processes with its 95 % bootstrap interval: above 1, Orrery is faster.
"""


class Suite(EngineSuite):
    name = "library"
    default_rounds = 5
    more_is_better = False
    description = DESCRIPTION

    def all_rows(self):
        return [Row(path.stem, [*(SCRIPTS / name for name in COMMON), path]) for path in sorted(SCRIPTS.glob("*.js"))
                if path.name not in COMMON]

    def means(self):
        return [Mean("geometric mean", [row.name for row in self.rows])]

    def measure(self, row, run):
        times = [float(text) for text in re.findall(r"^round ([\d.]+)$", run.output, re.MULTILINE)]
        if not times:
            raise RunFailed("it printed no time")
        return {row.name: max(statistics.median(times), 0.1)}

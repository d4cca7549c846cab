"""The suite `startup`: a program that does nothing."""

import statistics

from engine_suite import EngineSuite, Row
from interleave import times_better
from peak_memory import peak_memory
from tables import table, three_digits

DESCRIPTION = """## Start

An empty file: milliseconds from the start of a process to its end, and the most memory that it had at once. *Ratio* is the
peer's time by Orrery's, the median over rounds with its 95 % bootstrap interval. The processes of all engines alternate.
"""


class Suite(EngineSuite):
    name = "startup"
    default_rounds = 100
    more_is_better = False
    description = DESCRIPTION

    def all_rows(self):
        return [Row("empty", [], names=("ms",))]

    def measure(self, row, run):
        return {"ms": run.seconds * 1000}

    def megabytes(self, engine):
        command = engine.command(self.script(self.rows[0]))
        return min(peak_memory(command, engine.environment) for _ in range(5)) / 1e6

    def table_of(self, results):
        rows = [["engine", "median ms", "ratio", "minimum ms", "peak MB"]]
        by_engine = results.get("empty", {})
        for engine in [self.orrery, *self.peers] if by_engine else []:
            series = by_engine[engine.name]
            if series.failure:
                rows.append([engine.name, "fails", "", "", ""])
                continue
            times = series.values["ms"]
            ratio = times_better(by_engine[self.orrery.name].values["ms"], times, more_is_better=False)
            rows.append([engine.name, three_digits(statistics.median(times)),
                         "" if engine is self.orrery else str(ratio), three_digits(min(times)),
                         three_digits(self.megabytes(engine))])
        return table(rows)

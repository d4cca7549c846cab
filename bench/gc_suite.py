"""The suite `gc`: how fast small objects come and go."""

import re

import engines
from engine_suite import EngineSuite, Row
from interleave import RunFailed

DESCRIPTION = """## Garbage

Twenty million objects of two properties, each kept in a ring of a million until its place is needed again: millions of
objects per second, making and collecting together; more is better. *Ratio* is Orrery's number by the peer's.
"""


class Suite(EngineSuite):
    name = "gc"
    default_rounds = 9
    description = DESCRIPTION

    def all_rows(self):
        return [Row("small objects", [engines.ROOT / "bench" / "gc" / "small_objects.js"])]

    def measure(self, row, run):
        match = re.search(r"^objects per ms ([\d.]+)", run.output, re.MULTILINE)
        if not match:
            raise RunFailed("it printed no number")
        return {row.name: float(match.group(1)) / 1000}

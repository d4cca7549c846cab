"""The suite `octane`: the fifteen programs of Octane 2, each in a process of its own, scored by Octane itself."""

import re

import engines
from engine_suite import EngineSuite, Mean, Row
from interleave import RunFailed

OCTANE = engines.PACKAGES / "benchmark-octane" / "lib" / "octane"
DRIVER = engines.ROOT / "bench" / "octane"

# Octane's name, its files, whether it needs neither RegExp nor typed arrays.
PROGRAMS = (
    ("Richards", ("richards",), True),
    ("DeltaBlue", ("deltablue",), True),
    ("Crypto", ("crypto",), True),
    ("RayTrace", ("raytrace",), True),
    ("EarleyBoyer", ("earley-boyer",), True),
    ("RegExp", ("regexp",), False),
    ("Splay", ("splay",), True),
    ("NavierStokes", ("navier-stokes",), True),
    ("PdfJS", ("pdfjs",), False),
    ("Mandreel", ("mandreel",), False),
    ("Gameboy", ("gbemu-part1", "gbemu-part2"), False),
    ("CodeLoad", ("code-load",), False),
    ("Box2D", ("box2d",), False),
    ("zlib", ("zlib", "zlib-data"), False),
    ("Typescript", ("typescript", "typescript-input", "typescript-compiler"), False),
)
# A second score of these: how evenly the time is spread over the parts of a run.
LATENCIES = {"Splay": "SplayLatency", "Mandreel": "MandreelLatency"}

DESCRIPTION = """## Octane

The fifteen programs of Octane 2 (npm's `benchmark-octane`), unchanged, each in processes of its own. The numbers are
Octane's own scores, more is better: medians over rounds in which the engines take turns. *Ratio* is Orrery's score by the
peer's, the median over rounds with its 95 % bootstrap interval. The latency scores are in no mean.
"""


class Suite(EngineSuite):
    name = "octane"
    default_rounds = 5
    description = DESCRIPTION

    def all_rows(self):
        return [Row(name, [OCTANE / "base.js", DRIVER / "shell.js", *(OCTANE / f"{file}.js" for file in files),
                           DRIVER / "run.js"], names=(name, LATENCIES[name]) if name in LATENCIES else ())
                for name, files, _ in PROGRAMS]

    def missing(self):
        if not OCTANE.exists():
            return "the programs of Octane are not installed; bench/peers/install does that"
        return super().missing()

    def means(self):
        return [Mean("geometric mean of the seven with neither RegExp nor typed arrays",
                     [name for name, _, simple in PROGRAMS if simple]),
                Mean("geometric mean of all fifteen", [name for name, _, _ in PROGRAMS])]

    def measure(self, row, run):
        scores = {name: float(score) for name, score in re.findall(r"^score (\w+) ([\d.]+)$", run.output, re.MULTILINE)}
        if set(scores) != set(row.measurements()):
            raise RunFailed(run.output.strip().partition("\n")[0] or "it printed no score")
        return scores

"""What the suites that run programs in several engines have in common: rows, peers, tables, failures."""

import os
from dataclasses import dataclass, field
from pathlib import Path

import engines
import machine
from interleave import interleave, median, times_better
from tables import geometric_mean, table, three_digits

WORK = engines.ROOT / "build" / "bench"


@dataclass
class Row:
    """A program. What it measures may have several names; each of them is a line of the table."""
    name: str
    parts: list  # the files that it is made of, one after the other
    names: tuple = ()  # of its measurements; `name` alone if there are none

    def measurements(self):
        return self.names or (self.name,)


@dataclass
class Mean:
    """The last lines of a table."""
    title: str
    names: list


class EngineSuite:
    """Subclasses name themselves, list their rows, read what a run printed, and describe it all."""
    name = ""
    default_rounds = 5
    more_is_better = True
    description = ""

    def __init__(self, options):
        self.rounds = options.rounds or (2 if options.quick else self.default_rounds)
        self.orrery = engines.orrery()
        self.peers, self.missing_peers = engines.peers()
        self.rows = [row for row in self.all_rows() if not options.only or any(part in row.name for part in options.only)]

    def all_rows(self):
        raise NotImplementedError

    def measure(self, row, run):
        """\\return numbers by the names of the row's measurements; \\throws RunFailed"""
        raise NotImplementedError

    def means(self):
        return []

    def missing(self):
        """Why the suite cannot be run, or None."""
        if not os.access(self.orrery.path, os.X_OK):
            if "ORRERY" in os.environ:
                return f"ORRERY is {self.orrery.path}, which is no program"
            return f"{self.orrery.path} is not there; build it first: make build"
        return None

    def script(self, row):
        """One file of a row's parts, for no two engines load files in the same manner."""
        path = WORK / self.name / f"{row.name}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(Path(part).read_text() for part in row.parts))
        return path

    def run(self, say):
        """All measurements, as what is written to the JSON file and the text of the report."""
        results = {}
        for row in self.rows:
            results[row.name] = interleave([self.orrery, *self.peers], self.script(row), self.rounds,
                                           lambda run, row=row: self.measure(row, run))
            for line in self.glance(row, results[row.name]):
                say(line)
        record = {"machine": machine.describe(), "rounds": self.rounds,
                  "versions": {engine.name: engine.version for engine in [self.orrery, *self.peers]},
                  "results": {row: {engine: vars(series) for engine, series in by_engine.items()}
                              for row, by_engine in results.items()}}
        return record, self.report(results)

    def glance(self, row, by_engine):
        """A line for each measurement, for those who watch the suite run."""
        for name in row.measurements():
            cells = [f"{engine} {value_cell(series, name)}" for engine, series in by_engine.items()]
            yield f"{self.name}: {name}: {', '.join(cells)}"

    def report(self, results):
        versions = ", ".join(f"{peer.name} {peer.version}" for peer in self.peers) or "none"
        lines = [self.description, f"Peers: {versions}. Rounds: {self.rounds}.", *self.missing_peers, "",
                 self.table_of(results), *self.failures(results)]
        return "\n".join(lines).rstrip() + "\n"

    def table_of(self, results):
        rows = [["program", "Orrery"] + [cell for peer in self.peers for cell in (peer.name, "ratio")]]
        ratios = {peer.name: {} for peer in self.peers}
        for row in self.rows:
            by_engine = results[row.name]
            ours = by_engine[self.orrery.name]
            for name in row.measurements():
                cells = [name, value_cell(ours, name)]
                for peer in self.peers:
                    theirs = by_engine[peer.name]
                    cells += [value_cell(theirs, name), ""]
                    if not ours.failure and not theirs.failure:
                        ratio = times_better(ours.values[name], theirs.values[name], self.more_is_better)
                        ratios[peer.name][name] = ratio.median
                        cells[-1] = str(ratio)
                rows.append(cells)
        for mean in self.means():
            if len(self.rows) > 1:
                rows.append([mean.title, ""] + [cell for peer in self.peers
                                                for cell in ("", mean_cell(ratios[peer.name], mean.names))])
        return table(rows)

    def failures(self, results):
        return [f"{engine} fails in {row}: `{series.failure}`\n" for row, by_engine in results.items()
                for engine, series in by_engine.items() if series.failure]


def value_cell(series, name):
    return "fails" if series.failure else three_digits(median(series, name))


def mean_cell(ratios, names):
    """Of what both sides could do; says so where that is not all."""
    known = [ratios[name] for name in names if name in ratios]
    if not known:
        return ""
    return f"{geometric_mean(known):.2f}" + (f" ({len(known)} of {len(names)})" if len(known) < len(names) else "")

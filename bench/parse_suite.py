"""The suite `parse`: source text to syntax tree, against acorn and V8."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import engines
import machine
from contest import contest
from tables import geometric_mean, table

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "bench" / "peers"
PACKAGES = ROOT / "tests" / "estree" / "node_modules"

PROGRAMS = (
    ("script", "typescript/lib/typescript.js"),
    ("script", "@babel/standalone/babel.min.js"),
    ("module", "three/build/three.core.js"),
    ("script", "react-dom/cjs/react-dom-client.development.js"),
    ("script", "terser/dist/bundle.min.js"),
    ("module", "prettier/index.mjs"),
    ("script", "vue/dist/vue.global.js"),
    ("script", "lodash/lodash.js"),
    ("script", "d3/dist/d3.min.js"),
    ("script", "jquery/dist/jquery.js"),
)

FULL = """## Full parse

Text to syntax tree, everything checked. Both sides start with the file's bytes in memory and end with the finished
tree: decoding, names, early errors and scopes count, reading the file does not, giving the memory back only where it
falls into a round. acorn {acorn} runs in Node {node} with its default options, that is, without lines and columns.
"""

LAZY = """## Lazy parse

What has to happen before a program can start: all of the text is checked, and trees are made only for what is not inside
a function. The peer is V8's `new Function(text)` in Node {node}, with a text that it has not seen before in every round;
V8 also makes bytecode for that outermost part, which is not in Orrery's time. Modules cannot be compared this way.
"""

MEMORY = """## Memory of the trees

Bytes for each byte of source: Orrery's nodes; its scopes, variables and functions; and the growth of V8's heap by acorn's
tree (which has no scopes).
"""

READING = """Milliseconds are medians over warm rounds. *Ratio* is the peer's time by Orrery's: the median over pairs of rounds, and
in brackets its 95 % bootstrap interval. *Cold* is the same for the first round of fresh processes. Rounds of both sides
alternate.
"""


@dataclass
class Program:
    goal: str
    name: str
    path: Path

    @property
    def size(self):
        return self.path.stat().st_size


class Suite:
    def __init__(self, arguments):
        self.orrery = engines.orrery().path
        self.node = engines.node_path()
        self.acorn = PACKAGES / "acorn" / "dist" / "acorn.mjs"
        rounds = arguments.rounds or (5 if arguments.quick else 20)
        self.effort = {"processes": arguments.processes, "rounds": rounds, "seconds": arguments.seconds}
        self.rows = [Program(goal, name, PACKAGES / name) for goal, name in PROGRAMS
                         if not arguments.only or any(part in name for part in arguments.only)]

    def missing(self):
        """Why the suite cannot be run, or None."""
        if not os.access(self.orrery, os.X_OK):
            return f"{self.orrery} is not there; build it first: make build"
        if not self.node:
            return "node is not installed, and there is nothing else to compare with"
        if not self.acorn.exists():
            return "acorn and the programs are not installed; tests/estree/run does that"
        return None

    def versions(self):
        package = json.loads((PACKAGES / "acorn" / "package.json").read_text())
        return {"orrery": machine.revision(ROOT), "node": machine.output_of([self.node, "--version"]).lstrip("v"),
                "acorn": package["version"]}

    def ours(self, program, *flags):
        return [self.orrery, "bench-parse", f"--{program.goal}", *flags, str(program.path)]

    def run(self, say):
        """All measurements, as what is written to the JSON file and the text of the report."""
        versions = self.versions()
        full = {}
        lazy = {}
        memory = {}
        for program in self.rows:
            acorn = [self.node, "--expose-gc", str(PEERS / "acorn_parse.mjs"), str(program.path), program.goal,
                     str(self.acorn)]
            say(f"{program.name}: full parse against acorn")
            full[program.name] = contest(self.ours(program, "--on-demand"), acorn, **self.effort)
            memory[program.name] = self.measure_memory(program, acorn)
            if program.goal == "script":
                say(f"{program.name}: lazy parse against V8")
                peer = [self.node, str(PEERS / "node_function.mjs"), str(program.path)]
                lazy[program.name] = contest(self.ours(program, "--lazy", "--on-demand"), peer, **self.effort)
        report = "\n".join([
            READING, FULL.format(**versions), self.speed_table(full, "acorn"),
            LAZY.format(**versions), self.speed_table(lazy, "V8"), MEMORY, self.memory_table(memory)])
        record = {"versions": versions, "machine": machine.describe(), "effort": self.effort,
                  "full": rounds_of(full), "lazy": rounds_of(lazy), "memory": memory}
        return record, report

    def measure_memory(self, program, acorn):
        ours = json.loads(subprocess.run(self.ours(program, "--json", "--rounds", "1"), check=True,
                                         capture_output=True, text=True).stdout)
        theirs = subprocess.run(acorn, input="tree\n", check=True, capture_output=True, text=True).stdout
        return {"nodes": ours["node_bytes"] / program.size, "scopes": ours["scope_bytes"] / program.size,
                "acorn": float(theirs) / program.size}

    def speed_table(self, results, peer):
        rows = [["program", "kB", "Orrery ms", "MB/s", f"{peer} ms", "ratio", "cold Orrery ms", f"cold {peer} ms",
                 "cold ratio"]]
        for program in self.rows:
            result = results.get(program.name)
            if result is None:
                continue
            (ours, theirs), (cold, their_cold) = result.medians("warm"), result.medians("cold")
            rows.append([program.name, f"{program.size / 1000:.0f}", f"{ours:.2f}", f"{program.size / 1000 / ours:.0f}",
                         f"{theirs:.2f}", str(result.ratio("warm")), f"{cold:.2f}", f"{their_cold:.2f}",
                         str(result.ratio("cold"))])
        means = [f"{geometric_mean(result.ratio(kind).median for result in results.values()):.2f}" for kind in ("warm", "cold")]
        rows.append(["geometric mean", "", "", "", "", means[0], "", "", means[1]])
        return table(rows)

    def memory_table(self, memory):
        rows = [["program", "nodes", "scopes", "acorn"]]
        rows += [[name, *(f"{row[column]:.1f}" for column in rows[0][1:])] for name, row in memory.items()]
        return table(rows)


def rounds_of(results):
    return {name: {"cold": result.cold, "warm": result.warm} for name, result in results.items()}


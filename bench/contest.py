"""Pairs two programs, round by round, so that whatever disturbs the machine disturbs both alike."""

import random
import statistics
import subprocess
from dataclasses import dataclass, field

# Rounds in which a program with a JIT compiler is still finding out what is hot. They are in neither column.
WARM_UP = 4
RESAMPLES = 2000
CONFIDENCE = 0.95


class ContestantFailed(Exception):
    pass


class Contestant:
    """A process that does one round for each line it is sent, and answers with the milliseconds that it took."""

    def __init__(self, command):
        self.command = command
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)

    def ask(self, question="go"):
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise ContestantFailed(f"{' '.join(self.command)}\n{self.process.stderr.read()}")
        return float(answer)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.stderr.close()
        self.process.wait()


@dataclass
class Result:
    """Milliseconds of both sides, in pairs."""
    cold: list = field(default_factory=list)  # the first round of a fresh process
    warm: list = field(default_factory=list)

    def medians(self, kind):
        pairs = getattr(self, kind)
        return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)

    def ratio(self, kind):
        """How many times longer the second side takes: median of the pairs' ratios, and its confidence interval."""
        ratios = [b / a for a, b in getattr(self, kind)]
        return Ratio.of(ratios)


@dataclass
class Ratio:
    median: float
    low: float
    high: float

    @staticmethod
    def of(ratios):
        """The interval is a bootstrap's, from a fixed seed: the same rounds always give the same interval."""
        source = random.Random(1)
        medians = sorted(statistics.median(source.choices(ratios, k=len(ratios))) for _ in range(RESAMPLES))
        tail = round((1 - CONFIDENCE) / 2 * RESAMPLES)
        return Ratio(statistics.median(ratios), medians[tail], medians[-1 - tail])

    def __str__(self):
        return f"{self.median:.2f} [{self.low:.2f}, {self.high:.2f}]"


def contest(first, second, processes, rounds, seconds):
    """`processes` pairs of fresh processes with `rounds` warm rounds each, or fewer once `seconds` of work are done."""
    result = Result()
    for _ in range(processes):
        spent = 0
        with Contestant(first) as a, Contestant(second) as b:
            result.cold.append((a.ask(), b.ask()))
            for number in range(WARM_UP + rounds):
                # Neither is always the one that finds the other's data in the caches.
                if number % 2 == 0:
                    pair = a.ask(), b.ask()
                else:
                    later, sooner = b.ask(), a.ask()
                    pair = sooner, later
                spent += sum(pair) / 1000
                if number >= WARM_UP:
                    result.warm.append(pair)
                if spent > seconds / processes and number >= WARM_UP + 2:
                    break
    return result

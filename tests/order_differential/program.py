"""What random programs are made of: a tree of statements that can be written, and made smaller; seeded choices; times."""

from dataclasses import dataclass, field, replace


class Choices:
    """Random numbers that are the same for the same seed in every version of Python (SplitMix64)."""

    def __init__(self, seed):
        self.state = seed
        # Seeds beside each other shall have nothing in common.
        self.state = self.number()

    def number(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) % 2**64
        mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB % 2**64
        return mixed ^ (mixed >> 31)

    def below(self, limit):
        return self.number() % limit

    def chance(self, percent):
        return self.below(100) < percent

    def pick(self, values):
        return values[self.below(len(values))]

    def weighted(self, pairs):
        """One of the values of (value, weight)."""
        left = self.below(sum(weight for _, weight in pairs))
        for value, weight in pairs:
            left -= weight
            if left < 0:
                return value
        raise AssertionError("weights add up")


@dataclass
class Statement:
    """Text, and in between lists of statements. Any statement of any list may be taken away: the program still runs."""

    parts: list
    constructs: tuple = ()

    def lists(self):
        return [part for part in self.parts if isinstance(part, list)]

    def write(self, indent=0):
        text = "  " * indent
        for part in self.parts:
            if isinstance(part, str):
                text += part.replace("\n", "\n" + "  " * indent)
            else:
                text += "\n" + write(part, indent + 1) + "  " * indent
        return text + "\n"


def write(statements, indent=0):
    return "".join(statement.write(indent) for statement in statements)


def line(text, *constructs):
    return Statement([text], constructs)


def constructs_of(statements):
    found = set()
    for statement in statements:
        found.update(statement.constructs)
        for part in statement.lists():
            found |= constructs_of(part)
    return found


# What a body may make besides logs and microtasks.
MICROTASKS, TASKS, TIMES = range(3)


@dataclass
class Place:
    """Where a body runs.

    time    its slot: slots are so far apart that what belongs to one is over before the next one begins
    level   MICROTASKS: nothing but those, as it is not known when the body runs, or it may run several times.
            TASKS: also tasks that come at once. TIMES: also timers of later slots
    posts   whether messages may be sent: not where the phase of Node's loop is not known
    """

    time: int = 0
    level: int = TIMES
    depth: int = 0
    is_async: bool = False
    may_sleep: bool = False
    posts: bool = True

    def inside(self, **changes):
        """A function made here."""
        changes.setdefault("is_async", False)
        changes.setdefault("may_sleep", False)
        return replace(self, depth=self.depth + 1, **changes)

    def at_most(self, level):
        return min(self.level, level)


@dataclass
class Program:
    """A random program."""

    seed: int
    profile: str
    is_module: bool
    statements: list
    lasts_ms: int
    constructs: set = field(default_factory=set)

    @property
    def name(self):
        return f"{self.profile}_{self.seed}{'.mjs' if self.is_module else '.js'}"

    def text(self):
        return write(self.statements)

    def with_statements(self, statements):
        return replace(self, statements=statements)

"""Makes a program smaller as long as something holds of it."""

import copy


def lists_of(statements):
    """All lists of statements in there, the outer ones first."""
    yield statements
    for statement in statements:
        for part in statement.lists():
            yield from lists_of(part)


def copy_with_list(program, index):
    tree = copy.deepcopy(program.statements)
    return program.with_statements(tree), list(lists_of(tree))[index]


class Shrinker:
    """Asks `holds` of smaller and smaller programs, but not more than so many times."""

    def __init__(self, program, holds, most_tries):
        self.program = program
        self.holds = holds
        self.tries_left = most_tries

    def takes(self, candidate):
        if self.tries_left == 0:
            return False
        self.tries_left -= 1
        if not self.holds(candidate):
            return False
        self.program = candidate
        return True

    def cut(self, index):
        """Takes statements of one list away, large parts first."""
        changed = False
        # The very first statement is what all the others use.
        first = 1 if index == 0 else 0
        size = len(list(lists_of(self.program.statements))[index]) - first
        while size >= 1:
            start = first
            while True:
                candidate, victim = copy_with_list(self.program, index)
                if start >= len(victim):
                    break
                del victim[start:start + size]
                if self.takes(candidate):
                    changed = True
                else:
                    start += size
            size //= 2
        return changed

    def open(self, index):
        """Puts the inside of a statement in its place."""
        changed = False
        position = 0
        while position < len(list(lists_of(self.program.statements))[index]):
            inside = list(lists_of(self.program.statements))[index][position].lists()
            for part in range(len(inside)):
                candidate, victim = copy_with_list(self.program, index)
                victim[position:position + 1] = victim[position].lists()[part]
                if self.takes(candidate):
                    changed = True
                    break
            else:
                position += 1
        return changed

    def run(self):
        changed = True
        while changed:
            changed = False
            for step in (self.cut, self.open):
                index = 0
                while index < len(list(lists_of(self.program.statements))):
                    changed |= step(index)
                    index += 1
        return self.program


def shrink(program, holds, most_tries=500):
    """The smallest program found of which `holds` is still true."""
    return Shrinker(program, holds, most_tries).run()

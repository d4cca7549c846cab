#!/usr/bin/env python3
"""Parts what the compiler has made of each stencil into what lies in the line of the program and what does not.

    lay_out_stencils.py STENCILS.s OUTPUT.s

The line begins at the function's first block, goes on where no jump is taken, and ends with the first jump that
leaves the stencil for good: to the next instruction, to a jump's target, into another function's code. So an
instruction that takes its short path runs into the next one, and jumps to nothing. The other blocks become a function
of their own in a section of its own, NAME.cold, which is laid out of line like other parts (stencil.h).

A jump to what does nothing but jump goes to its target at once.
"""

import re
import sys
from pathlib import Path

FUNCTION = re.compile(r"(\w+):\s*# @\1$")
DECLARATION = re.compile(r"\t\.type\t([^,]+),\s*@function")
LABEL = re.compile(r"(\.LBB\w+):")
UNCONDITIONAL = re.compile(r"\tjmpq?\t(\S+)")
CONDITIONAL = re.compile(r"\t(j(?!mp)\w+)\t(\S+)")
LEAVING = re.compile(r"\*|orrery_hole_next$|orrery_hole_target_\d$")


def fail(text):
    sys.exit(f"lay_out_stencils.py: {text}")


class Block:
    """Instructions from a label, or from behind a jump, to a jump or the next label."""

    def __init__(self, labels):
        self.labels = labels
        self.lines = []
        self.next = None  # the block behind, if it runs into that

    def jump(self):
        """The target of the unconditional jump at the end, or None."""
        match = UNCONDITIONAL.match(self.lines[-1]) if self.lines else None
        return match and match[1]

    def text(self):
        return [f"{label}:" for label in self.labels] + self.lines


def blocks_of(lines):
    blocks = [Block([])]
    for line in lines:
        label = LABEL.match(line)
        if label:
            if blocks[-1].lines:
                blocks.append(Block([]))
            blocks[-1].labels.append(label[1])
        elif line.startswith(("\t.p2align", "#", "\t#")):
            continue
        elif line.startswith("\t."):
            fail(f"a directive in a function: {line.strip()}")
        else:
            blocks[-1].lines.append(line)
            if UNCONDITIONAL.match(line) or line.startswith("\tret"):
                blocks.append(Block([]))
    if not blocks[-1].lines and not blocks[-1].labels:
        blocks.pop()
    for block, behind in zip(blocks, blocks[1:]):
        if block.jump() is None and not block.lines[-1].startswith("\tret"):
            block.next = behind
    return blocks


def thread(blocks):
    """Jumps to blocks that only jump go where those do."""
    targets = {label: block.jump() for block in blocks if len(block.lines) == 1 and block.jump() for label in block.labels}

    def end_of(label):
        seen = set()
        while label in targets and label not in seen:
            seen.add(label)
            label = targets[label]
        return label

    for block in blocks:
        for at, line in enumerate(block.lines):
            match = UNCONDITIONAL.match(line) or CONDITIONAL.match(line)
            target = match and match[match.lastindex]
            if target in targets:
                block.lines[at] = line.replace(target, end_of(target), 1)
    used = {word for block in blocks for line in block.lines for word in re.findall(r"\.LBB\w+", line)}
    run_into = {id(block.next) for block in blocks if block.next}
    return [block for at, block in enumerate(blocks)
            if at == 0 or id(block) in run_into or any(label in used for label in block.labels)]


def line_of(blocks):
    """The blocks in the line of the program."""
    by_label = {label: block for block in blocks for label in block.labels}
    line = []
    block = blocks[0]
    while block and block not in line:
        line.append(block)
        target = block.jump()
        if target is None:
            block = block.next
        elif target in by_label and by_label[target] not in line:
            block.lines.pop()
            block.next = by_label[target]
            block = block.next
        elif LEAVING.match(target):
            return line
        else:
            # It leaves for what is rare: nothing is known of the rest.
            return blocks
    return blocks


def laid(blocks):
    """Their lines, with jumps to what would have been behind."""
    lines = []
    for block, behind in zip(blocks, [*blocks[1:], None]):
        lines += block.text()
        if block.next and block.next is not behind:
            if not block.next.labels:
                fail(f"what is run into behind {block.lines[-1].strip()} has no label")
            lines.append(f"\tjmp\t{block.next.labels[0]}")
    return lines


def lay_out(name, lines):
    blocks = thread(blocks_of(lines))
    line = line_of(blocks)
    rest = [block for block in blocks if block not in line]
    out = [f"{name}:", *laid(line), f"\t.size\t{name}, .-{name}"]
    if rest:
        cold = f"{name}.cold"
        out += [f'\t.section\t.text.{cold},"ax",@progbits', f"\t.type\t{cold},@function", f"{cold}:", *laid(rest)]
        out += [f"\t.size\t{cold}, .-{cold}"]
    return out


def lay_out_all(lines):
    """The lines of an assembler text, with its functions laid out."""
    out = []
    functions, done = set(), set()
    name, body = None, []
    for line in lines:
        function = FUNCTION.match(line)
        declared = DECLARATION.match(line)
        if declared:
            functions.add(declared[1])
        if function:
            name, body = function[1], []
        elif name is None:
            out.append(line)
        elif line.startswith(".Lfunc_end"):
            out += lay_out(name, body)
            done.add(name)
        elif line.startswith("\t.size"):
            name = None
        else:
            body.append(line)
    if functions != done:
        fail(f"functions that were not recognized: {', '.join(sorted(functions ^ done))}")
    return out


def main():
    if len(sys.argv) != 3:
        fail("usage: lay_out_stencils.py STENCILS.s OUTPUT.s")
    out = lay_out_all(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())
    Path(sys.argv[2]).write_text("\n".join([*out, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()

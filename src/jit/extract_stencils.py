#!/usr/bin/env python3
"""Makes of the compiled stencils the tables of stencil.h.

    extract_stencils.py STENCILS.o OUTPUT.cpp

STENCILS.o has been laid out by lay_out_stencils.py.

What a stencil may not contain (a relocation of a kind, or to a symbol, that nobody can fill) ends the build.
"""

import struct
import sys
from collections import namedtuple
from pathlib import Path

Section = namedtuple("Section", "name type flags address offset size link info alignment entry_size")
Symbol = namedtuple("Symbol", "name info other section value size")
Relocation = namedtuple("Relocation", "offset type symbol addend")

# ELF, and the x86-64 psABI, table "Relocation Types".
SHT_SYMTAB, SHT_RELA = 2, 4
SHF_EXECINSTR = 4
STT_FUNC = 2
PATCHES = {1: "Absolute64", 2: "Relative32", 4: "Relative32", 10: "Absolute32", 11: "Absolute32"}
JUMP = 0xE9  # with a displacement of 32 bits

# enum class Hole of stencil.h: check_holes() has the compiler compare them.
MAX_OPERANDS = 5
INDEXED = ("register", "feedback", "operand", "small", "constant", "target")
OTHERS = ("pc", "opcode_pc", "next_pc", "data", "next", "slow", "slow_path", "return")
HOLES = [f"{name}_{i}" for name in INDEXED for i in range(MAX_OPERANDS)] + list(OTHERS)
HOLE_PREFIX = "orrery_hole_"
SPECIALS = ("k_go_slow", "k_after_call", "k_after_construct")


def fail(text):
    sys.exit(f"extract_stencils.py: {text}")


class Object:
    """An ELF64 file for x86-64, little-endian, with what is wanted of it."""

    def __init__(self, path):
        self.data = Path(path).read_bytes()
        if self.data[:6] != b"\x7fELF\x02\x01" or struct.unpack_from("<H", self.data, 18)[0] != 62:
            fail(f"{path} is no object file for x86-64")
        table, = struct.unpack_from("<Q", self.data, 40)
        entry_size, count, names = struct.unpack_from("<HHH", self.data, 58)
        raw = [struct.unpack_from("<IIQQQQIIQQ", self.data, table + i * entry_size) for i in range(count)]
        self.sections = [Section(self.string(raw[names][4], each[0]), *each[1:]) for each in raw]
        symtab = next(section for section in self.sections if section.type == SHT_SYMTAB)
        strings = self.sections[symtab.link].offset
        self.symbols = []
        for at in range(symtab.offset, symtab.offset + symtab.size, 24):
            name, info, other, section, value, size = struct.unpack_from("<IBBHQQ", self.data, at)
            self.symbols.append(Symbol(self.string(strings, name), info, other, section, value, size))
        self.relocations = {}
        for section in self.sections:
            if section.type == SHT_RELA:
                self.relocations[section.info] = sorted(
                    Relocation(offset, info & 0xFFFFFFFF, info >> 32, addend)
                    for offset, info, addend in struct.iter_unpack("<QQq", self.bytes_of(section)))

    def string(self, table, offset):
        start = table + offset
        return self.data[start:self.data.index(b"\0", start)].decode()

    def bytes_of(self, section):
        return self.data[section.offset:section.offset + section.size]

    def is_function(self, index):
        symbol = self.symbols[index]
        return symbol.section != 0 and symbol.info & 15 == STT_FUNC

    def pointers(self, name):
        """The symbols that the words of an array of pointers refer to."""
        array = next((symbol for symbol in self.symbols if symbol.name == name), None)
        if array is None:
            fail(f"there is no {name}")
        found = [each for each in self.relocations.get(array.section, ())
                 if array.value <= each.offset < array.value + array.size]
        if len(found) * 8 != array.size:
            fail(f"{name} has words that are no addresses")
        return [self.function_at(each)[0] for each in found]

    def function_at(self, relocation, least_addend=0):
        """The index of the symbol of the function that the place is in, for assemblers may refer to a section instead; and
        where in it."""
        base = self.symbols[relocation.symbol]
        value = base.value + relocation.addend - least_addend
        for index, symbol in enumerate(self.symbols):
            if self.is_function(index) and symbol.section == base.section and symbol.value <= value < symbol.value + symbol.size:
                return index, value - symbol.value
        fail(f"no function is at {base.name}+{value}")


class Tables:
    """Collects parts, beginning with the main ones, and what they refer to."""

    def __init__(self, elf):
        self.elf = elf
        self.parts = {}  # index of the symbol -> index of the part
        self.texts = []
        self.addresses = {}  # C++ expression -> index
        self.functions = {}  # mangled name -> name here
        self.data = {}  # section -> name here

    def part(self, symbol):
        if symbol not in self.parts:
            self.parts[symbol] = len(self.parts)
            self.texts.append(None)
            self.texts[self.parts[symbol]] = self.describe(symbol)
        return self.parts[symbol]

    def describe(self, index):
        symbol = self.elf.symbols[index]
        section = self.elf.sections[symbol.section]
        start = section.offset + symbol.value
        code = self.elf.data[start:start + symbol.size]
        mine = [each for each in self.elf.relocations.get(symbol.section, ())
                if symbol.value <= each.offset < symbol.value + symbol.size]
        rows = [self.row(symbol, each) for each in mine]
        trailing = 0
        if mine and len(code) >= 5 and code[-5] == JUMP and mine[-1].offset == symbol.value + symbol.size - 4 \
                and self.elf.symbols[mine[-1].symbol].name == HOLE_PREFIX + "next":
            trailing = 5
        return code, rows, trailing

    def main_part(self, symbol):
        """A part in the line of the program, where its jump to the next instruction is left out. Behind that lies what
        callees return to, if there is one: it would run into that."""
        index = self.part(symbol)
        if self.texts[index][2] != 0 and self.asks_for(index, "return"):
            fail(f"{self.elf.symbols[symbol].name} calls, and also runs into the next instruction")
        return index

    def asks_for(self, part, hole):
        return any(f"Wanted::Hole, {HOLES.index(hole)}," in row for row in self.texts[part][1])

    def row(self, inside, relocation):
        patch = PATCHES.get(relocation.type)
        target = self.elf.symbols[relocation.symbol]
        if patch is None:
            fail(f"{inside.name} has a relocation of type {relocation.type} to {target.name}")
        wanted, index, addend = self.wanted(inside, relocation)
        if patch == "Absolute32" and wanted != "Hole":
            fail(f"{inside.name} has an address of 32 bits: {target.name}")
        return f"{{{relocation.offset - inside.value}, Patch::{patch}, Wanted::{wanted}, {index}, {addend}}}"

    def wanted(self, inside, relocation):
        target = self.elf.symbols[relocation.symbol]
        if target.name.startswith(HOLE_PREFIX):
            hole = target.name[len(HOLE_PREFIX):]
            if hole not in HOLES:
                fail(f"{inside.name}: nobody knows the hole {hole}")
            return "Hole", HOLES.index(hole), relocation.addend
        if target.section == 0:
            name = self.functions.setdefault(target.name, f"function_{len(self.functions)}")
            return "Address", self.address(f"&{name}"), relocation.addend
        if self.elf.sections[target.section].flags & SHF_EXECINSTR:
            # A displacement counts from behind its four bytes.
            function, offset = self.elf.function_at(relocation, -4)
            return "Part", self.part(function), offset - 4
        name = self.data.setdefault(target.section, f"data_{len(self.data)}")
        return "Address", self.address(f"{name} + {target.value}"), relocation.addend

    def address(self, expression):
        return self.addresses.setdefault(expression, len(self.addresses))


def check_holes():
    """Assertions that the holes have here the numbers that they have in stencil.h."""
    def enumerator(hole):
        return "Hole::" + "".join(word.capitalize() for word in hole.split("_"))

    expected = {enumerator(hole): HOLES.index(f"{hole}_0") for hole in INDEXED}
    expected |= {enumerator(hole): HOLES.index(hole) for hole in OTHERS} | {"Hole::Count": len(HOLES)}
    return [f"static_assert(bytecode::k_max_operands == {MAX_OPERANDS});",
            *(f"static_assert(static_cast<int>({name}) == {value});" for name, value in expected.items())]


def numbers(data):
    return ", ".join(str(byte) for byte in data)


def main():
    if len(sys.argv) != 3:
        fail("usage: extract_stencils.py STENCILS.o OUTPUT.cpp")
    elf = Object(sys.argv[1])
    tables = Tables(elf)
    mains = [tables.main_part(symbol) for symbol in elf.pointers("orrery_stencils")]
    variants = [tables.main_part(symbol) for symbol in elf.pointers("orrery_variant_stencils")]
    specials = [tables.part(symbol) for symbol in elf.pointers("orrery_special_stencils")]

    out = ["// Made by extract_stencils.py.", "", '#include "jit/stencil.h"', "", 'extern "C" {']
    out += [f'extern const char {name} asm("{mangled}");' for mangled, name in tables.functions.items()]
    out += ["}", "", "namespace orrery::jit {", "", *check_holes(), "", "namespace {", ""]
    for section, name in tables.data.items():
        if elf.relocations.get(section):
            fail(f"the data of {elf.sections[section].name} has relocations")
        out.append(f"alignas({max(elf.sections[section].alignment, 1)}) constexpr unsigned char {name}[] = "
                   f"{{{numbers(elf.bytes_of(elf.sections[section]))}}};")
    for index, (code, rows, _) in enumerate(tables.texts):
        out.append(f"constexpr std::uint8_t code_{index}[] = {{{numbers(code)}}};")
        if rows:
            out.append(f"constexpr Relocation relocations_{index}[] = {{{', '.join(rows)}}};")
    out += ["", "}  // namespace", "", "const Part k_parts[] = {"]
    for index, (_, rows, trailing) in enumerate(tables.texts):
        out.append(f"    {{code_{index}, {f'relocations_{index}' if rows else '{}'}, {trailing}}},")
    out += ["};", f"const std::uint16_t k_main_parts[bytecode::k_opcode_count] = {{{numbers(mains)}}};"]
    out += [f"const std::uint16_t k_variant_parts[] = {{{numbers(variants)}}};"]
    out += [f"const std::uint16_t {name} = {part};" for name, part in zip(SPECIALS, specials, strict=True)]
    out += ["const void* const k_addresses[] = {"] + [f"    {each}," for each in tables.addresses] + ["    nullptr};"]
    mangled = {f"&{name}": symbol for symbol, name in tables.functions.items()}
    out += ["const char* const k_address_names[] = {"] + [f'    "{mangled.get(each, each)}",' for each in tables.addresses]
    out += ["    nullptr};", "", "}  // namespace orrery::jit", ""]
    Path(sys.argv[2]).write_text("\n".join(out), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Reads what /api/stream and /api/window send, and the traces in it (docs/trace-format.md)."""

import re
import struct
from pathlib import Path

DEF = Path(__file__).resolve().parent.parent.parent / "src" / "trace" / "trace_events.def"
NOTHING, STATE, TRACE, OUTPUT, BASE, END = range(6)
META, DEFINITIONS, EVENTS, INDEX = range(1, 5)
HEADER = b"\x8fORRTRC\n" + struct.pack("<II", 3, 0)


def read_table():
    """Code: (name, level, [(type, field)])"""
    table = {}
    for name, code, level, fields in re.findall(r"^TRACE_EVENT\((\w+), (\d+), (\w+),? ?(.*)\)$", DEF.read_text(), re.M):
        table[int(code)] = (name, level, re.findall(r"FIELD\((\w+), (\w+)\)", fields))
    return table


TABLE = read_table()


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def byte(self):
        self.at += 1
        return self.data[self.at - 1]

    def number(self):
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def text(self):
        size = self.number()
        self.at += size
        assert self.at <= len(self.data)
        return self.data[self.at - size:self.at].decode("utf-8", "surrogatepass")

    def value(self):
        tag = self.byte()
        if tag == 5:
            number = self.number()
            return (number >> 1) ^ -(number & 1)
        if tag == 6:
            self.at += 8
            return struct.unpack("<d", self.data[self.at - 8:self.at])[0]
        if tag == 7:
            self.number()
            return self.text()
        if tag in (8, 9):
            return (tag, self.text())
        if tag == 10:
            return ("object", self.number())
        if tag == 11:
            return ("function", self.number(), self.number())
        return (None, "undefined", "null", False, True)[tag]

    def field(self, sort):
        if sort in ("Number", "Name"):
            return self.number()
        if sort == "Flag":
            return self.byte() == 1
        if sort == "Text":
            return self.text()
        if sort == "Place":
            script = self.number()
            return None if script == 0 else (script, self.number(), self.number())
        if sort == "Value":
            return self.value()
        if sort == "Values":
            return [self.value() for _ in range(self.number())]
        assert sort == "Properties", sort
        return [(self.value(), self.value()) for _ in range(self.number())]

    def event(self):
        name, level, fields = TABLE[self.byte()]
        return {"event": name, "level": level} | {field: self.field(sort) for sort, field in fields}


class Trace:
    """A trace as its bytes come, in any pieces."""

    def __init__(self, has_header=True):
        self.rest, self.wants_header = b"", has_header
        self.size = 0
        self.blocks = []  # (kind, number, first turn)
        self.events = []
        self.ends = []  # of the blocks, in the events
        self.meta = {}

    def add(self, data):
        self.rest += data
        self.size += len(data)
        if self.wants_header and len(self.rest) >= len(HEADER):
            assert self.rest.startswith(HEADER), self.rest[:16]
            self.rest, self.wants_header = self.rest[len(HEADER):], False
        while not self.wants_header and len(self.rest) >= 24:
            kind, size, number, turn = struct.unpack("<IIII", self.rest[:16])
            if len(self.rest) < 24 + size:
                return
            contents, self.rest = self.rest[24:24 + size], self.rest[24 + size:]
            assert kind in (META, DEFINITIONS, EVENTS, INDEX), kind
            self.blocks.append((kind, number, turn))
            reader = Reader(contents)
            while kind == META and reader.at < len(contents):
                key = reader.text()
                self.meta[key] = reader.text()
            while kind in (DEFINITIONS, EVENTS) and reader.at < len(contents):
                self.events.append(reader.event())
            self.ends.append(len(self.events))

    def events_of_blocks(self, count):
        """The events of so many blocks, from the first on."""
        return self.events[:self.ends[count - 1]] if count else []

    def named(self, name):
        return [event for event in self.events if event["event"] == name]

    def output(self):
        return "".join(event["text"] for event in self.named("Output"))

    def turns(self):
        return [event["turn"] for event in self.named("TurnBegin")]


def take_record(data):
    """The first record of the bytes and the rest, or None."""
    if len(data) < 8:
        return None
    kind, zeros, size = data[0], data[1:4], struct.unpack("<I", data[4:8])[0]
    assert zeros == b"\0\0\0"
    if len(data) < 8 + size:
        return None
    return kind, data[8:8 + size], data[8 + size:]

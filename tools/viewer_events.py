#!/usr/bin/env python3
"""Writes viewer/src/trace/events.ts, the events of a trace in TypeScript, from src/trace/trace_events.def.

    tools/viewer_events.py            writes the file
    tools/viewer_events.py --check    fails if the committed file is not what would be written
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "src/trace/trace_events.def"
OUTPUT = ROOT / "viewer/src/trace/events.ts"

EVENT = re.compile(r"TRACE_EVENT\((\w+), (\d+), (\w+)((?:,? ?FIELD\(\w+, \w+\))*)\)")
FIELD = re.compile(r"FIELD\((\w+), (\w+)\)")

# Of a field in the table: its type in TypeScript, and the method of ByteReader that reads it.
TYPES = {
    "Number": ("number", "number"),
    "Flag": ("boolean", "flag"),
    "Name": ("string", "name"),
    "Text": ("string", "text"),
    "Place": ("Place", "place"),
    "Value": ("Value", "value"),
    "Values": ("readonly Value[]", "values"),
    "Properties": ("readonly Property[]", "properties"),
}

HEAD = """// Written by tools/viewer_events.py from src/trace/trace_events.def. Do not edit.

import type { ByteReader } from './byte_reader';
import type { Place, Property, Value } from './values';
"""


def camel(name):
    head, *tail = name.split("_")
    return head + "".join(word.capitalize() for word in tail)


def read_table(text):
    """The rows of the table: (name, code, level, [(type, name)])."""
    code = re.sub(r"//[^\n]*", "", text)
    rows = [(m[1], int(m[2]), m[3], FIELD.findall(m[4])) for m in EVENT.finditer(code)]
    if len(rows) != code.count("TRACE_EVENT("):
        raise ValueError("some row of the table is not understood")
    for name, _, _, fields in rows:
        for kind, _ in fields:
            if kind not in TYPES:
                raise ValueError(f"{name} has a field of the unknown type {kind}")
    return rows


def interface(row):
    name, code, _, fields = row
    lines = [f"/** Code {code}. */", f"export interface {name} {{", f"  readonly type: '{name}';"]
    lines += [f"  readonly {camel(field)}: {TYPES[kind][0]};" for kind, field in fields]
    return "\n".join(lines + ["}"])


def case(row):
    name, code, _, fields = row
    parts = [f"type: '{name}'"] + [f"{camel(field)}: r.{TYPES[kind][1]}()" for kind, field in fields]
    return f"    case {code}:\n      return {{ {', '.join(parts)} }};"


def generate(rows):
    union = "\n".join(f"  | {row[0]}" for row in rows)
    table = "\n".join(
        f"  {name}: {{ code: {code}, level: '{level}', fields: ["
        + ", ".join(f"['{kind}', '{camel(field)}']" for kind, field in fields) + "] },"
        for name, code, level, fields in rows)
    parts = [
        HEAD,
        "\n\n".join(interface(row) for row in rows),
        f"\nexport type TraceEvent =\n{union};",
        "\n/** The next event; undefined if its code is unknown. */\n"
        "export function readEvent(r: ByteReader): TraceEvent | undefined {\n  switch (r.byte()) {\n"
        + "\n".join(case(row) for row in rows) + "\n    default:\n      return undefined;\n  }\n}",
        "\nexport type Level = 'Definition' | 'Loop' | 'Fine';\n"
        "export type FieldType = " + " | ".join(f"'{kind}'" for kind in TYPES) + ";\n\n"
        "export const eventTable: Readonly<\n"
        "  Record<TraceEvent['type'], { code: number; level: Level; fields: readonly (readonly [FieldType, string])[] }>\n"
        f"> = {{\n{table}\n}};",
    ]
    return "\n".join(parts) + "\n"


def main(arguments):
    text = generate(read_table(TABLE.read_text(encoding="utf-8")))
    if "--check" in arguments:
        if OUTPUT.read_text(encoding="utf-8") == text:
            return 0
        print(f"{OUTPUT.relative_to(ROOT)} is not up to date: run tools/viewer_events.py")
        return 1
    OUTPUT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

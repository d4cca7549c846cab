#!/usr/bin/env python3
"""Writes the indexes of the Encoding standard as C++ tables: src/web/encoding/indexes/*_data.cpp.

    tools/encoding/generate_indexes.py                   writes the files
    tools/encoding/generate_indexes.py --check           fails if a committed file is not what would be written
    tools/encoding/generate_indexes.py --compare DIR     compares each pointer with the standard's own index-*.txt in DIR

The mappings come from Python's codecs. Where these follow another edition of an encoding than
https://encoding.spec.whatwg.org, the tables of differences below say what the standard has.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OUTPUT = ROOT / "src/web/encoding/indexes"
NONE = 0xFFFD  # the code unit of pointers without a code point; no index has it
FIRST_ASTRAL_STAND_IN = 0xE000

# Index single-byte: the name of its table, Python's codec, differences by pointer.
SINGLE_BYTE = [
    ("ibm866", "cp866", {}), ("iso_8859_2", "iso8859_2", {}), ("iso_8859_3", "iso8859_3", {}),
    ("iso_8859_4", "iso8859_4", {}), ("iso_8859_5", "iso8859_5", {}), ("iso_8859_6", "iso8859_6", {}),
    ("iso_8859_7", "iso8859_7", {}), ("iso_8859_8", "iso8859_8", {}), ("iso_8859_10", "iso8859_10", {}),
    ("iso_8859_13", "iso8859_13", {}), ("iso_8859_14", "iso8859_14", {}), ("iso_8859_15", "iso8859_15", {}),
    ("iso_8859_16", "iso8859_16", {}), ("koi8_r", "koi8_r", {}), ("koi8_u", "koi8_u", {46: 0x45E, 62: 0x40E}),
    ("macintosh", "mac_roman", {}), ("windows_874", "cp874", {}), ("windows_1250", "cp1250", {}),
    ("windows_1251", "cp1251", {}), ("windows_1252", "cp1252", {}), ("windows_1253", "cp1253", {}),
    ("windows_1254", "cp1254", {}), ("windows_1255", "cp1255", {74: 0x5BA}), ("windows_1256", "cp1256", {}),
    ("windows_1257", "cp1257", {}), ("windows_1258", "cp1258", {}), ("x_mac_cyrillic", "mac_cyrillic", {}),
]

# What GB18030-2022 has where Python has GB18030-2000, and U+3000 for compatibility.
GB18030_DIFFERENCES = {
    6555: 0x3000, 7182: 0xFE10, 7183: 0xFE12, 7184: 0xFE11, 7185: 0xFE13, 7186: 0xFE14, 7187: 0xFE15, 7188: 0xFE16,
    7201: 0xFE17, 7202: 0xFE18, 7208: 0xFE19, 7533: 0x1E3F, 23775: 0x9FB4, 23783: 0x9FB5, 23788: 0x9FB6, 23789: 0x9FB7,
    23795: 0x9FB8, 23812: 0x9FB9, 23829: 0x9FBA, 23845: 0x9FBB,
}
JIS0212_DIFFERENCES = {116: 0xFF5E}
# Python has the Hong Kong characters of 2004 and not the extensions of ETEN; it lacks those of 2008 (pointers from 1000 on)
# and all that are there twice.
BIG5_DIFFERENCES = {
    1133: None, 1135: None, 1164: None, 1166: None,  # two code points each, which the decoder knows
    5029: 0x2027, 5038: 0xFE51, 5120: 0xAF, 5153: 0xFF5E, 5168: 0x2295, 5169: 0x2299, 5182: 0x2215, 5183: 0xFE68,
    5185: 0xFFE5, 5187: 0xFFE0, 5188: 0xFFE1,
    2082: 0x7BB8, 2088: 0x7C06, 2103: 0x7CCE, 2114: 0x7DD2, 2123: 0x7E1D, 2148: 0x8005, 2151: 0x8028, 2221: 0x83C1,
    2239: 0x84A8, 2244: 0x840F, 2303: 0x89A6, 2304: 0x89A9, 2354: 0x8D77, 2400: 0x90FD, 2413: 0x92B9, 2477: 0x975C,
    2498: 0x97FF, 2605: 0x9F16, 2673: 0x8503, 2771: 0x936E, 2780: 0x7479, 2990: 0x6D67, 3087: 0x799B, 3259: 0x9097,
    3301: 0x975D, 3436: 0x701E, 3451: 0x5B28, 4136: 0x7201, 4138: 0x77D7, 4141: 0x7E87, 4182: 0x99D6, 4206: 0x91D4,
    4220: 0x60DE, 4230: 0x6FB6, 4241: 0x8F36, 4258: 0x4FBB, 4273: 0x71DF, 4279: 0x9104, 4282: 0x9DF0, 4294: 0x83CF,
    4329: 0x5C10, 4330: 0x79E3, 4349: 0x5A67, 4419: 0x8F0B, 4422: 0x7B51, 4494: 0x62D0, 4624: 0x6062, 4694: 0x75F9,
    4708: 0x6C4A, 4742: 0x9B2E, 4748: 0x9F17, 4815: 0x50ED, 4828: 0x5F0C, 4902: 0x880F, 4922: 0x62CE, 4982: 0x7468,
    4992: 0x7162, 4997: 0x7250, 10942: 0x5EF4, 10946: 0x65E0, 10948: 0x7676, 10950: 0x96B6, 10957: 0x3003, 10958: 0x4EDD,
    19028: 0x5029, 19035: 0x507D, 19088: 0x5305, 19096: 0x5344, 19112: 0x537F, 19162: 0x5605, 19240: 0x5A77, 19299: 0x5E75,
    19305: 0x5ED0, 19326: 0x5F58, 19355: 0x60A4, 19398: 0x6490, 19439: 0x6674, 19454: 0x675E, 19553: 0x6C9C, 19554: 0x6E1D,
    19557: 0x6E2F, 19611: 0x716E, 19643: 0x732A, 19672: 0x745C, 19697: 0x74E9, 19748: 0x7809,
}
# A run of pointers from the first one on.
BIG5_RUNS = {
    1000: "㡵𡵓𣚞𦀡㻬𥣞㫵竼龗𤅡𨤍𣇪𠪊𣉞䌊蒄龖鐯䤰蘓墖靊鈘秐稲晠権袝瑌篅枂稬剏遆"
          "㓦珄𥶹瓆鿇垳䤯呌䄱𣚎堘穲𧭥讏䚮𦺈䆁𥶙箮𢒼鿈𢓁𢓉𢓌鿉蔄𣖻䂴鿊䓡𪷿拁灮鿋",
    2746: "兙兛兝兞",
    5432: "".join(map(chr, [*range(0x2400, 0x2420), 0x2421, 0x20AC])),  # symbols for controls
}


def decode(codec, *code):
    """The code point that these bytes stand for, or None."""
    try:
        text = bytes(code).decode(codec)
    except UnicodeDecodeError:
        return None
    return ord(text) if len(text) == 1 else None


def single_byte_index(codec, differences):
    index = {}
    for pointer in range(128):
        code_point = differences.get(pointer, decode(codec, pointer + 0x80))
        if code_point is None and codec.startswith("cp") and pointer < 0x20:
            code_point = pointer + 0x80  # Windows has C1 controls where there is nothing else
        index[pointer] = code_point
    return index


def trail(pointer, width, first_offset, second_offset):
    """Lead and trail bytes of encodings whose trail bytes have a gap from 0x7F on."""
    lead, rest = divmod(pointer, width)
    return lead, rest + (first_offset if rest < 0x3F else second_offset)


def big5_index():
    differences = dict(BIG5_DIFFERENCES)
    for first, text in BIG5_RUNS.items():
        differences.update(enumerate(map(ord, text), first))
    index = {}
    for pointer in range(19782):
        lead, byte = trail(pointer, 157, 0x40, 0x62)
        index[pointer] = differences.get(pointer, decode("big5hkscs", lead + 0x81, byte))
    return index


def gb18030_index():
    index = {}
    for pointer in range(23940):
        lead, byte = trail(pointer, 190, 0x40, 0x41)
        index[pointer] = GB18030_DIFFERENCES.get(pointer, decode("gb18030", lead + 0x81, byte))
    return index


def gb18030_ranges():
    """(pointer, code point) where the four-byte codes of the Basic Multilingual Plane begin anew."""
    ranges = []
    last = None
    for pointer in range(39420):
        if pointer == 7457:
            last += 1  # U+E7C7 alone, which the algorithms around the index know
            continue
        code_point = decode("gb18030", pointer // 12600 + 0x81, pointer // 1260 % 10 + 0x30,
                            pointer // 10 % 126 + 0x81, pointer % 10 + 0x30)
        if last is None or code_point != last + 1:
            ranges.append((pointer, code_point))
        last = code_point
    return ranges + [(189000, 0x10000)]


def jis0208_index():
    index = {}
    for pointer in range(11104):
        if 8836 <= pointer <= 10715:
            index[pointer] = None  # end-user-defined characters, which the Shift_JIS decoder knows
            continue
        lead, byte = trail(pointer, 188, 0x40, 0x41)
        index[pointer] = decode("cp932", lead + (0x81 if lead < 0x1F else 0xC1), byte)
    return index


def jis0212_index():
    return {pointer: JIS0212_DIFFERENCES.get(pointer, decode("euc_jp", 0x8F, pointer // 94 + 0xA1, pointer % 94 + 0xA1))
            for pointer in range(7211)}


def euc_kr_index():
    return {pointer: decode("cp949", pointer // 190 + 0x81, pointer % 190 + 0x41) for pointer in range(23750)}


# C++ -----------------------------------------------------------------------------------------------------------------

def is_plain(code_point):
    """Is it written as it is? All others have escapes, so that no editor can change them."""
    return (0x3041 <= code_point <= 0x3096 or 0x30A1 <= code_point <= 0x30FA or 0x3400 <= code_point <= 0x4DB5
            or 0x4E00 <= code_point <= 0x9FA5 or 0xAC00 <= code_point <= 0xD7A3 or 0x20000 <= code_point <= 0x2A6D6
            or code_point == NONE)


def literal(code_points, prefix, per_line):
    lines = []
    for start in range(0, len(code_points), per_line):
        text = "".join(chr(c) if is_plain(c) else f"\\u{c:04X}" if c < 0x10000 else f"\\U{c:08X}"
                       for c in code_points[start:start + per_line])
        lines.append(f'    {prefix}"{text}"')
    return "\n".join(lines)


def table(name, index, per_line):
    """An index as a literal of code units. What is beyond U+FFFF has a stand-in, which is its place in a second table."""
    astral = sorted({c for c in index.values() if c is not None and c > 0xFFFF})
    stand_ins = {c: FIRST_ASTRAL_STAND_IN + i for i, c in enumerate(astral)}
    if astral and any(c is not None and 0xE000 <= c < 0xF900 for c in index.values()):
        sys.exit(f"{name} has private code points: stand-ins need another place")
    units = [NONE if index[p] is None else stand_ins.get(index[p], index[p]) for p in range(len(index))]
    text = (f"constexpr char16_t k_{name}_table[] =\n{literal(units, 'u', per_line)};\n"
            f"static_assert(std::size(k_{name}_table) == {len(units)} + 1);\n"
            f"const std::u16string_view k_{name}(k_{name}_table, {len(units)});\n")
    if astral:
        text += (f"\nconstexpr char32_t k_{name}_astral_table[] =\n{literal(astral, 'U', per_line)};\n"
                 f"static_assert(std::size(k_{name}_astral_table) == {len(astral)} + 1);\n"
                 f"const std::u32string_view k_{name}_astral(k_{name}_astral_table, {len(astral)});\n")
    return text


def source(tables, header="indexes.h"):
    """Tables go into the unnamed namespace, the views of them behind it."""
    internal, external = [], []
    for line in tables.split("\n"):
        (external if line.startswith("const std::") else internal).append(line)
    body = "\n".join(internal).strip("\n")
    views = "\n".join(external)
    return f"""// Generated by tools/encoding/generate_indexes.py. Do not edit.

#include <iterator>

#include "web/encoding/indexes/{header}"

namespace orrery::web::indexes {{

// clang-format off
namespace {{

{body}

}}  // namespace

{views}
// clang-format on

}}  // namespace orrery::web::indexes
"""


def ranges_table(ranges):
    rows = []
    for start in range(0, len(ranges), 8):
        rows.append("    " + ", ".join(f"{{{p}, 0x{c:X}}}" for p, c in ranges[start:start + 8]) + ",")
    body = "\n".join(rows)
    return (f"constexpr Gb18030Range k_gb18030_ranges_table[] = {{\n{body}\n}};\n"
            "const std::span<const Gb18030Range> k_gb18030_ranges = k_gb18030_ranges_table;\n")


def single_byte_tables():
    parts = []
    for name, codec, differences in SINGLE_BYTE:
        index = single_byte_index(codec, differences)
        parts.append(table(name, index, 16))
    return "\n".join(parts)


def files():
    return {
        "single_byte_data.cpp": source(single_byte_tables(), "single_byte_indexes.h"),
        "big5_data.cpp": source(table("big5", big5_index(), 64)),
        "gb18030_data.cpp": source(table("gb18030", gb18030_index(), 64) + "\n" + ranges_table(gb18030_ranges())),
        "japanese_data.cpp": source(
            table("jis0208", jis0208_index(), 64) + "\n" + table("jis0212", jis0212_index(), 64)),
        "euc_kr_data.cpp": source(table("euc_kr", euc_kr_index(), 64)),
    }


# The standard's files ------------------------------------------------------------------------------------------------

def read_index(path):
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")
            if line.strip() and not line.startswith("#"))
    return [(int(row[0]), int(row[1], 16)) for row in rows]


def compare(folder):
    ours = {name.replace("_", "-"): single_byte_index(codec, differences) for name, codec, differences in SINGLE_BYTE}
    ours.update({"big5": big5_index(), "gb18030": gb18030_index(), "jis0208": jis0208_index(),
                 "jis0212": jis0212_index(), "euc-kr": euc_kr_index()})
    wrong = 0
    for name, index in sorted(ours.items()):
        theirs = dict(read_index(folder / f"index-{name}.txt"))
        pointers = set(theirs) | set(index)
        differences = [p for p in sorted(pointers) if theirs.get(p) != index.get(p)]
        wrong += len(differences)
        print(f"{name}: {len(theirs)} code points, {len(differences)} differences {differences[:10]}")
    if read_index(folder / "index-gb18030-ranges.txt") != gb18030_ranges():
        print("gb18030-ranges differ")
        wrong += 1
    return 1 if wrong else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--compare", type=Path, metavar="DIR")
    options = parser.parse_args()
    if options.compare:
        return compare(options.compare)
    stale = []
    for name, text in files().items():
        path = OUTPUT / name
        if not options.check:
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        print(f"{', '.join(stale)}: not what tools/encoding/generate_indexes.py would write")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())

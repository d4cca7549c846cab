"""The inputs: what each is called, the bytes of it, and how it must be answered. Made on the fly."""

import random
from dataclasses import dataclass, field
from typing import Callable

MANY = 1_000_000
HUGE = 200 * 1000 * 1000  # bytes


# How an input may be answered.
GOOD = "good"          # accepted
BAD = "bad"            # refused
NESTED = "nested"      # accepted, or refused because of its depth and for no other reason
EITHER = "either"      # accepted or refused


@dataclass
class Input:
    name: str
    make: Callable[[], bytes]
    answer: str
    suffix: str = ".js"
    # Trees of the largest inputs take too much memory for a test.
    commands: tuple = field(default=())


def repeated(before, middle, after="", count=MANY):
    return lambda: (before * count + middle + after * count).encode()


def numbered(part, count=MANY):
    """`part` with a number in it, again and again."""
    return lambda: "".join(part % i for i in range(count)).encode()


def nested():
    """A million levels of each way to nest. What closes them is there too, so that depth is all that may be wrong."""
    shapes = {
        "parentheses": ("(", "1", ")"),
        "brackets": ("[", "1", "]"),
        "blocks": ("{", ";", "}"),
        "object literals": ("({a:", "1", "})"),
        "object literals after names": ("a={b:", "1", "}"),
        "template literals": ("`${", "1", "}`"),
        "tagged templates": ("a`${", "1", "}`"),
        "arrow functions": ("a=>", "1", ""),
        "arrow functions with parentheses": ("(a)=>(", "1", ")"),
        "arrow functions with bodies": ("()=>{", "", "}"),
        "async arrow functions": ("async a=>", "1", ""),
        "arrow functions in defaults": ("(a=", "1", ")=>1"),
        "minus": ("- ", "a", ""),
        "not": ("!", "a", ""),
        "typeof": ("typeof ", "a", ""),
        "delete": ("delete ", "a", ""),
        "increments": ("++", "a", ""),
        "new": ("new ", "a", ""),
        "new with arguments": ("new a(", "1", ")"),
        "calls": ("a(", "1", ")"),
        "members": ("a[", "1", "]"),
        "optional members": ("a?.[", "1", "]"),
        "imports": ("import(", "1", ")"),
        "spread": ("[...", "a", "]"),
        "conditions": ("a?b:", "c", ""),
        "conditions in the middle": ("a?", "b", ":c"),
        "assignments": ("a=", "b", ""),
        "powers": ("a**", "b", ""),
        "else-if": ("if(a)b;else ", ";", ""),
        "if": ("if(a)", ";", ""),
        "while": ("while(a)", ";", ""),
        "do": ("do ", ";", " while(a)"),
        "for": ("for(;;)", ";", ""),
        "for-in": ("for(a in b)", ";", ""),
        "for-of": ("for(a of b)", ";", ""),
        "with": ("with(a)", ";", ""),
        "try": ("try{", "", "}catch{}"),
        "catch": ("try{}catch{", "", "}"),
        "switch": ("switch(a){case b:", "", "}"),
        "functions": ("function f(){", "", "}"),
        "function expressions": ("(function(){", "", "})"),
        "function parameters": ("function f(a=", "1", "){}"),
        "generators": ("function*f(){yield ", "1", "}"),
        "classes": ("class C{m(){", "", "}}"),
        "class expressions": ("(class{a=", "1", "})"),
        "class heritage": ("class C extends ", "D", "{}"),
        "static blocks": ("class C{static{", "", "}}"),
        "computed keys": ("({[", "a", "]:1})"),
        "array patterns": ("[", "a", "]"),
        "array binding patterns": ("[", "a", "]"),
        "object binding patterns": ("{a:", "b", "}"),
    }
    for name, (before, middle, after) in shapes.items():
        prefix, suffix = "", ""
        if name == "array patterns":
            suffix = "=b"
        elif "binding" in name:
            prefix, suffix = "var ", "=b"
        wrapped = lambda b=before, m=middle, a=after, p=prefix, s=suffix: (p + b * MANY + m + a * MANY + s).encode()
        yield Input(f"nested {name}", wrapped, EITHER if name == "increments" else NESTED)
        yield Input(f"nested {name}, not closed", lambda b=before, p=prefix: (p + b * MANY).encode(), BAD)
    yield Input("nested await", repeated("await ", "a"), NESTED, ".mjs")
    yield Input("nested yield", lambda: b"function*f(){" + b"yield " * MANY + b"}", NESTED)
    yield Input("nested labels", lambda: numbered("a%d:")() + b";", NESTED)
    yield Input("nested groups of a pattern", lambda: b"/" + b"(" * MANY + b")" * MANY + b"/", NESTED)
    yield Input("nested classes of a pattern", lambda: b"/" + b"[" * MANY + b"a" + b"]" * MANY + b"/v", NESTED)


def long():
    """A million of something side by side: the depth of the tree may not be a limit."""
    for name, operator in {"sums": "+", "comparisons": "<", "and": "&&", "coalescing": "??", "commas": ","}.items():
        yield Input(f"long {name}", repeated(f"a{operator}", "a"), GOOD)
    yield Input("long string concatenations", repeated('"a"+', '"b"'), GOOD)
    yield Input("long mixed operators", repeated("a*b-c|d&&", "e", count=MANY // 4), GOOD)
    yield Input("long member chains", repeated("a.b.", "c"), GOOD)
    yield Input("long optional chains", lambda: b"a" + b"?.b" * MANY, GOOD)
    yield Input("long computed chains", lambda: b"a" + b"[0]" * MANY, GOOD)
    yield Input("long call chains", lambda: b"a" + b".b(c)" * MANY, GOOD)
    yield Input("long template chains", lambda: b"a" + b"`b`" * MANY, GOOD)
    yield Input("long array", lambda: b"[" + b"1," * MANY + b"]", GOOD)
    yield Input("long array of holes", lambda: b"[" + b"," * MANY + b"]", GOOD)
    yield Input("long object", lambda: b"({" + numbered("a%d:1,")() + b"})", GOOD)
    yield Input("long arguments", lambda: b"f(" + b"a," * MANY + b"a)", GOOD)
    yield Input("long parameters", lambda: b"function f(" + numbered("a%d,")() + b"a){}", GOOD)
    yield Input("long duplicate parameters", lambda: b"function f(" + b"a," * MANY + b"a){}", GOOD)
    yield Input("long template", lambda: b"`" + b"${a}" * MANY + b"`", GOOD)
    yield Input("long declaration", lambda: b"let " + numbered("a%d,")() + b"a", GOOD)
    yield Input("long redeclaration", lambda: b"var " + b"a," * MANY + b"a", GOOD)
    yield Input("long array pattern", lambda: b"var [" + numbered("a%d,")() + b"]=b", GOOD)
    yield Input("long object pattern", lambda: b"({" + numbered("a%d,")() + b"}=b)", GOOD)
    yield Input("long switch", lambda: b"switch(a){" + numbered("case %d:")() + b"}", GOOD)
    yield Input("long class", lambda: b"class C{" + numbered("m%d(){}")() + b"}", GOOD)
    yield Input("long class of private names", lambda: b"class C{" + numbered("#m%d;")() + b"}", GOOD)
    yield Input("long functions", numbered("function f%d(){}"), GOOD)
    yield Input("long empty statements", repeated(";", ""), GOOD)
    yield Input("long lines", repeated("a\n", ""), GOOD)
    yield Input("long imports", numbered("import a%d from 'a';"), GOOD, ".mjs")
    yield Input("long exports", numbered("export let a%d;"), GOOD, ".mjs")
    yield Input("long arrow parameters", lambda: b"(" + numbered("a%d,")() + b"a)=>1", GOOD)
    yield Input("long almost arrow parameters", lambda: b"(" + b"a=1," * MANY + b"a)", GOOD)
    yield Input("long name", repeated("a", ""), GOOD)
    yield Input("long escaped name", repeated("\\u{61}", ""), GOOD)
    yield Input("long number", repeated("1", ""), GOOD)
    yield Input("long BigInt", repeated("1", "n"), GOOD)
    yield Input("long fraction", repeated("0", ".5"), BAD)
    yield Input("long pattern", lambda: b"/" + b"a|" * MANY + b"b/", GOOD)
    yield Input("long pattern of groups", lambda: b"/" + numbered("(?<a%d>)")() + b"/", GOOD)
    yield Input("long pattern of back references", lambda: b"/" + b"\\1" * MANY + b"()/", GOOD)
    yield Input("long class of a pattern", lambda: b"/[" + b"a-z" * MANY + b"]/", GOOD)
    yield Input("long flags", lambda: b"/a/" + b"g" * MANY, BAD)


def crossed():
    """Many nested scopes around many names: the time must not be that of the one times the other."""
    names = b"b;" * MANY

    def inside(opening, count, middle):
        return (numbered(opening, count)() + middle + b"}" * count)

    yield Input("crossed blocks and names", lambda: inside("{let a%d;", 2400, names), GOOD)
    yield Input("crossed with and names", lambda: inside("with(a%d){", 900, names), GOOD)
    yield Input("crossed blocks and var", lambda: inside("{let a%d;", 2400, numbered("var b%d;", MANY // 4)()), GOOD)
    yield Input("crossed blocks and functions",
                lambda: inside("{let a%d;", 2400, numbered("{function b%d(){}}", MANY // 4)()), GOOD)
    yield Input("crossed functions and names",
                lambda: inside("function a%d(){", 300, numbered("b%d;", MANY // 4)()), BAD)


def huge():
    """200 MB each. Only checked: the trees would take gigabytes."""
    check = (("check",), ("check", "--lazy"))
    shapes = {
        "comment": lambda: b"/*" + b"x" * HUGE + b"*/",
        "line comment": lambda: b"//" + b"x" * HUGE,
        "string": lambda: b"'" + b"x" * HUGE + b"'",
        "template": lambda: b"`" + b"x\n" * (HUGE // 2) + b"`",
        "white space": lambda: b" \n" * (HUGE // 2),
        "statements": lambda: STATEMENTS * (HUGE // len(STATEMENTS)),
        "line": lambda: STATEMENTS.replace(b"\n", b" ") * (HUGE // len(STATEMENTS)),
        "line with an error at its end": lambda: b"/*" + b"x" * HUGE + b"*/ a b /*" + b"x" * 1000 + b"*/",
    }
    for name, make in shapes.items():
        yield Input(f"huge {name}", make, BAD if "error" in name else GOOD, commands=check)


STATEMENTS = b"""
function parse(text, options = {}) {
  const { limit = 10, strict } = options; /* how many to take, and whether to complain */
  for (let i = 0; i < limit && i < text.length; i++) {
    if (strict && text[i] === "\\u0000") throw new TypeError(`bad character at ${i}`);
    results.push({ index: i, value: text.charCodeAt(i) * 31 + (options.seed ?? 0x7f) });
  }
  return results.filter((entry) => entry.value % 2 === 0).map(({ index, value }) => [index, value]);
}
"""


def odd():
    """Bytes that are no ordinary text."""
    noise = random.Random(1)
    texts = {
        "empty file": (b"", GOOD),
        "byte order mark alone": (b"\xef\xbb\xbf", GOOD),
        "byte order mark": (b"\xef\xbb\xbfa = 1", GOOD),
        "byte order mark in the middle": (b"a\xef\xbb\xbf=\xef\xbb\xbf1", GOOD),
        "byte order mark before a hashbang": (b"\xef\xbb\xbf#!x", EITHER),
        "UTF-16": ("\ufeffa = 1".encode("utf-16-le"), BAD),
        "zero byte": (b"\0", BAD),
        "zero bytes": (b"\0" * 1000, BAD),
        "zero byte in a string": (b"'\0'", GOOD),
        "zero byte in a comment": (b"/*\0*/ //\0", GOOD),
        "zero byte in a template": (b"`\0`", GOOD),
        "zero byte in a pattern": (b"/\0/", GOOD),
        "zero byte in a name": (b"a\0b", BAD),
        "invalid UTF-8 in a string": (b"'\xff\xfe\x80\xc0\xaf'", GOOD),
        "invalid UTF-8 in a comment": (b"/*\xff\xfe\x80*/ a", GOOD),
        "invalid UTF-8 as a name": (b"\xc3 = 1", BAD),
        "lone surrogates in UTF-8": (b"'\xed\xa0\x80' + '\xed\xb0\x80'", GOOD),
        "lone surrogates in escapes": (b"'\\ud800' + `\\udc00` + '\\u{d800}'", GOOD),
        "overlong forms": (b"'\xe0\x80\x80\xf0\x80\x80\x80'", GOOD),
        "beyond U+10FFFF": (b"'\xf4\x90\x80\x80\xf8\x88\x80\x80\x80'", GOOD),
        "cut-off character": (b"'\xf0\x9f\x98", BAD),
        "cut-off character in a comment": (b"// \xf0\x9f\x98", GOOD),
        "only carriage returns": (b"\r" * 1000, GOOD),
        "line separators": ("\u2028\u2029".encode() * 1000, GOOD),
        "control characters": (bytes(range(1, 32)), BAD),
        "all bytes": (bytes(range(256)), BAD),
        "noise": (noise.randbytes(100_000), BAD),
        "ASCII noise": (bytes(noise.choices(range(32, 127), k=100_000)), BAD),
        "punctuation noise": (bytes(noise.choices(b"(){}[]`$/\\'\"=>.,;:?#a0\n", k=100_000)), BAD),
        "cut-off string": (b"'abc", BAD),
        "cut-off template": (b"`abc${", BAD),
        "cut-off comment": (b"/* abc", BAD),
        "cut-off pattern": (b"/abc", BAD),
        "cut-off escape": (b"'\\", BAD),
        "cut-off code point escape": (b"'\\u{12", BAD),
        "cut-off number": (b"0x", BAD),
        "error far into a long line": (b"a;" * 500_000 + b"\xc3\xa9 \xc3\xa9;" + b"a;" * 500_000, BAD),
        "error at the very end": (b"a;\n" * 100_000 + b"(", BAD),
    }
    for name, (text, answer) in texts.items():
        yield Input(name, lambda t=text: t, answer)


def all_inputs():
    yield from odd()
    yield from nested()
    yield from crossed()
    yield from long()
    yield from huge()

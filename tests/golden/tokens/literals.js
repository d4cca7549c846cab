x = [0, 1.50, .5e3, 0x1F, 0b11, 0o17, 017, 09.5, 1_000, 1e400, 12n, 0xFFn, "", 'a\u{62}\x63\n', "line\
continuation"];

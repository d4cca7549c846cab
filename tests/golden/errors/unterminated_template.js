const s = `abc ${x} def


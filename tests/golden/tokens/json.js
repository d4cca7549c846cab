//# --json
const s = "\ud83d😀" + 0xFFn / 1_0 + /[/]/gu.x, t = f`a${s}\u`;
  名.#p

// Text with colours.
import chalk, { Chalk, supportsColor, modifierNames } from "chalk";
const c = new Chalk({ level: 3 });
console.log(
  JSON.stringify([
    c.red("red"),
    c.bold.blue.bgWhite(" x "),
    c.hex("#ff8800").underline("hex"),
    c.rgb(1, 2, 3)("rgb"),
    c.ansi256(99)("256"),
    c.red(`a ${c.blue("b")} c`),
    c.green("line\nline"),
    c.visible("v"),
  ]),
);
console.log(
  JSON.stringify([
    new Chalk({ level: 0 }).red("plain"),
    new Chalk({ level: 1 }).hex("#ff8800")("16"),
    new Chalk({ level: 2 }).rgb(200, 0, 0)("256"),
  ]),
);
console.log(chalk.level, supportsColor, modifierNames.join(), chalk.red("piped"));

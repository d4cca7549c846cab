// A command line with its help.
import yargs from "yargs";
const make = (args) =>
  yargs(args)
    .scriptName("tool")
    .usage("$0 <cmd> [args]")
    .command(
      "greet <name> [times]",
      "says hello",
      (y) =>
        y
          .positional("name", { type: "string" })
          .positional("times", { type: "number", default: 1 })
          .option("loud", { alias: "l", type: "boolean", describe: "shout" }),
      (argv) => {
        for (let i = 0; i < argv.times; i++) console.log(argv.loud ? `HELLO ${argv.name}!` : `hello ${argv.name}`);
      },
    )
    .option("level", { choices: ["low", "high"], default: "low" })
    .help()
    .version("1.2.3")
    .exitProcess(false)
    .strict();
await make(["greet", "Ann", "2", "-l"]).parse();
console.log(await make(["greet", "Bob", "--level", "high", "--no-loud"]).parse());
console.log(await make([]).getHelp());
await new Promise((resolve) =>
  make([]).parse(["greet", "--level", "x"], (err, argv, output) => {
    console.log("output", output);
    resolve();
  }),
);
await new Promise((resolve) =>
  make([]).parse('greet "two words" --unknown 1', (err, argv, output) => {
    console.log(err?.message, output);
    resolve();
  }),
);
console.log(
  yargs("--a.b 1 --arr x y --no-color -vvv --num 0x10 -- rest").scriptName("tool").count("v").array("arr").parse(),
);

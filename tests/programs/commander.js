// Another command line.
const { Command, Option, InvalidArgumentError } = require("commander");
const make = () => {
  const p = new Command("app");
  p.exitOverride().configureOutput({ writeOut: (s) => console.log("OUT", s), writeErr: (s) => console.log("ERR", s) });
  p.version("3.2.1")
    .description("An app")
    .option("-d, --debug", "more output")
    .addOption(new Option("-s, --size <size>", "a size").choices(["s", "m"]).default("s"))
    .option("-n, --number <n>", "number", (v) => {
      const n = parseInt(v, 10);
      if (isNaN(n)) throw new InvalidArgumentError("Not a number.");
      return n;
    });
  p.command("serve <dir> [ports...]")
    .alias("s")
    .option("--no-cache")
    .action((dir, ports, o, cmd) => console.log("serve", dir, ports, o, cmd.optsWithGlobals()));
  p.command("build")
    .argument("[target]", "what", "all")
    .action(async (t) => {
      await null;
      console.log("build", t);
    });
  return p;
};
const run = async (...args) => {
  try {
    const p = make();
    await p.parseAsync(args, { from: "user" });
    console.log(p.opts(), p.args);
  } catch (e) {
    console.log(e.code, e.exitCode);
  }
};
(async () => {
  await run("serve", "pub", "80", "90", "--no-cache", "-d");
  await run("build");
  await run("-n", "x", "build");
  await run("--help");
  await run("-V");
  await run("srve");
  await run("serve");
  await run("-s", "xl", "build");
  await run("help", "serve");
  await run("build", "-n", "5");
})();

// Arguments.
const parse = require("minimist");
console.log(
  parse(["-abc", "--x=3", "--no-y", "--z", "zed", "-n5", "rest", "--", "--tail", "--d.e", "4"]),
  parse(["-v", "--name", "n", "--count", "07", "f"], {
    string: ["count"],
    boolean: ["v"],
    alias: { n: "name" },
    default: { q: 1 },
    "--": true,
    unknown: (a) => a !== "f",
  }),
);

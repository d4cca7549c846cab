// Identifiers of all versions.
const { v1, v3, v4, v5, v6, v7, validate, version, parse, stringify, NIL, MAX } = require("uuid");
console.log(v5("hello", v5.URL), v3("hello", v3.DNS), v5("https://www.w3.org/", v5.URL));
for (const make of [v1, v4, v6, v7]) {
  const id = make();
  console.log(validate(id), version(id), id.length, id !== make());
}
console.log(
  v4({ random: Uint8Array.from({ length: 16 }, (_, i) => i) }),
  v1({ node: [1, 2, 3, 4, 5, 6], clockseq: 0x1234, msecs: 1321644961388, nsecs: 5678 }),
  v7({ msecs: 0x17f22e279b0, random: new Uint8Array(16), seq: 1 }),
);
console.log(stringify(parse("6ba7b810-9dad-11d1-80b4-00c04fd430c8")), NIL, MAX, validate("nope"));
try {
  parse("bad");
} catch (e) {
  console.log(e.name, e.message);
}

// Versions and ranges.
const s = require("semver");
console.log(
  s.satisfies("1.2.3", "^1.2.0 || >=3"),
  s.valid("=v1.2.3"),
  s.inc("1.2.3-beta.1", "prerelease"),
  s.diff("1.2.3", "2.0.0"),
  s.sort(["1.10.0", "1.2.0", "1.2.0-rc.1"]),
  s.maxSatisfying(["1.2.3", "1.9.0", "2.0.0"], "1.x"),
  s.coerce("v3.4 beta").version,
  s.validRange(">=1.2 <2 || ~3.4.5"),
  s.intersects("^1", ">1.5 <3"),
  s.minVersion(">1.2").version,
  new s.Range("1.2 - 2.3").toString(),
  s.compareBuild("1.0.0+1", "1.0.0+2"),
  s.subset("~1.2", "^1"),
  s.parse("1.2.3-a.b+c"),
);

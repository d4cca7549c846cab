// Text in many encodings, also as a stream.
const iconv = require("iconv-lite");
for (const e of [
  "win1251",
  "shift_jis",
  "gbk",
  "big5",
  "euc-kr",
  "utf16",
  "utf-16be",
  "koi8-r",
  "iso-8859-2",
  "cp437",
  "utf7",
  "gb18030",
  "utf-32le",
]) {
  const b = iconv.encode("Привет, 世界 안녕 café č", e);
  console.log(e, b.length, b.toString("hex").slice(0, 60), iconv.decode(b, e));
}
console.log(iconv.encodingExists("nope"), iconv.decode(Buffer.from([0xef, 0xbb, 0xbf, 65]), "utf8"));
const { Readable } = require("stream");
const d = Readable.from([Buffer.from([0x82]), Buffer.from([0xa0, 0x82, 0xa2])]).pipe(iconv.decodeStream("shift_jis"));
d.on("data", (x) => console.log("chunk", x)).on("end", () => console.log("end"));

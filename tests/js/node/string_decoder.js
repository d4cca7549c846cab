// Text of bytes that come in pieces.
const t = (f) => {
  try {
    console.log(f());
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
};
const { StringDecoder } = require('string_decoder');
for (const enc of ['utf8', 'utf16le', 'base64', 'hex', 'latin1', 'ascii', 'base64url']) {
  const b = Buffer.from('aé€😀z', 'utf8');
  for (const n of [1, 2, 3]) {
    const d = new StringDecoder(enc);
    let o = [];
    for (let i = 0; i < b.length; i += n) o.push(d.write(b.subarray(i, i + n)), d.lastNeed, d.lastTotal);
    o.push(d.end());
    t(() => JSON.stringify(o));
  }
}
for (const bytes of [
  [0xe2, 0x82],
  [0xf0, 0x9f],
  [0xc3],
  [0xe2, 0x41],
  [0xed, 0xa0],
  [0xf5],
  [0xf4, 0x90],
  [0xe0, 0x80],
  [0xff, 0xe2],
]) {
  const d = new StringDecoder();
  t(() => JSON.stringify([d.write(Buffer.from(bytes)), d.end()]));
}
t(() => new StringDecoder('x'));
t(() => new StringDecoder().encoding);
t(() => new StringDecoder('ucs2').encoding);

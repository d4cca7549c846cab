// TextDecoder and TextEncoder.
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
const encoder = new TextEncoder();
const bytes = (...list) => new Uint8Array(list);

console.log(encoder.encoding, hex(encoder.encode('aß€😀\ud800z')), encoder.encode().length, encoder.encode(undefined).length);
const room = new Uint8Array(6);
for (const text of ['abcdefgh', 'ßßßß', 'a€€', 'ab😀😀', '\udc00x', 'x'.repeat(5) + '€']) {
  room.fill(0);
  console.log(JSON.stringify(encoder.encodeInto(text, room)), hex(room));
}
console.log(new TextDecoder().decode(encoder.encode('x'.repeat(40) + 'é'.repeat(40) + '漢字'.repeat(20))));

for (const label of ['utf8', ' UTF-16 ', 'latin1', 'ascii', 'sjis', 'gbk', 'big5', 'euc-kr', 'iso-2022-jp', 'koi8-r', 'utf-16be']) {
  const decoder = new TextDecoder(label);
  console.log(decoder.encoding, decoder.fatal, decoder.ignoreBOM, decoder.decode(bytes(0x41, 0xc1, 0xc2, 0x7e)));
}
for (const label of ['nonsense', 'replacement', '']) {
  try {
    new TextDecoder(label);
  } catch (error) {
    console.log(error.name);
  }
}

const fatal = new TextDecoder('utf-8', { fatal: true });
for (const wrong of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82], [0xf4, 0x90, 0x80, 0x80]]) {
  try {
    console.log(fatal.decode(bytes(...wrong)));
  } catch (error) {
    console.log(error.name);
  }
  console.log(JSON.stringify(new TextDecoder().decode(bytes(0x41, ...wrong, 0x42))));
}
console.log(fatal.decode(bytes(0x41)));

const pieces = new TextDecoder();
let text = '';
for (const byte of encoder.encode('\ufeffé漢😀')) text += pieces.decode(bytes(byte), { stream: true });
console.log(text + pieces.decode(), text.length);
const bom = bytes(0xef, 0xbb, 0xbf, 0x41);
console.log(new TextDecoder().decode(bom).length, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bom).length);
const shared = new Uint8Array(new SharedArrayBuffer(3));
encoder.encodeInto('é!', shared);
console.log(new TextDecoder().decode(shared), new TextDecoder().decode(shared.buffer), new TextDecoder().decode(new DataView(shared.buffer, 2)));
console.log(JSON.stringify(new TextDecoder().decode()));
console.log(new TextDecoder('utf-16le').decode(new Uint16Array([0x41, 0xd83d, 0xde00, 0xd800])));
for (const wrong of [1, {}, 'text', [65]]) {
  try {
    new TextDecoder().decode(wrong);
  } catch (error) {
    console.log(error.name);
  }
}
for (const wrong of [new ArrayBuffer(1), new Uint16Array(1), new DataView(new ArrayBuffer(1))]) {
  try {
    encoder.encodeInto('', wrong);
  } catch (error) {
    console.log(error.name);
  }
}
console.log(new TextDecoder('latin1'));

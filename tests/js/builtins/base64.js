// Uint8Array to and from base64 and hex.
const show = (...parts) => console.log(parts.map(String).join(' | '));
const fails = (what, f) => { try { show(what, 'gave', f()); } catch (error) { show(what, error.name); } };
const bytes = (...values) => new Uint8Array(values);

for (let length = 0; length < 6; length++) {
  const array = Uint8Array.from({ length }, (_, i) => 250 + i);
  show(length, array.toBase64(), array.toBase64({ omitPadding: true }), array.toBase64({ alphabet: 'base64url' }), array.toHex());
  for (const options of [{}, { alphabet: 'base64url' }, { alphabet: 'base64url', omitPadding: true }]) {
    const again = Uint8Array.fromBase64(array.toBase64(options), options);
    if (again.join() !== array.join()) show('differs', length, JSON.stringify(options));
  }
  if (Uint8Array.fromHex(array.toHex()).join() !== array.join()) show('differs', length);
}
const large = Uint8Array.from({ length: 100000 }, (_, i) => i * 7919 >> 3);
show(Uint8Array.fromBase64(large.toBase64()).every((x, i) => x === large[i]), Uint8Array.fromHex(large.toHex()).every((x, i) => x === large[i]));

const texts = ['', 'Zg==', 'Zg=', 'Zg', 'Zm8=', 'Zm8', 'Zm9v', 'Zm9vY', ' Z m\t9\nv\f\r', 'Zh==', 'Zm9=', 'Z===', '=', 'Zg== ', 'Zg = =', 'Zg==Zg==', 'Zg===', 'A', 'Zm-_', 'Zm+/', 'Z\u00a0g', 'Zé', 'Z\u2028', 'ZZZZ\u{1f600}'];
for (const text of texts) {
  for (const lastChunkHandling of ['loose', 'strict', 'stop-before-partial'])
    fails(`${JSON.stringify(text)} ${lastChunkHandling}`, () => Uint8Array.fromBase64(text, { lastChunkHandling }));
  const target = new Uint8Array(4).fill(255);
  fails('set', () => JSON.stringify(target.setFromBase64(text)) + target);
}
for (const size of [0, 1, 2, 3, 4, 5]) {
  const target = new Uint8Array(size);
  show(size, JSON.stringify(target.setFromBase64('Zm9vYmFy')), target, JSON.stringify(new Uint8Array(size).setFromBase64('Zm8=')), JSON.stringify(new Uint8Array(size).setFromHex('aabbcc')));
}
for (const text of ['', 'ab', 'AB', 'a', 'abc', 'zz', '0x', 'ab ', 'a\u0301bc']) fails(JSON.stringify(text), () => Uint8Array.fromHex(text));
const partly = new Uint8Array(8);
fails('what came before an error is written', () => partly.setFromHex('aabbxx')); show(partly);
fails('the same of base64', () => partly.setFromBase64('AAECAwQ*')); show(partly);
fails('no string', () => Uint8Array.fromBase64(bytes(1)));
fails('no options', () => Uint8Array.fromBase64('', 1));
fails('another alphabet', () => bytes(1).toBase64({ alphabet: 'other' }));
fails('alphabet as object', () => bytes(1).toBase64({ alphabet: Object('base64') }));
fails('no Uint8Array', () => Uint8Array.prototype.toHex.call(new Uint8ClampedArray(1)));
fails('subclass', () => class extends Uint8Array {}.fromHex('00').constructor.name);
const detached = bytes(1, 2); detached.buffer.transfer();
fails('detached', () => detached.toHex());
fails('detached by an option', () => { const array = bytes(1); return array.toBase64({ get omitPadding() { array.buffer.transfer(); } }); });

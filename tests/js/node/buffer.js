// Node's Buffer, as Node prints it.

// The expected output is a text: control characters are told by number.
const plain = (value) =>
  typeof value === 'string' ? value.replace(/[\x00-\x09\x0b-\x1f\x7f]/g, (c) => `\\x${c.charCodeAt(0).toString(16)}`) : value;
const t = (f) => {
  try {
    console.log(plain(f()));
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
};
const { Buffer: B2, transcode, isUtf8, isAscii, kMaxLength, constants } = require('node:buffer');
t(() => B2 === Buffer);
t(() => Buffer.from('héllo €😀').toString('base64'));
for (const e of ['utf8', 'utf16le', 'latin1', 'ascii', 'base64', 'base64url', 'hex', 'UCS-2', 'BINARY']) {
  t(() => Buffer.from('héllo wörld €😀', 'utf8').toString(e));
  t(() => Buffer.from('aGVsbG8gd29ybGQ=616263', e));
  t(() => Buffer.byteLength('aGVsbG8=', e));
  t(() => Buffer.alloc(7, 'abc', e));
}
t(() => Buffer.concat([Buffer.from('a'), Buffer.from('bc')]));
t(() => Buffer.concat([Buffer.from('a'), Buffer.from('bc')], 5));
t(() => Buffer.concat(['a']));
t(() => Buffer.from([1, 2, 300, -1, '5', NaN, 1.7]));
t(() => Buffer.from(new Uint16Array([1, 500])));
t(() => Buffer.from(new ArrayBuffer(4), 1, 2));
t(() => Buffer.from(new ArrayBuffer(4), 9));
t(() => Buffer.from({ length: 2, 0: 1, 1: 2 }));
t(() => Buffer.from(new String('xyz')));
t(() => Buffer.from(Buffer.from('q').toJSON()));
t(() => JSON.stringify(Buffer.from('ab')));
const b = Buffer.from('hello hello');
t(() => b.indexOf('hello', 1));
t(() => b.lastIndexOf('hello'));
t(() => b.lastIndexOf('hello', -7));
t(() => b.indexOf(''));
t(() => b.indexOf('', 99));
t(() => b.lastIndexOf(''));
t(() => b.indexOf(104, 1));
t(() => b.includes('lo h'));
t(() => b.indexOf(Buffer.from('o')));
t(() => b.indexOf({}));
t(() => b.lastIndexOf('h', undefined));
t(() => b.lastIndexOf('h', null));
t(() => b.lastIndexOf('h', NaN));
t(() => b.indexOf('h', -5));
t(() => Buffer.from('abab', 'utf16le').lastIndexOf('b', -1, 'utf16le'));
t(() => Buffer.from('abab', 'utf16le').indexOf('b', 3, 'utf16le'));
t(() => b.slice(2, 5));
t(() => b.subarray(-3));
t(() => b.slice(-3, -1).toString());
t(() => b.toString('utf8', 3, 7));
t(() => b.toString('utf8', -3, '7'));
t(() => b.toString('nope'));
t(() => b.toString(null));
t(() => Buffer.alloc(5).fill('ab'));
t(() => Buffer.alloc(5).fill('ab', 1, 4));
t(() => Buffer.alloc(5).fill(257));
t(() => Buffer.alloc(5).fill(''));
t(() => Buffer.alloc(5).fill('zz', 'hex'));
t(() => Buffer.alloc(5).fill(Buffer.from([1, 2])));
t(() => Buffer.alloc(5).fill(0, 9));
t(() => Buffer.alloc(5).fill(0, 0, 9));
t(() => Buffer.alloc(5, 'é', 'latin1'));
t(() => Buffer.alloc(3).fill(true));
t(() => Buffer.alloc(3, 'a', 'nope'));
t(() => b.compare(Buffer.from('hello')));
t(() => b.equals(Buffer.from('hello hello')));
t(() => b.equals('x'));
t(() => Buffer.compare(Buffer.from('a'), Buffer.from('b')));
t(() => b.compare(Buffer.from('xhello'), 1, 6, 0, 5));
t(() => b.compare(b, 0, 99));
const c = Buffer.alloc(6);
t(() => b.copy(c, 1, 2, 5));
t(() => c);
t(() => b.copy(c, 9));
t(() => b.copy(c, 0, 99));
t(() => b.copy(c, -1));
t(() => c.write('abc', 2));
t(() => c.write('abcdefgh', 4));
t(() => c.write('€€', 0));
t(() => c.write('zz', 'hex'));
t(() => c.write('616', 'hex'));
t(() => c.write('x', 7));
t(() => c.write('x', 0, 9));
t(() => c.write(5));
t(() => c.write('abc', 0, 2));
t(() => c.write('abc', 0, 2, 'latin1'));
t(() => c.write('abc', 0, 'latin1'));
t(() => c);
t(() => Buffer.from([1, 2, 3, 4]).swap16());
t(() => Buffer.from([1, 2, 3]).swap16());
t(() => Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]).swap64());
t(() => {
  const x = Buffer.from('ab');
  x.foo = 1;
  return x;
});
t(() => {
  const x = Buffer.alloc(0);
  x.foo = { a: 1 };
  return x;
});
t(() => Buffer.alloc(60));
t(() => [Buffer.alloc(51)]);
t(() => new FastB());
class FastB extends Buffer {}
t(() => b.map((x) => x + 1));
t(() => b.filter((x) => x > 104));
t(() => Buffer.of(1, 2, 3));
t(() => Buffer.copyBytesFrom(new Uint16Array([1, 2, 3]), 1, 1));
t(() => transcode(Buffer.from('€é😀a'), 'utf8', 'latin1'));
t(() => transcode(Buffer.from('€é'), 'utf8', 'utf16le'));
t(() => transcode(Buffer.from('a'), 'utf8', 'hex'));
t(() => isUtf8(Buffer.from([0xc3])));
t(() => isAscii(Buffer.from('abc')));
t(() => [kMaxLength, constants]);
t(() => Buffer.from([0xed, 0xa0, 0x80, 0xc0, 0x41]).toString());
t(() => Buffer.isEncoding('UTF-8'));
t(() => Buffer.from([0xed, 0xa0, 0x80, 0xc0, 0x41]).toString());
t(() => Buffer.isEncoding('x'));
t(() => Buffer.isBuffer(b));
t(() => Buffer.isBuffer(new Uint8Array(1)));
t(() => Object.getPrototypeOf(Buffer) === Uint8Array);
t(() => b instanceof Uint8Array);
t(() => b.parent === b.buffer);
t(() => b.hexSlice(0, 3));
t(() => b.latin1Slice());
t(() => b.utf8Write('qq', 1));
t(() => b);
t(() => Buffer.byteLength(5));
t(() => Buffer.byteLength(new ArrayBuffer(5)));
t(() => [...Buffer.from('ab').entries()]);
t(() => Buffer(3));
t(() => new Buffer('abc').toString());
t(() => b.readUInt32LE === b.readUint32LE);
t(() => b + '');
t(() => Buffer.from([0xff, 0xfe, 0x80, 0xe2, 0x82]).toString());
t(() => Buffer.from('a').toLocaleString());
t(() => Buffer.from(Symbol()));
t(() => Buffer.from(() => {}));
t(() => Buffer.from(true));
t(() => Buffer.from(5n));
t(() => Buffer.from('abc', {}));
t(() => Buffer.from('abc', ''));
t(() =>
  Buffer.from({
    toString() {
      return 'x';
    },
  }),
);
t(() =>
  Buffer.from({
    [Symbol.toPrimitive]() {
      return 'xyz';
    },
  }),
);
t(() => structuredCloneX);
t(() => Buffer.from('𝒳y\ud800z'));
t(() => Buffer.from('0x').toString('utf-16le'));
t(() => Object.keys(Buffer));
var desc = Object.getOwnPropertyDescriptor(Buffer.prototype, 'toString');
t(() => desc);
for (let i = 0; i < 3; i++) t(() => b.inspect());

for (const s of [
  'YQ==YQ==',
  'YQ=YQ',
  'Y Q==',
  'YQ',
  'Y',
  'YWI',
  'YWI=\nYWI=',
  'YW-_',
  'YW+/',
  'YW.I',
  'é',
  'YWJj====YQ',
  '=YQ',
  'YWJjZ',
  'YWJj\u0100ZA==',
])
  t(() => [s, Buffer.from(s, 'base64'), Buffer.from(s, 'base64url'), Buffer.byteLength(s, 'base64')]);
t(() => Buffer.from(5));
t(() => Buffer.from(null));
t(() => Buffer.from({}));
t(() => Buffer.from('a', 'x'));
t(() => Buffer.alloc(-1));
t(() => Buffer.alloc('5'));
t(() => Buffer.alloc(2 ** 53));
const ten = Buffer.alloc(10);
t(() => ten.readUInt8(10));
t(() => ten.readUInt8('a'));
t(() => ten.readUInt8(1.5));
t(() => ten.readUInt32LE(8));
t(() => Buffer.alloc(2).readUInt32LE(0));
t(() => ten.writeUInt8(256));
t(() => ten.writeUInt32BE(2 ** 32));
t(() => ten.writeInt32LE(2 ** 31));
t(() => ten.writeBigInt64LE(5));
t(() => ten.writeBigInt64LE(2n ** 63n));
t(() => ten.readUIntLE(0, 7));
t(() => ten.readUIntLE());
t(() => ten.readUIntLE(0));
t(() => ten.readUIntBE(5, 6));
t(() => ten.writeUIntLE(-1, 0, 6));
t(() => ten.writeIntBE(2 ** 50, 0, 6));
t(() => ten.writeUInt8(1, undefined));
t(() => ten.writeUInt8(1, 10));
t(() => ten.readDoubleLE(3));
t(() => ten.readDoubleLE(-1));
t(() => ten.readUInt8(NaN));
t(() => ten.readUInt8(null));
t(() => ten.writeInt16LE(-40000));
t(() => ten.writeIntLE(5, 0, 3));
t(() => ten.writeUInt16LE(1, {}));
t(() => ten.readUInt32LE(1.5));
t(() => ten.readInt8());
t(() => ten.writeUInt24LE);
t(() => ten.writeFloatLE('1.5'));
t(() => ten.writeUInt8('7'));
t(() => ten.writeUInt8({}));

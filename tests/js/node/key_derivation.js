// crypto.scrypt, crypto.hkdf, and their kin.
const crypto = require('crypto');
const attempt = (work) => {
  try {
    console.log(work());
  } catch (error) {
    console.log(error.name, error.code);
  }
};
attempt(() => crypto.scryptSync('password', 'NaCl', 32, { N: 1024, r: 8, p: 16 }).toString('hex'));
attempt(() => crypto.scryptSync('', '', 16, { N: 16, r: 1, p: 1 }).toString('hex'));
attempt(() => crypto.scryptSync('x', 'y', 8, { cost: 15 }));
attempt(() => crypto.scryptSync('x', 'y', 8, { maxmem: 10 }));
attempt(() => crypto.scryptSync('x', 'y', -1));
attempt(() => crypto.scryptSync('x', 'y', 0).length);
attempt(() => crypto.scryptSync(5, 'y', 0));
attempt(() => crypto.scrypt('x', 'y', 8));
crypto.scrypt('x', 'y', 8, { N: 2 }, (error, key) => console.log(error, key.toString('hex')));
attempt(() => Buffer.from(crypto.hkdfSync('sha512', 'key', 'salt', 'info', 64)).toString('hex'));
attempt(() => Buffer.from(crypto.hkdfSync('sha256', new Uint8Array(22).fill(11), '', '', 42)).toString('hex'));
attempt(() => crypto.hkdfSync('sha256', 'a', 'b', 'c', 255 * 32 + 1));
attempt(() => crypto.hkdfSync('none', 'a', 'b', 'c', 8));
attempt(() => crypto.hkdfSync('sha1', 'a', 'b', 'c'.repeat(1025), 8));
crypto.hkdf('sha1', 'a', 'b', 'c', 8, (error, key) => console.log(error, Buffer.from(key).toString('hex')));

// Digests, and what is random.
const t = (f) => {
  try {
    console.log(f());
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
};
const c = require('crypto');
for (const a of ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha512-256', 'RSA-SHA1', 'SHA256'])
  t(() => [
    c.createHash(a).update('abc').update(Buffer.from('déf')).digest('hex'),
    c.createHmac(a, 'key').update('x').digest('base64'),
    c.createHmac(a, 'k'.repeat(200)).update('x').digest('hex'),
  ]);
t(() => c.createHash('nope'));
t(() => c.createHash('md5').update(5));
t(() => {
  const h = c.createHash('md5');
  h.digest();
  h.update('x');
});
t(() => c.createHash('sha1').update('a').copy().digest('hex'));
t(() => c.hash('sha1', 'abc'));
t(() => c.pbkdf2Sync('p', 's', 1000, 40, 'sha512').toString('hex'));
t(() => c.pbkdf2Sync('p', 's', 1, 20, 'sha1').toString('hex'));
t(() => c.randomBytes(8).length);
t(() => c.randomBytes(-1));
t(() => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/.test(c.randomUUID()));
t(() => {
  for (let i = 0; i < 1000; i++) {
    const n = c.randomInt(3, 9);
    if (n < 3 || n >= 9) return n;
  }
  return 'ok';
});
t(() => c.randomInt(5, 2));
t(() => c.randomInt(2 ** 49));
t(() => c.timingSafeEqual(Buffer.from('a'), Buffer.from('a')));
t(() => c.timingSafeEqual(Buffer.from('a'), Buffer.from('ab')));
t(() => c.randomFillSync(Buffer.alloc(4), 9));

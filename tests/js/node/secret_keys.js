// https://nodejs.org/api/crypto.html#class-keyobject, of secret keys
const crypto = require('crypto');
const { KeyObject, createHmac, createSecretKey, generateKeySync } = crypto;
const key = createSecretKey('secret', 'utf8');
console.log(key.type, key.symmetricKeySize, key.export(), key.export({ format: 'jwk' }), key instanceof KeyObject);
console.log(key.equals(createSecretKey(Buffer.from('secret'))), key.equals(createSecretKey(Buffer.from('secreT'))));
console.log(Object.prototype.toString.call(key), key.constructor.name, Object.keys(key));
const plain = createHmac('sha256', 'secret').update('data').digest('hex');
console.log(createHmac('sha256', key).update('data').digest('hex') === plain);
// A key does not change with what it was made of.
const bytes = Buffer.from('abc');
const copy = createSecretKey(bytes);
bytes[0] = 0;
copy.export()[1] = 0;
console.log(copy.export().toString());
for (const run of [
  () => createSecretKey(5),
  () => createSecretKey(),
  () => key.export({ format: 'pem' }),
  () => key.export(3),
  () => key.equals(3),
  () => new KeyObject('secret'),
  () => new KeyObject('x', {}),
  () => generateKeySync('hmac', { length: 4 }),
  () => generateKeySync('aes', { length: 5 }),
  () => generateKeySync('des', { length: 64 }),
  () => createHmac('sha256', 5),
  () => createHmac('sha256'),
  () => createSecretKey('').symmetricKeySize,
  () => createSecretKey('7a7a', 'hex').export().toString(),
  () => generateKeySync('hmac', { length: 64 }).symmetricKeySize,
  () => generateKeySync('aes', { length: 256 }).symmetricKeySize,
]) {
  try {
    console.log(run());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
// What jsonwebtoken does for HS256.
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ a: 1 })}`;
console.log(`${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`);
crypto.generateKey('hmac', { length: 128 }, (error, made) => console.log(error, made.symmetricKeySize));
crypto.subtle.digest('SHA-256', Buffer.from('abc')).then((digest) => console.log(Buffer.from(digest).toString('hex')));

// Modules of Node's do not see what a program puts on Object.prototype.
Object.prototype.junk = function () {};
Object.prototype.more = { get() {} };
const { Readable, Writable } = require('stream');
const fs = require('fs');
const readline = require('readline');
require('stream/promises');
require('crypto').createHash('sha256').update('a').digest('hex');
process.stdout.write('written\n');
const old = new (require('events'))();
old.read = () => null;
const wrapped = new Readable().wrap(old);
console.log(Object.keys(wrapped).includes('junk'), Object.hasOwn(Readable.prototype, 'junk'));
console.log(Object.hasOwn(Writable.prototype, 'junk'), Buffer.prototype.junkWrite);
const reader = readline.createInterface({ input: Readable.from(['one\n', 'two\n']) });
reader.on('line', (line) => console.log(line));
reader.on('close', () => {
  fs.createReadStream(__filename).once('data', (chunk) => console.log(chunk.length > 0));
});

// process.stdout as a stream.
'use strict';

const { Writable } = require('stream');
const { stdout, stderr } = process;

console.log(stdout instanceof Writable, stdout === process.stdout, stdout.fd, stderr.fd);
console.log(stdout.writable, stdout.writableLength, stdout.writableEnded, stdout.destroyed, stdout._isStdio);
console.log(stdout.writableHighWaterMark, stdout.isTTY, stdout.columns);

for (const chunk of [null, undefined, 3, {}]) {
  try {
    stdout.write(chunk);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
stdout.write('text\n');
stdout.write('c3a90a', 'hex');
stdout.write('\u00e9\n');
stdout.write(new Uint8Array([0x62, 0x79, 0x74, 0x65, 0x73, 0x0a]));
stdout.write(Buffer.from('Buffer\n'), 'buffer');
stdout.write('first\n', (error) => console.log('first is through', error));
stdout.write('second\n', 'utf8', () => console.log('second is through'));
console.log(stdout.writableLength, stdout.write('x'.repeat(100000).slice(0, 5) + '\n'));
process.nextTick(() => console.log('tick'));

setTimeout(() => {
  stdout.cork();
  stdout.write('corked, ');
  stdout.write('twice\n');
  stdout.write(`${stdout.writableLength} ${stdout.writableCorked}\n`);
  stdout.uncork();
  stdout.on('finish', () => console.error('finish'));
}, 1);
setTimeout(() => {
  require('stream').Readable.from(['piped ', 'in\n']).pipe(stdout, { end: false });
}, 5);
setTimeout(() => {
  const lines = [];
  const { write } = stdout;
  stdout.write = function (chunk, ...rest) {
    lines.push(chunk);
    if (chunk.startsWith('pass')) return write.call(this, chunk, ...rest);
    if (chunk.startsWith('throw')) throw chunk;
    return true;
  };
  console.log('caught', { by: 'write' });
  console.log('pass %d', 1);
  console.log('throw');
  console.table([[1]]);
  delete stdout.write;
  console.log(lines);
}, 30);

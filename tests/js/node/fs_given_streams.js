// Streams of files whose operations are the program's own: the option `fs`.
const fs = require('fs');
const run = (call) => {
  try {
    console.log(call());
  } catch (error) {
    console.log(error.code, error.message);
  }
};
const later = (callback, ...results) => setImmediate(() => callback(null, ...results));

const given = {
  contents: [],
  open(path, flags, mode, callback) {
    console.log('open', this === given, path, flags, mode.toString(8));
    later(callback, 1234);
  },
  write(fd, bytes, offset, length, position, callback) {
    console.log('write', fd, bytes.subarray(offset, offset + length).toString(), position);
    const count = Math.min(length, 4);
    this.contents.push(bytes.subarray(offset, offset + count));
    later(callback, count, bytes);
  },
  read(fd, bytes, offset, length, position, callback) {
    const all = Buffer.concat(this.contents);
    this.place ??= 0;
    const count = all.copy(bytes, offset, this.place, this.place + Math.min(length, 5));
    console.log('read', fd, length, position, count);
    this.place += count;
    later(callback, count, bytes);
  },
  fsync(fd, callback) {
    console.log('fsync', fd);
    later(callback);
  },
  close(fd, callback) {
    console.log('close', fd);
    later(callback);
  },
};
const options = { fs: given, flush: true, start: 10 };
const stream = fs.createWriteStream('/none/of/ours', options);
stream.on('open', (fd) => console.log('open', fd)).on('finish', () => console.log('finish', stream.bytesWritten));
stream.write('secret');
stream.end(' text');
stream.on('close', () => {
  console.log('closed', fs.existsSync('/none/of/ours'));
  const reading = fs.createReadStream('/none', { fs: given, highWaterMark: 8, encoding: 'utf8' });
  reading.on('data', (text) => console.log('data', text)).on('close', () => {
    console.log('closed');
    many();
  });
});

function many() {
  const { open, close } = given;
  const writev = (fd, chunks, position, callback) => {
    console.log('writev', fd, chunks.map(String), position);
    later(callback, Buffer.concat(chunks).length);
  };
  const both = fs.createWriteStream('many', { fs: { open, close, writev, write: given.write, contents: [] } });
  both.cork();
  both.write('a');
  both.write('b');
  both.uncork();
  both.end('c').on('close', () => console.log('closed', both.bytesWritten, failing()));
}

function failing() {
  const broken = fs.createReadStream('x', { fs: { ...given, read: (fd, b, o, l, p, callback) => callback(new Error('no reading')) } });
  broken.on('error', (error) => console.log(error.message)).on('close', () => console.log('closed after an error'));
  broken.resume();
}

for (const name of ['open', 'read', 'close']) run(() => fs.createReadStream('x', { fs: { ...given, [name]: 5 } }));
for (const name of ['open', 'write', 'writev', 'close']) run(() => fs.createWriteStream('x', { fs: { ...given, [name]: 5 } }));
run(() => fs.createWriteStream('x', { fs: { open() {}, close() {} } }));
run(() => typeof fs.createReadStream('x', { fd: 3, autoClose: false, fs: { read() {} } }));
run(() => fs.createReadStream(5, { fs: given }));

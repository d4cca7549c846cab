// What Node's modules and the Web's classes are asked for: events, paths, buffers, streams, files, addresses, texts, what consoles show.

const { EventEmitter } = require('node:events');
const { createHash } = require('node:crypto');
const { Readable, Transform, pipeline } = require('node:stream');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const querystring = require('node:querystring');
const util = require('node:util');

const emitter = new EventEmitter();
let heard = 0;
emitter.on('data', (n) => { heard += n; });
emitter.on('data', function () { if (this !== emitter) throw new Error('this'); });
emitter.once('data', () => heard++);
for (let i = 0; i < 10000; i++) emitter.emit('data', 1);
expect(heard, 10001);

let joined = 0;
for (let i = 0; i < 1500; i++) {
  const file = path.join('/tree', 'a' + (i % 10), '..', './b', `file.${i}.js`);
  joined += path.relative('/tree/b', file).length + path.extname(file).length + path.resolve('/x', '../', file).length + path.parse(file).name.length;
  if (path.dirname(file) !== '/tree/b' || path.normalize(`${file}//./`) !== file + '/') throw new Error(file);
}
expect(joined > 0, true);

for (let i = 0; i < 800; i++) {
  const url = new URL(`../search/${i}?q=${encodeURIComponent('ä b')}&page=${i}#top`, 'https://user@Example.org:8080/a/b/index.html');
  url.searchParams.append('sort', 'up down');
  url.pathname += '/x y';
  if (url.host !== 'example.org:8080' || new URLSearchParams(url.search).get('page') !== String(i) || new URL(url.href).href !== url.href) throw new Error(url.href);
  if (querystring.parse(querystring.stringify({ a: [i, 2], b: 'ü' })).a[0] !== String(i)) throw new Error('query');
}

const encoder = new TextEncoder(), decoder = new TextDecoder();
const words = 'plain text, Grüße, 日本語 and 😀 '.repeat(30);
for (let i = 0; i < 150; i++) {
  const bytes = encoder.encode(words);
  if (decoder.decode(bytes) !== words || Buffer.from(bytes).toString('utf8') !== words) throw new Error('text');
  const buffer = Buffer.concat([Buffer.from(words), Buffer.alloc(16, i)]);
  if (Buffer.from(buffer.toString('base64'), 'base64').compare(buffer) !== 0 || Buffer.from(buffer.toString('hex'), 'hex').length !== buffer.length) throw new Error('buffer');
  buffer.writeUInt32BE(i, 0);
  buffer.writeDoubleLE(i / 3, 4);
  if (buffer.readUInt32BE(0) !== i || buffer.readDoubleLE(4) !== i / 3 || atob(btoa('abc' + i)) !== 'abc' + i) throw new Error('numbers');
}
expect(createHash('sha256').update('abc').digest('hex').slice(0, 8), 'ba7816bf');
for (let i = 0; i < 200; i++) createHash(['md5', 'sha1', 'sha256', 'sha512'][i % 4]).update(words).digest();

// What is shown.
const value = { text: 'abc', list: [1, , 3, ['deep', [[]]]], map: new Map([['k', { v: 1 }]]), set: new Set([1, 'two']), when: new Date(0), error: new RangeError('r'), fn() {}, [Symbol('s')]: null, bytes: new Uint8Array(4), big: 10n };
value.circle = value;
let shown = 0;
for (let i = 0; i < 200; i++) shown += util.inspect(value, { depth: i % 4 }).length + util.format('%s is %d of %j %o', 'a', i, { b: i }, [i]).length;
expect(shown > 200 * 300, true);
expect(util.isDeepStrictEqual(structuredClone(value.map), value.map), true);
for (let i = 0; i < 400; i++) console.log('line %d:', i, { a: i, b: ['c', i] }, [i, i + 1], 'text', i / 3);

// Files, and streams of what is in them.
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'orrery-training-'));
(async () => {
  try {
    for (let i = 0; i < 60; i++) fs.writeFileSync(path.join(folder, `${i}.json`), JSON.stringify({ i, words }));
    let read = 0;
    for (const name of fs.readdirSync(folder)) if (fs.statSync(path.join(folder, name)).isFile()) read += JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')).i;
    expect(read, 1770);
    expect((await Promise.all(Array.from({ length: 60 }, (_, i) => fs.promises.readFile(path.join(folder, `${i}.json`))))).length, 60);
    let passed = 0;
    const upper = new Transform({ transform(chunk, encoding, done) { done(null, chunk.toString().toUpperCase()); } });
    upper.on('data', (chunk) => { passed += chunk.length; });
    await util.promisify(pipeline)(Readable.from(Array.from({ length: 800 }, (_, i) => `chunk ${i}\n`)), upper);
    expect(passed, 800 * 7 + 10 + 90 * 2 + 700 * 3);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
})();

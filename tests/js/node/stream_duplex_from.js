// Duplex.from() makes a Duplex of all sorts of things.
const { Duplex, PassThrough, Readable, Writable } = require('stream');

async function read(name, duplex) {
  try {
    const chunks = [];
    for await (const chunk of duplex) chunks.push(chunk instanceof Uint8Array ? String(chunk) : chunk);
    console.log(name, chunks, duplex.readable, duplex.writable);
  } catch (error) {
    console.log(name, 'failed:', error.name, error.code, error.message);
  }
}

function refused(name, make) {
  try {
    make();
    console.log(name, 'not refused');
  } catch (error) {
    console.log(name, error.name, error.code);
  }
}

function closed(stream) {
  return new Promise((resolve) => stream.on('error', (error) => console.log('error:', error.code ?? error.message)).on('close', resolve));
}

(async () => {
  await read('text', Duplex.from('some text'));
  await read('array', Duplex.from([1, 'two', { three: 3 }]));
  await read('generator', Duplex.from((function* () { yield* [1, 2]; })()));
  await read('async generator', Duplex.from((async function* () { yield* ['a', 'b']; })()));
  await read('promise', Duplex.from(Promise.resolve('later')));
  await read('promise of null', Duplex.from(Promise.resolve(null)));
  await read('rejection', Duplex.from(Promise.reject(new Error('no'))));
  await read('Blob', Duplex.from(new Blob(['blob'])));
  await read('Readable', Duplex.from(Readable.from(['x', 'y'])));
  await read('failing generator', Duplex.from((async function* () { yield 1; throw new Error('broken'); })()));

  const doubled = Duplex.from(async function* (source) {
    for await (const chunk of source) yield chunk * 2;
  });
  doubled.write(1);
  doubled.end(2);
  await read('generator function', doubled);

  const sum = Duplex.from(async (source) => {
    let total = 0;
    for await (const chunk of source) total += chunk;
    console.log('sum', total);
  });
  sum.write(1);
  sum.end(2);
  await closed(sum);
  const value = Duplex.from(async (source) => {
    for await (const chunk of source);
    return 'a value';
  });
  value.end(1);
  await closed(value);

  const written = [];
  const writable = new Writable({
    highWaterMark: 1,
    write(chunk, encoding, callback) {
      written.push(String(chunk));
      setImmediate(callback);
    },
  });
  const wrapped = Duplex.from(writable);
  console.log(wrapped.readable, wrapped.writable);
  wrapped.write('1');
  wrapped.end('2');
  await closed(wrapped);
  console.log('written', written);

  const inner = new PassThrough();
  const pair = Duplex.from({ readable: inner, writable: inner });
  pair.end('through');
  await read('pair', pair);
  const same = new PassThrough();
  console.log(Duplex.from(same) === same);
  const failing = new Readable({ read() { this.destroy(new Error('inner')); } });
  await read('failing', Duplex.from({ readable: failing }));
  const given = new PassThrough();
  const around = Duplex.from({ writable: given });
  around.destroy(new Error('outer'));
  given.on('error', () => {});
  await closed(around);
  console.log('inner destroyed', given.destroyed);

  refused('number', () => Duplex.from(1));
  refused('nothing', () => Duplex.from());
  refused('function without a result', () => Duplex.from(() => {}));
})();

// When a Writable tells that it is through: in ticks that are counted.
const { Writable, Readable, isErrored } = require('stream');

function told(name, options, use) {
  return new Promise((resolve) => {
    const log = [];
    const note = (text) => () => log.push(text);
    const stream = new Writable(options);
    let ticks = 0;
    (function count() {
      process.nextTick(() => {
        log.push(++ticks);
        if (ticks < 7) count();
      });
    })();
    for (const event of ['prefinish', 'finish', 'close', 'drain']) stream.on(event, note(event));
    use(stream, note, log);
    setImmediate(() =>
      setImmediate(() => {
        console.log(name.padEnd(20), log.join(' '));
        resolve();
      }),
    );
  });
}

const atOnce = (chunk, encoding, callback) => callback();
const inTick = (chunk, encoding, callback) => process.nextTick(callback);
(async () => {
  await told('ended with text', { write: atOnce }, (stream, note) => stream.end('x', note('end')));
  await told('written, ended', { write: atOnce }, (stream, note) => {
    stream.write('1', note('1'));
    stream.end('x', note('end'));
  });
  await told('written silently', { write: atOnce }, (stream, note) => {
    stream.write('1');
    stream.end(note('end'));
  });
  await told('objects', { write: atOnce, objectMode: true }, (stream, note) => {
    stream.write(1);
    stream.end(note('end'));
  });
  await told('nothing written', { write: atOnce }, (stream, note) => stream.end(note('end')));
  await told('in a tick', { write: inTick }, (stream, note) => stream.end('x', note('end')));
  await told('three in ticks', { write: inTick, highWaterMark: 1 }, (stream, note) => {
    stream.write('1', note('1'));
    stream.write('2', note('2'));
    stream.end('3', note('end'));
  });
  await told('final at once', { write: atOnce, final: (callback) => callback() }, (stream, note) =>
    stream.end('x', note('end')));
  await told('final in a tick', { write: inTick, final: (callback) => process.nextTick(callback) }, (stream, note) =>
    stream.end('x', note('end')));
  await told('together', { writev: (chunks, callback) => process.nextTick(callback) }, (stream, note) => {
    stream.cork();
    stream.write('a', note('a'));
    stream.write('b');
    stream.end('x', note('end'));
  });
  await told('drained', { write: inTick, highWaterMark: 1 }, (stream, note, log) => log.push(stream.write('xx')));
  await told('never full', { write: atOnce, highWaterMark: 1 }, (stream, note, log) => log.push(stream.write('xx')));
  await told('piped', { write: atOnce }, (stream, note) => {
    stream.on('unpipe', note('unpipe'));
    Readable.from(['a', 'b']).on('end', note('source ended')).pipe(stream);
  });

  for (const stream of [new Writable({ write() {} }), new Readable({ read() {} })]) {
    stream.on('error', () => console.log('error'));
    stream.destroy(new Error('gone'));
    console.log(isErrored(stream), stream.errored.message);
    await new Promise(setImmediate);
    console.log(isErrored(stream));
  }
})();

// Streams, as Node runs them: what they emit, and when.
const {
  Readable,
  Writable,
  Duplex,
  Transform,
  PassThrough,
  pipeline,
  finished,
  promises,
} = require('stream');
const log = (...a) => console.log(...a);

// One part after another, each when the one before has come to rest.
const parts = [];
const section = (part) => parts.push(part);
process.on('beforeExit', () => parts.shift()?.());

const r = new Readable({ read() {} });
r.on('data', (d) => log('data', d.toString()));
r.on('end', () => log('end'));
r.on('close', () => log('close'));
r.push('a');
r.push('b');
r.push(null);
section(() => {
  const w = new Writable({
    highWaterMark: 3,
    write(c, e, cb) {
      log('write', c.toString(), e);
      setImmediate(cb);
    },
    final(cb) {
      log('final');
      cb();
    },
  });
  w.on('drain', () => log('drain'));
  w.on('finish', () => log('finish'));
  w.on('close', () => log('wclose'));
  w.on('prefinish', () => log('prefinish'));
  log(
    w.write('ab'),
    w.write('cd', () => log('cb cd')),
    w.write('ef'),
  );
  w.end('x', () => log('end cb'));
  try {
    w.write('late', (e) => log('late', e.code));
  } catch (e) {
    log('thrown', e.code);
  }
  w.on('error', (e) => log('error', e.code));
});
section(() => {
  const t = new Transform({
    transform(c, e, cb) {
      cb(null, c.toString().toUpperCase());
    },
    flush(cb) {
      this.push('!');
      cb();
    },
  });
  pipeline(
    Readable.from(['x', 'y', 'z']),
    t,
    new Writable({
      write(c, e, cb) {
        log('sink', c.toString());
        cb();
      },
    }),
    (e) => log('pipeline', e),
  );
});
section(async () => {
  for await (const c of Readable.from([1, 2, 3])) log('iter', c);
  try {
    for await (const c of new Readable({
      read() {
        this.destroy(new Error('boom'));
      },
    }))
      log(c);
  } catch (e) {
    log('caught', e.message);
  }
  log(
    await Readable.from([1, 2, 3, 4])
      .filter((x) => x % 2)
      .map((x) => x * 10)
      .toArray(),
  );
  log(
    await Readable.from([1, 2, 3, 4]).reduce((a, b) => a + b, 0),
    await Readable.from([1, 2]).some((x) => x > 1),
    await Readable.from([5, 6]).find((x) => x > 5),
    await Readable.from([1, 2, 3]).take(2).toArray(),
    await Readable.from([1, 2, 3]).drop(2).toArray(),
    await Readable.from([1, 2])
      .flatMap((x) => [x, x])
      .toArray(),
  );
  await promises.pipeline(
    async function* () {
      yield 'p';
      yield 'q';
    },
    async function* (src) {
      for await (const c of src) yield c + c;
    },
    new PassThrough().on('data', (d) => log('pt', d.toString())),
  );
  log('promise pipeline done');
  try {
    await promises.pipeline(
      Readable.from(['a']),
      new Writable({
        write(c, e, cb) {
          cb(new Error('wfail'));
        },
      }),
    );
  } catch (e) {
    log('pp', e.message);
  }
  const v = await promises.pipeline(Readable.from(['a', 'b']), async (s) => {
    let t = '';
    for await (const c of s) t += c;
    return t;
  });
  log('value', v);
  const w = new Writable({
    write(c, e, cb) {
      cb();
    },
  });
  finished(w, (e) => log('finished', e && e.code));
  w.end('z');
  const r2 = new Readable({ read() {} });
  finished(r2, (e) => log('finished r2', e && e.code));
  r2.destroy();
  const r3 = new Readable({ read() {} });
  finished(r3, (e) => log('finished r3', e && e.message));
  r3.on('error', (e) => log('r3 error', e.message));
  r3.destroy(new Error('x'));
});
section(() => {
  const r = new Readable({
    read(n) {
      log('_read', n);
      this.push(this.n > 2 ? null : 'chunk' + (this.n = (this.n || 0) + 1));
    },
  });
  r.on('readable', () => {
    let c;
    log('readable');
    while ((c = r.read()) !== null) log('got', c.toString());
  });
  r.on('end', () => log('r end'));
});
section(() => {
  const r = new Readable({ encoding: 'utf8', read() {} });
  const b = Buffer.from('héé€');
  r.push(b.subarray(0, 2));
  r.push(b.subarray(2, 5));
  r.push(b.subarray(5));
  r.push(null);
  r.on('data', (d) => log('dec', JSON.stringify(d)));
  const d = new Duplex({
    read() {
      this.push('d');
      this.push(null);
    },
    write(c, e, cb) {
      log('dw', c.toString());
      cb();
    },
  });
  d.on('data', (x) => log('dd', x.toString()));
  d.end('q');
  d.on('close', () => log('d close'));
  const p = new PassThrough();
  p.write('1');
  p.write('2');
  p.end();
  log(p.read(1)?.toString(), p.readableLength);
  p.resume();
  const o = new Readable({ objectMode: true, read() {} });
  o.push({ a: 1 });
  o.push(null);
  o.on('data', (x) => log(x));
  const c = new Writable({
    writev(list, cb) {
      log(
        'writev',
        list.length,
        list.map((x) => x.chunk.toString()),
      );
      cb();
    },
  });
  c.cork();
  c.write('a');
  c.write('b');
  process.nextTick(() => c.uncork());
  const un = new Readable({ read() {} });
  un.push('tail');
  un.unshift('head');
  un.push(null);
  un.setEncoding('utf8');
  un.on('data', (x) => log('un', x));
  try {
    new Writable().write(null);
  } catch (e) {
    log(e.code, e.message);
  }
  try {
    new Writable({ write() {} }).write(5);
  } catch (e) {
    log(e.code, e.message);
  }
  const ne = new Writable({});
  ne.on('error', (e) => log(e.code, e.message));
  try {
    ne.write('x');
  } catch (e) {
    log('thr', e.code);
  }
  const pe = new Readable({ read() {} });
  pe.on('error', (e) => log('pe', e.code));
  pe.push(null);
  pe.push('x');
  const slow = new Writable({
    highWaterMark: 1,
    write(c, e, cb) {
      setTimeout(cb, 1);
    },
  });
  Readable.from(['a', 'b', 'c'])
    .pipe(slow)
    .on('finish', () => log('piped'));
  log(r.readableFlowing, new Readable().readableFlowing, w0());
  function w0() {
    const w = new Writable();
    return [
      w.writable,
      w.writableEnded,
      w.writableLength,
      w.writableHighWaterMark,
      w.destroyed,
      w.closed,
      w.errored,
    ];
  }
});
section(() => {
  const ac = new AbortController();
  const r = new Readable({ read() {}, signal: ac.signal });
  r.on('error', (e) => log(e.name, e.code));
  ac.abort();
  class My extends Writable {
    _construct(cb) {
      log('construct');
      setTimeout(cb, 2);
    }
    _write(c, e, cb) {
      log('my', c.toString());
      cb();
    }
    _destroy(e, cb) {
      log('destroy', e);
      cb(e);
    }
  }
  const m = new My();
  m.write('k');
  m.end(() => log('ended'));
  const util = require('util');
  function Old() {
    Readable.call(this);
  }
  util.inherits(Old, Readable);
  Old.prototype._read = function () {
    this.push('old');
    this.push(null);
  };
  new Old().on('data', (d) => log(d.toString()));
  log(new PassThrough() instanceof Writable, new PassThrough() instanceof Readable);
});

// console.Console: consoles that write to streams of the program's own.
const { Console } = require('console');
const { Writable } = require('stream');

const collect = (name) => {
  const stream = new Writable({
    write(chunk, encoding, callback) {
      process.stdout.write(`${name}: ${chunk}`);
      callback();
    },
  });
  return stream;
};
const attempt = (work) => {
  try {
    console.log(work());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};

const logger = new Console({ stdout: collect('out'), stderr: collect('err') });
logger.log('text', { a: [1, { b: 2 }] }, '%s', 3);
logger.log('%s is %d, %o', 'it', 5, [1]);
logger.info('info');
logger.debug('debug');
logger.dirxml({ x: 1 }, [2]);
logger.warn('warn');
logger.error(new RangeError('error').message);
logger.group('Group');
logger.log('two\nlines');
logger.group();
logger.warn('deeper');
logger.groupEnd();
logger.groupEnd();
logger.groupEnd();
logger.count();
logger.count();
logger.count('label');
logger.countReset();
logger.count();
logger.assert(true, 'not shown');
logger.assert(false);
logger.assert(false, 'because %s', 'reasons');
logger.assert(0, { a: 1 });
logger.dir({ a: { b: { c: { d: {} } } } }, { depth: 0 });
logger.table([{ a: 1, b: 'x' }, { a: 2 }]);
logger.table([[1, 2]], ['1']);
logger.table('no table');
attempt(() => logger.table([], 5));
logger.clear();
const { log } = logger;
log('taken off');

console.log(logger instanceof Console, console instanceof Console, {} instanceof Console, console.Console === Console);
console.log(Object.prototype.toString.call(logger), Object.keys(logger).length, Object.keys(Console.prototype).join());
const old = Console(collect('only'));
old.error('both');
new Console(collect('first'), collect('second')).error('second');
const indented = new Console({ stdout: collect('out'), groupIndentation: 4, inspectOptions: { depth: 0 } });
indented.group({ a: { b: {} } });
indented.log(1);
class Derived extends Console {
  log(...args) {
    super.log('derived', ...args);
  }
}
new Derived(collect('out')).log(1);
new Console({ stdout: collect('out'), colorMode: true }).log([1, 'x']);
for (const wrong of [undefined, {}, { stdout: {} }, { stdout: collect('x'), stderr: 5 }, { stdout: collect('x'), colorMode: 5 }])
  attempt(() => new Console(wrong));
const failing = new Writable({ write(chunk, encoding, callback) { callback(new Error('broken')); } });
new Console(failing).log('nobody hears');

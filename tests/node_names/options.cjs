// Prints which of the options that Node documents (https://nodejs.org/api) functions ask for: each is called with a Proxy
// that notes what is read. `copied` are functions that take them all at once (Object.assign), where this cannot tell.
const crypto = require('crypto');
const events = require('events');
const fs = require('fs');
const os = require('os');
const path = require('path');
const perf_hooks = require('perf_hooks');
const readline = require('readline');
const stream = require('stream');
const url = require('url');
const util = require('util');
const vm = require('vm');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'options-'));
const at = (name) => path.join(folder, name);
fs.writeFileSync(at('file'), 'text');
fs.mkdirSync(at('folder'));
fs.symlinkSync('file', at('link'));
const quiet = (emitter) => emitter.on('error', () => {}).destroy();
const readable = () => stream.Readable.from(['a', 'b']);

/** Of each function: the options that are documented, and a call with them. */
const table = {
  'assert.AssertionError': ['message actual expected operator stackStartFn diff', (o) => new (require('assert').AssertionError)(o)],
  'async_hooks.AsyncLocalStorage': ['defaultValue name', (o) => new (require('async_hooks').AsyncLocalStorage)(o)],
  'async_hooks.AsyncResource': ['triggerAsyncId requireManualDestroy', (o) => new (require('async_hooks').AsyncResource)('A', o)],
  'buffer.Blob': ['endings type', (o) => new Blob(['a'], o)],
  'console.Console': ['stdout stderr ignoreErrors colorMode inspectOptions groupIndentation', (o) => new console.Console(o), { stdout: process.stdout }],
  'crypto.createHash': ['outputLength', (o) => crypto.createHash('sha1', o)],
  'crypto.createHmac': ['encoding', (o) => crypto.createHmac('sha1', 'a', o)],
  'crypto.hash': ['outputEncoding outputLength', (o) => crypto.hash('sha1', 'a', o)],
  'crypto.randomUUID': ['disableEntropyCache', (o) => crypto.randomUUID(o)],
  'crypto.scryptSync': ['cost blockSize parallelization N r p maxmem', (o) => crypto.scryptSync('a', 'b', 8, o)],
  'events.EventEmitter': ['captureRejections', (o) => new events(o)],
  'events.EventEmitterAsyncResource': ['captureRejections name triggerAsyncId requireManualDestroy', (o) => new events.EventEmitterAsyncResource(o), { name: 'a' }],
  'events.on': ['signal close highWaterMark lowWaterMark', (o) => events.on(new events(), 'a', o)],
  'events.once': ['signal', (o) => void events.once(new events(), 'a', o)],
  'fs.appendFileSync': ['encoding mode flag flush', (o) => fs.appendFileSync(at('other'), 'a', o)],
  'fs.cpSync': ['dereference errorOnExist filter force mode preserveTimestamps recursive verbatimSymlinks', (o) => fs.cpSync(at('file'), at('copy'), o)],
  'fs.createReadStream': ['flags encoding fd mode autoClose emitClose start end highWaterMark fs signal', (o) => quiet(fs.createReadStream(at('file'), o))],
  'fs.createWriteStream': ['flags encoding fd mode autoClose emitClose start fs signal highWaterMark flush', (o) => quiet(fs.createWriteStream(at('other'), o))],
  'fs.fstatSync': ['bigint', (o) => fs.fstatSync(1, o)],
  'fs.globSync': ['cwd exclude followSymlinks withFileTypes', (o) => fs.globSync('*', o), { cwd: folder }],
  'fs.lstatSync': ['bigint throwIfNoEntry', (o) => fs.lstatSync(at('none'), o), { throwIfNoEntry: false }],
  'fs.mkdirSync': ['recursive mode', (o) => fs.mkdirSync(at('more'), o)],
  'fs.mkdtempSync': ['encoding', (o) => fs.mkdtempSync(at('x'), o)],
  'fs.opendirSync': ['encoding bufferSize recursive', (o) => fs.opendirSync(folder, o).closeSync()],
  'fs.readFileSync': ['encoding flag', (o) => fs.readFileSync(at('file'), o)],
  'fs.readSync': ['offset length position', (o) => fs.readSync(fs.openSync(at('file')), Buffer.alloc(9), o)],
  'fs.readdirSync': ['encoding withFileTypes recursive', (o) => fs.readdirSync(folder, o)],
  'fs.readlinkSync': ['encoding', (o) => fs.readlinkSync(at('link'), o)],
  'fs.realpathSync': ['encoding', (o) => fs.realpathSync(at('link'), o)],
  'fs.rmSync': ['force maxRetries recursive retryDelay', (o) => fs.rmSync(at('copy'), o)],
  'fs.rmdirSync': ['maxRetries retryDelay', (o) => fs.rmdirSync(at('more'), o)],
  'fs.statSync': ['bigint throwIfNoEntry', (o) => fs.statSync(at('none'), o), { throwIfNoEntry: false }],
  'fs.watch': ['persistent recursive encoding signal ignore maxQueue overflow throwIfNoEntry', (o) => fs.watch(folder, o).close()],
  'fs.watchFile': ['bigint persistent interval', (o) => (fs.watchFile(at('file'), o, () => {}), fs.unwatchFile(at('file')))],
  'fs.writeFileSync': ['encoding mode flag flush', (o) => fs.writeFileSync(at('other'), 'a', o)],
  'fs.writeSync': ['offset length position', (o) => fs.writeSync(fs.openSync(at('other'), 'w'), Buffer.from('a'), o)],
  'perf_hooks.performance.mark': ['detail startTime', (o) => perf_hooks.performance.mark('a', o)],
  'perf_hooks.performance.measure': ['detail duration end start', (o) => perf_hooks.performance.measure('a', o), { start: 0 }],
  'process.emitWarning': ['type code detail', (o) => process.emitWarning('a', o), { type: 'Quiet' }],
  'readline.createInterface': ['input output completer terminal history historySize removeHistoryDuplicates prompt crlfDelay escapeCodeTimeout tabSize signal', (o) => readline.createInterface(o).close(), { input: readable() }],
  'stream.Duplex': ['allowHalfOpen readable writable readableObjectMode writableObjectMode readableHighWaterMark writableHighWaterMark', (o) => new stream.Duplex(o)],
  'stream.Readable': ['highWaterMark encoding objectMode emitClose read destroy construct autoDestroy signal', (o) => new stream.Readable(o)],
  'stream.Readable.from': ['highWaterMark encoding objectMode emitClose read destroy construct autoDestroy signal', (o) => stream.Readable.from(['a'], o)],
  'stream.Readable.prototype.filter': ['concurrency highWaterMark signal', (o) => readable().filter(() => true, o)],
  'stream.Readable.prototype.iterator': ['destroyOnReturn', async (o) => {
    for await (const _ of readable().iterator(o)) break;
  }],
  'stream.Readable.prototype.map': ['concurrency highWaterMark signal', (o) => readable().map((a) => a, o)],
  'stream.Readable.prototype.pipe': ['end', (o) => readable().pipe(new stream.PassThrough(), o)],
  'stream.Readable.prototype.take': ['signal', (o) => readable().take(1, o)],
  'stream.Readable.prototype.toArray': ['signal', (o) => void readable().toArray(o)],
  'stream.Transform': ['transform flush', (o) => new stream.Transform(o)],
  'stream.Writable': ['highWaterMark decodeStrings defaultEncoding objectMode emitClose write writev destroy final construct autoDestroy signal', (o) => new stream.Writable(o)],
  'stream.finished': ['error readable writable signal', (o) => stream.finished(readable(), o, () => {})],
  'stream.promises.finished': ['error readable writable signal cleanup', (o) => void stream.promises.finished(readable().resume(), o)],
  'stream.promises.pipeline': ['signal end', (o) => void stream.promises.pipeline(readable(), new stream.PassThrough().resume(), o)],
  'timers.promises.setTimeout': ['ref signal', (o) => void require('timers/promises').setTimeout(1, 0, o)],
  'url.fileURLToPath': ['windows', (o) => url.fileURLToPath('file:///a', o)],
  'url.format': ['auth fragment search unicode', (o) => url.format(new URL('http://a'), o)],
  'url.pathToFileURL': ['windows', (o) => url.pathToFileURL('/a', o)],
  'util.TextDecoder': ['fatal ignoreBOM', (o) => new TextDecoder('utf-8', o)],
  'util.deprecate': ['modifyPrototype', (o) => util.deprecate(() => {}, 'a', 'b', o)],
  'util.getCallSites': ['sourceMap', (o) => util.getCallSites(1, o)],
  'util.inspect': ['showHidden depth colors customInspect showProxy maxArrayLength maxStringLength breakLength compact sorted getters numericSeparator', (o) => util.inspect({ a: [1] }, o)],
  'util.parseArgs': ['args options strict allowPositionals allowNegative tokens', (o) => util.parseArgs(o), { args: [] }],
  'util.styleText': ['validateStream stream', (o) => util.styleText('red', 'a', o)],
  'vm.Script': ['filename lineOffset columnOffset cachedData produceCachedData importModuleDynamically', (o) => new vm.Script('1', o)],
  'vm.Script.prototype.runInThisContext': ['displayErrors timeout breakOnSigint', (o) => new vm.Script('1').runInThisContext(o)],
  'vm.compileFunction': ['filename lineOffset columnOffset cachedData produceCachedData parsingContext contextExtensions importModuleDynamically', (o) => vm.compileFunction('1', [], o)],
  'vm.runInThisContext': ['filename lineOffset columnOffset displayErrors timeout breakOnSigint cachedData importModuleDynamically', (o) => vm.runInThisContext('1', o)],
};

const calls = Object.entries(table).map(([name, [documented, call, given = {}]]) => {
  const found = { name, options: documented.split(' '), read: new Set(), isCopied: false, failure: undefined };
  const proxy = new Proxy(given, {
    get(target, key) {
      found.read.add(key);
      return target[key];
    },
    has(target, key) {
      found.read.add(key);
      return key in target;
    },
    ownKeys(target) {
      found.isCopied = true;
      return Reflect.ownKeys(target);
    },
  });
  try {
    call(proxy);
  } catch (error) {
    found.failure = error.message;
  }
  return found;
});

process.on('uncaughtException', () => {}).on('warning', () => {});
setTimeout(() => {
  fs.rmSync(folder, { recursive: true });
  const result = {};
  for (const { name, options, read, isCopied, failure } of calls)
    result[name] = { unread: options.filter((option) => !read.has(option)), isCopied, failure };
  process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit());
}, 20);

// What packages read of modules while they are loaded: constants, names, classes to extend.
const builtin = require('module').builtinModules;
const show = (name, constants) => console.log(name, JSON.stringify(constants));
show('http2', require('http2').constants);
const { Z_MAX_CHUNK, ZLIB_VERNUM, ...zlib } = require('zlib').constants;
show('zlib', zlib);
show('codes', require('zlib').codes);
show('sqlite', require('node:sqlite').constants);
const texts = (exports) => Object.entries(exports).filter(([, value]) => typeof value === 'string' || typeof value === 'number');
show('dns', texts(require('dns')));
show('dns/promises', texts(require('dns/promises')));
console.log(require('dns').promises === require('dns/promises'));

const ids = [
  'dns', 'dns/promises', 'domain', 'http2', 'inspector/promises', 'node:sea', 'node:sqlite', 'node:test/reporters', 'punycode',
  'readline', 'readline/promises', 'repl', 'stream/web', 'trace_events', 'wasi', 'zlib', 'node:test',
];
const functions = {
  domain: ['create', 'createDomain', 'Domain'],
  'inspector/promises': ['Session'],
  repl: ['start', 'writer', 'REPLServer'],
  'node:test': ['test', 'it', 'describe', 'before', 'afterEach', 'suite', 'skip'],
  'stream/web': ['ReadableStream', 'WritableStream', 'TransformStream', 'CompressionStream', 'TextDecoderStream'],
  zlib: ['gzipSync', 'createBrotliDecompress', 'ZstdCompress', 'crc32'],
  wasi: ['WASI'],
};
for (const id of ids) {
  const exports = require(id);
  const missing = (functions[id] ?? []).filter((name) => typeof exports[name] !== 'function');
  console.log(id, typeof exports, missing, builtin.includes(id), require('module').isBuiltin(id));
}
for (const id of ['test', 'sqlite', 'sea', 'node:nothing']) {
  try {
    require(id);
  } catch (error) {
    console.log(id, error.code);
  }
}
class Own extends require('http2').Http2ServerRequest {}
console.log(Own.name, require('node:sea').isSea(), require('domain').active, require('trace_events').getEnabledCategories());

const punycode = require('punycode');
for (const text of ['mañana', 'bücher', '☃-⌘', '他们为什么不说中文', 'a', '', 'ü-', '𝒳y']) {
  const encoded = punycode.encode(text);
  console.log(encoded, punycode.decode(encoded) === text);
}
for (const name of ['mañana.com', 'джумла@джpумлатест.bрфa', 'example.com', 'xn--maana-pta.com', 'a。b．c']) {
  console.log(punycode.toASCII(name), punycode.toUnicode(punycode.toASCII(name)));
}
console.log(punycode.ucs2.decode('a\ud83d\ude00b'), punycode.ucs2.encode([97, 0x1f600]), punycode.version);
for (const wrong of ['a\u0080-x', '!!!', '99999999']) {
  try {
    console.log(punycode.decode(wrong));
  } catch (error) {
    console.log(error.name, error.message);
  }
}

const { MessageChannel, MessagePort, receiveMessageOnPort } = require('worker_threads');
const { port1, port2 } = new MessageChannel();
port1.postMessage({ a: 1 });
port1.postMessage(undefined);
const other = new MessageChannel();
port1.postMessage(other.port1, [other.port1]);
console.log(receiveMessageOnPort(port2), receiveMessageOnPort(port2), receiveMessageOnPort(port2).message instanceof MessagePort);
console.log(receiveMessageOnPort(port2));
try {
  receiveMessageOnPort({});
} catch (error) {
  console.log(error.code, error.message);
}
port1.close();

// Small functions of several modules.
const util = require('util');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { Readable } = require('stream');
const consumers = require('stream/consumers');

function attempt(run) {
  try {
    console.log(run());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
for (const options of [
  { a: { type: 'number' } },
  { a: { type: 'string', default: 3 } },
  { a: { type: 'boolean', default: 'x' } },
  { a: { type: 'string', multiple: true, default: 'x' } },
  { a: { type: 'string', multiple: true, default: ['x', 1] } },
  { a: { type: 'string', default: null } },
  { a: {} },
  { a: { type: 'string', multiple: true, default: ['x'] } },
])
  attempt(() => util.parseArgs({ args: [], options }).values);
attempt(() => util.diff('12345678', '!!123!!45!6!').join(' '));
attempt(() => util.diff(['a', 'b'], ['b', 'c']));
attempt(() => util.diff('a', 'a'));
attempt(() => util.diff(1, 2));
attempt(() => util.diff(['a'], [1]));
attempt(() => util.getSystemErrorMessage(-2));
attempt(() => util.getSystemErrorMessage(3));
attempt(() => util.getSystemErrorMap().get(-13));
attempt(() => util.getSystemErrorMap().size);
const querystring = require('querystring');
attempt(() => JSON.stringify([querystring.parse('c=%E0%A4%A&d=%41+b&e=%zz'), querystring.unescape('%E0%A4%A')]));
attempt(() => querystring.unescapeBuffer('a%20b+c', true).toString());
const all = require('constants');
attempt(() => [all.SIGTERM, all.ENOENT, all.O_RDONLY, all.RTLD_LAZY, all.S_IFREG].join());
const directory = fs.mkdtempDisposableSync(path.join(os.tmpdir(), 'disposable-'));
fs.writeFileSync(path.join(directory.path, 'f'), 'contents');
const whenRead = fs.openAsBlob(path.join(directory.path, 'f'), { type: 'text/plain' });
(async () => {
  console.log(await consumers.bytes(Readable.from(['ab', Buffer.from('c')])));
  const blob = await consumers.blob(Readable.from(['ab', 'c']));
  console.log(blob.size, await blob.text());
  const opened = await whenRead;
  console.log(opened.type, await opened.text());
  directory.remove();
  console.log(fs.existsSync(directory.path));
})();

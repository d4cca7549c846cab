// node:fs with callbacks, and node:fs/promises; what Node 26 prints.
const fs = require('fs');
const fsp = require('node:fs/promises');
const path = require('path');
const { promisify } = require('util');

console.log(fsp === fs.promises, fsp.constants === fs.constants);
const top = fs.mkdtempSync('/tmp/orrery-fs-');
const at = (name) => path.join(top, name);
const hide = (text) => `${text}`.replaceAll(top, 'TOP');
const failing = async (promise) => {
  try {
    console.log('no error', await promise);
  } catch (error) {
    console.log(error.name, hide(error.message), error.code, error.errno, error.syscall);
  }
};
/** The arguments that a function calls back with. */
const called = (method, ...args) =>
  new Promise((resolve) => fs[method](...args, (...answer) => {
    console.log(method, ...answer.map((each) => {
      if (each instanceof Error) return hide(each.message);
      return typeof each === 'string' ? hide(each) : each;
    }));
    resolve(answer);
  }));

async function callbacks() {
  await called('writeFile', at('a'), 'text');
  await called('appendFile', at('a'), ' and more', 'utf8');
  await called('readFile', at('a'), 'utf8');
  await called('readFile', at('none'));
  await called('access', at('a'));
  await called('access', at('none'));
  await called('mkdir', at('d'));
  await called('mkdir', at('d'));
  await called('readdir', top);
  await called('copyFile', at('a'), at('b'));
  await called('rename', at('b'), at('c'));
  await called('unlink', at('c'));
  await called('rmdir', at('d'));
  await called('truncate', at('a'), 4);
  await called('realpath', at('./a'));
  const [, fd] = await new Promise((resolve) => fs.open(at('a'), 'r+', (...answer) => resolve(answer)));
  await called('write', fd, 'XY', 1);
  await called('read', fd, Buffer.alloc(4), 0, 4, 0);
  await called('read', fd, { buffer: Buffer.alloc(2), position: 1 });
  await called('writev', fd, [Buffer.from('1'), Buffer.from('2')], 0);
  await called('ftruncate', fd, 3);
  await called('fsync', fd);
  const [, status] = await new Promise((resolve) => fs.fstat(fd, (...answer) => resolve(answer)));
  console.log(status.size, status.isFile());
  await called('close', fd);
  await new Promise((resolve) => fs.exists(at('a'), (found) => resolve(console.log('exists', found))));
  console.log(await promisify(fs.exists)(at('none')), await promisify(fs.readFile)(at('a'), 'utf8'));
  await called('rm', at('none'));
  await called('stat', at('none'));
}

async function promises() {
  await fsp.writeFile(at('p'), 'promised');
  await fsp.appendFile(at('p'), new Uint8Array([33]));
  console.log(await fsp.readFile(at('p'), { encoding: 'utf8' }), await fsp.readFile(at('p')));
  await failing(fsp.readFile(at('none')));
  await failing(fsp.stat(at('none')));
  await failing(fsp.readFile(5));
  await failing(fsp.mkdir());
  await failing(fsp.rm(top));
  console.log(hide(await fsp.mkdir(at('x/y/z'), { recursive: true })));
  console.log((await fsp.readdir(at('x'), { recursive: true })).sort());
  console.log((await fsp.stat(at('p'))).size, (await fsp.lstat(at('p'), { bigint: true })).size);
  console.log(await fsp.access(at('p')), hide(await fsp.realpath(at('x/../p'))));
  await fsp.cp(at('x'), at('q'), { recursive: true });
  await fsp.rm(at('x'), { recursive: true });
  console.log(await fsp.readdir(top));
  const controller = new AbortController();
  controller.abort();
  try {
    await fsp.readFile(at('p'), { signal: controller.signal });
  } catch (error) {
    console.log(error.name, error.code, error.message, error.cause.name);
  }
  await fsp.writeFile(at('chunks'), (function* () {
    yield 'one ';
    yield Buffer.from('two');
  })());
  console.log(await fsp.readFile(at('chunks'), 'utf8'));
  const names = [];
  for await (const entry of await fsp.opendir(top)) names.push(entry.name);
  console.log(names.sort());
}

async function handles() {
  const handle = await fsp.open(at('h'), 'w+', 0o600);
  console.log(typeof handle.fd, (await handle.stat()).mode & 0o777);
  console.log((await handle.write('handle')).bytesWritten, (await handle.write(Buffer.from('abc'), 1, 2, 0)).bytesWritten);
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(10), 0, 10, 0);
  console.log(bytesRead, buffer);
  console.log((await handle.writev([Buffer.from('!'), Buffer.from('?')], 0)).bytesWritten);
  await handle.truncate(4);
  await handle.sync();
  await handle.datasync();
  await handle.chmod(0o640);
  await handle.utimes(5, 6);
  console.log((await handle.stat()).mtimeMs);
  await handle.appendFile('+');
  const again = await fsp.open(at('h'));
  console.log(JSON.stringify(await again.readFile('utf8')));
  again.on('close', () => console.log('closed'));
  await again.close();
  console.log(again.fd);
  await failing(again.read());
  await handle.close();
  await handle.close();
  await using disposed = await fsp.open(at('h'));
  console.log(disposed.fd > 2);
}

callbacks().then(promises).then(handles).then(() => fs.rmSync(top, { recursive: true }));

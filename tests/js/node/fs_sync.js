// node:fs, the functions that work at once; what Node 26 prints. Links, folders, descriptors, errors.
const fs = require('node:fs');
const path = require('path');

const top = fs.mkdtempSync('/tmp/orrery-fs-');
const at = (name) => path.join(top, name);
const hide = (text) => `${text}`.replaceAll(top, 'TOP');
function attempt(what) {
  try {
    const result = what();
    console.log(what.toString().slice(6), '->', typeof result === 'string' ? hide(result) : result);
  } catch (error) {
    console.log(what.toString().slice(6), '|', error.name, '|', hide(error.message), '|', hide(JSON.stringify(error)));
  }
}

// Contents
fs.writeFileSync(at('a.txt'), 'hello\n');
fs.appendFileSync(at('a.txt'), Buffer.from('wörld'));
attempt(() => fs.readFileSync(at('a.txt')));
attempt(() => fs.readFileSync(at('a.txt'), 'utf8'));
attempt(() => fs.readFileSync(at('a.txt'), { encoding: 'hex' }));
attempt(() => fs.readFileSync(Buffer.from(at('a.txt')), 'latin1'));
fs.writeFileSync(at('b.bin'), new Uint16Array([1, 2, 0xffff]));
attempt(() => fs.readFileSync(at('b.bin')));
fs.writeFileSync(at('b.bin'), '6869', 'hex');
attempt(() => fs.readFileSync(at('b.bin'), 'base64'));
fs.writeFileSync(at('b.bin'), 'Z', { flag: 'r+' });
attempt(() => fs.readFileSync(at('b.bin'), 'utf8'));
attempt(() => fs.writeFileSync(at('b.bin'), 'x', { flag: 'wx' }));
fs.writeFileSync(at('empty'), '');
attempt(() => fs.readFileSync(at('empty')));
fs.writeFileSync(at('large'), 'x'.repeat(3_000_000), { flush: true });
attempt(() => fs.readFileSync(at('large')).length);
attempt(() => fs.readFileSync('/proc/self/cmdline').length > 0);
fs.truncateSync(at('large'), 5);
attempt(() => fs.readFileSync(at('large'), 'utf8'));
fs.truncateSync(at('large'));
attempt(() => fs.statSync(at('large')).size);

// Status
const status = fs.statSync(at('a.txt'));
console.log(status.size, status.isFile(), status.isDirectory(), status.isSymbolicLink(), status instanceof fs.Stats);
console.log(Object.keys(status).join(), status.mtime instanceof Date, status.mtime.getTime() === Math.round(status.mtimeMs));
const exact = fs.statSync(at('a.txt'), { bigint: true });
console.log(exact.size, exact.isFile(), typeof exact.mtimeNs, exact.mtimeNs / 1000000n === exact.mtimeMs);
attempt(() => fs.statSync(at('none'), { throwIfNoEntry: false }));
attempt(() => fs.lstatSync(at('none/x'), { throwIfNoEntry: false }));
attempt(() => [fs.existsSync(top), fs.existsSync(at('none')), fs.existsSync('a\0b')]);
attempt(() => fs.accessSync(at('a.txt'), fs.constants.R_OK | fs.constants.W_OK));
fs.chmodSync(at('a.txt'), 0o640);
console.log((fs.statSync(at('a.txt')).mode & 0o777).toString(8));
fs.chmodSync(at('a.txt'), '600');
console.log((fs.statSync(at('a.txt')).mode & 0o777).toString(8));
fs.utimesSync(at('a.txt'), 1.5, new Date(86400000));
console.log(fs.statSync(at('a.txt')).atimeMs, fs.statSync(at('a.txt')).mtime.toISOString());
fs.utimesSync(at('a.txt'), '-7.25', 0);
console.log(fs.statSync(at('a.txt')).atimeMs, fs.statSync(at('a.txt'), { bigint: true }).atimeNs);

// Folders
attempt(() => fs.mkdirSync(at('d/e/f'), { recursive: true }));
attempt(() => fs.mkdirSync(at('d/e/f'), { recursive: true }));
fs.writeFileSync(at('d/one'), '1');
fs.writeFileSync(at('d/e/two'), '2');
fs.symlinkSync('../one', at('d/e/link'));
attempt(() => fs.readdirSync(at('d')));
attempt(() => fs.readdirSync(at('d'), { recursive: true }).sort());
attempt(() => fs.readdirSync(at('d/e'), { withFileTypes: true }).map((e) => [e.name, hide(e.parentPath), e.isFile(), e.isDirectory(), e.isSymbolicLink()]));
attempt(() => fs.readdirSync(at('d'), 'buffer'));
attempt(() => fs.readlinkSync(at('d/e/link')));
attempt(() => fs.realpathSync(at('d/e/link')));
attempt(() => fs.realpathSync.native(at('d/e/../e')));
attempt(() => fs.lstatSync(at('d/e/link')).isSymbolicLink());
fs.linkSync(at('d/one'), at('d/hard'));
attempt(() => fs.statSync(at('d/hard')).nlink);
fs.renameSync(at('d/hard'), at('d/moved'));
fs.copyFileSync(at('d/moved'), at('d/copy'));
attempt(() => fs.copyFileSync(at('d/moved'), at('d/copy'), fs.constants.COPYFILE_EXCL));
fs.cpSync(at('d'), at('c'), { recursive: true });
attempt(() => fs.readdirSync(at('c'), { recursive: true }).sort());
attempt(() => fs.readFileSync(at('c/e/link'), 'utf8'));
try {
  fs.cpSync(at('d'), at('d/e/f/g'), { recursive: true });
} catch (error) {
  console.log(error.code);
}
attempt(() => fs.rmdirSync(at('d')));
fs.rmSync(at('d'), { recursive: true });
fs.rmSync(at('none'), { force: true });
attempt(() => fs.readdirSync(top));
const dir = fs.opendirSync(at('c'));
const names = [];
for (let entry; (entry = dir.readSync()) !== null;) names.push(entry.name);
console.log(names.sort());
dir.closeSync();
attempt(() => dir.readSync());

// Descriptors
const fd = fs.openSync(at('fd'), 'w+');
attempt(() => fs.writeSync(fd, 'abcdef'));
attempt(() => fs.writeSync(fd, Buffer.from('XYZ'), 1, 1, 2));
attempt(() => fs.writeSync(fd, Buffer.from('123'), { offset: 1 }));
const buffer = Buffer.alloc(8, '.');
attempt(() => fs.readSync(fd, buffer, 1, 3, 0));
attempt(() => fs.readSync(fd, buffer, { offset: 5, length: 2, position: 2 }));
console.log(buffer.toString());
attempt(() => fs.readSync(fd, buffer));
attempt(() => fs.writevSync(fd, [Buffer.from('<'), new Uint8Array([62])], 0));
const two = [Buffer.alloc(2), Buffer.alloc(100)];
attempt(() => fs.readvSync(fd, two, 0));
console.log(two[0].toString(), two[1].toString('utf8', 0, 6));
fs.ftruncateSync(fd, 3);
fs.fsyncSync(fd);
fs.fdatasyncSync(fd);
fs.fchmodSync(fd, 0o600);
fs.futimesSync(fd, 1, 2);
attempt(() => [fs.fstatSync(fd).size, fs.fstatSync(fd).mtimeMs, fs.fstatSync(fd).mode & 0o777]);
attempt(() => fs.readFileSync(fd, 'utf8'));
fs.closeSync(fd);
fs.rmSync(top, { recursive: true });

// node:fs: errors of the system and of arguments; what Node 26 prints.
const fs = require('fs');
const path = require('path');

const top = fs.mkdtempSync('/tmp/orrery-fs-');
const at = (name) => path.join(top, name);
const hide = (text) => `${text}`.replaceAll(top, 'TOP');
fs.writeFileSync(at('file'), 'x');
fs.mkdirSync(at('folder'));
fs.symlinkSync(at('nowhere'), at('dangling'));
fs.symlinkSync(at('loop'), at('loop'));

const attempts = [
  () => fs.readFileSync(at('nope')),
  () => fs.readFileSync(at('folder')),
  () => fs.readFileSync(at('file/x')),
  () => fs.readFileSync(at('loop')),
  () => fs.readFileSync(at('dangling')),
  () => fs.readFileSync(at('n'.repeat(300))),
  () => fs.readFileSync(99),
  () => fs.openSync(at('file'), 'zz'),
  () => fs.openSync(at('file'), 'w', 'q'),
  () => fs.openSync(at('file'), {}),
  () => fs.openSync(),
  () => fs.renameSync(at('x'), at('y')),
  () => fs.renameSync(at('file'), at('folder')),
  () => fs.rmdirSync(at('nope')),
  () => fs.rmdirSync(at('file')),
  () => fs.rmdirSync(at('x'), { recursive: true }),
  () => fs.rmSync(at('folder')),
  () => fs.rmSync(at('nope')),
  () => fs.mkdirSync(at('folder')),
  () => fs.mkdirSync(at('a/b')),
  () => fs.mkdirSync(at('file/b'), { recursive: true }),
  () => fs.mkdirSync(at('file'), { recursive: true }),
  () => fs.mkdirSync('a', { recursive: 1 }),
  () => fs.writeFileSync(at('folder'), 'x'),
  () => fs.writeFileSync(at('nope/x'), 'x'),
  () => fs.writeFileSync(at('file'), 5),
  () => fs.appendFileSync(at('file'), {}),
  () => fs.copyFileSync(at('nope'), at('x')),
  () => fs.copyFileSync(at('file'), at('x'), 9),
  () => fs.readdirSync(at('file')),
  () => fs.readdirSync(top, { encoding: 'x' }),
  () => fs.accessSync(at('nope')),
  () => fs.accessSync(at('file'), 99),
  () => fs.accessSync(at('file'), {}),
  () => fs.symlinkSync('x', at('file')),
  () => fs.symlinkSync('a', 'b', 'x'),
  () => fs.linkSync(at('nope'), at('x')),
  () => fs.linkSync(1, 2),
  () => fs.mkdtempSync(at('nope/x')),
  () => fs.mkdtempSync(5),
  () => fs.readlinkSync(at('file')),
  () => fs.realpathSync(at('nope/x')),
  () => fs.realpathSync(at('dangling')),
  () => fs.realpathSync.native(at('nope')),
  () => fs.truncateSync(at('nope')),
  () => fs.truncateSync(at('file'), 'x'),
  () => fs.utimesSync(at('nope'), 1, 2),
  () => fs.utimesSync(at('file'), 'x', 1),
  () => fs.chmodSync(at('file'), 'x'),
  () => fs.chownSync(at('file'), -2, 1),
  () => fs.unlinkSync(at('folder')),
  () => fs.lstatSync(at('nope')),
  () => fs.statSync('a\0b'),
  () => fs.renameSync(at('file'), 'a\0b'),
  () => fs.readFileSync({}),
  () => fs.readFileSync(at('file'), 'nope'),
  () => fs.readFileSync(at('file'), 5),
  () => fs.readFileSync(at('file'), { flag: 'q' }),
  () => fs.readFile(at('file')),
  () => fs.closeSync('a'),
  () => fs.closeSync(-1),
  () => fs.closeSync(1.5),
  () => fs.closeSync(99),
  () => fs.fstatSync(99),
  () => fs.readSync(99, Buffer.alloc(3)),
  () => fs.readSync(1, 'x'),
  () => fs.readSync(1, Buffer.alloc(3), 5),
  () => fs.readSync(1, Buffer.alloc(3), 0, 9),
  () => fs.writeSync(1, 5),
  () => fs.writeSync(1, Buffer.alloc(2), 3),
  () => fs.cpSync(at('nope'), at('x')),
  () => fs.readFileSync({ href: 'http://a/', protocol: 'http:' }),
  () => fs.readFileSync({ href: 'file://host/a', protocol: 'file:', hostname: 'host', pathname: '/a' }),
];
for (const each of attempts) {
  try {
    console.log(each.toString().slice(6), '->', each());
  } catch (error) {
    console.log(each.toString().slice(6), '|', error.name, '|', hide(error.message), '|', hide(JSON.stringify(error)));
  }
}
fs.rmSync(top, { recursive: true });

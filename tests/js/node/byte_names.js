// Names of files that are not UTF-8.
const fs = require('fs');
const os = require('os');
const path = require('path');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'names-'));
const inFolder = (...bytes) => Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(bytes)]);
fs.writeFileSync(inFolder(0xff, 0x75), 'text');
fs.writeFileSync(inFolder(0xc3, 0xa9), 'e');
fs.symlinkSync(Buffer.from([0xfe]), inFolder(0x6c));
const sorted = (list) => list.map((name) => (typeof name === 'string' ? name : name.toString('hex'))).sort();
console.log(sorted(fs.readdirSync(folder)));
console.log(sorted(fs.readdirSync(folder, 'buffer')));
console.log(sorted(fs.readdirSync(folder, 'hex')), sorted(fs.readdirSync(Buffer.from(folder), { encoding: 'latin1' })));
console.log(fs.readlinkSync(`${folder}/l`, 'buffer'), fs.readlinkSync(`${folder}/l`));
console.log(fs.readFileSync(inFolder(0xff, 0x75), 'utf8'));
const copy = `${folder}-copy`;
fs.cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
console.log(sorted(fs.readdirSync(copy, 'buffer')), fs.readlinkSync(`${copy}/l`, 'buffer'));
for (const entry of fs.readdirSync(folder, { withFileTypes: true, encoding: 'buffer' }))
  if (entry.name[0] === 0xff) console.log(entry.name, entry.isFile());
// No string of a program means bytes that are not UTF-8, and none is given such a string.
console.log(fs.existsSync(`${folder}/\udcffu`), fs.existsSync(`${folder}/\ufffdu`));
fs.writeFileSync(`${folder}/a\udc80`, 'x');
console.log(fs.readdirSync(folder, 'buffer').filter((name) => name[0] === 0x61));
console.log(sorted(fs.globSync('*', { cwd: folder })), fs.globSync('*', { cwd: folder }).every((name) => name.isWellFormed()));
console.log(sorted(fs.globSync('*u', { cwd: folder, withFileTypes: true }).map((entry) => entry.name)));
fs.rmSync(folder, { recursive: true });
fs.rmSync(copy, { recursive: true });
console.log(fs.existsSync(folder), fs.existsSync(copy));

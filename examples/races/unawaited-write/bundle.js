// A write that nobody waits for.
// Rewritten small after https://github.com/fuse-box/fuse-box/pull/1586: what is to serve the file starts before it is written.
const { appendFile, mkdtemp, readFile, rm } = require('node:fs/promises');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

async function write(path, parts) {
  for (const part of parts) {
    await appendFile(path, part);
  }
  console.log('written');
}

async function bundle(path) {
  write(path, ['first part, ', 'second part, ', 'third part']);
}

async function serve(path) {
  try {
    console.log('serving:', await readFile(path, 'utf8'));
  } catch (error) {
    console.log('nothing to serve:', error.code);
  }
}

async function main() {
  const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  const path = join(folder, 'bundle.js');
  await bundle(path);
  await serve(path);
  await rm(folder, { recursive: true });
}

main();

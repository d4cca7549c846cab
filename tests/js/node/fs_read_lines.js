// FileHandle.prototype.readLines()
const { open, mkdtemp, rm, writeFile } = require('fs/promises');
const { join } = require('path');
(async () => {
  const folder = await mkdtemp(join(require('os').tmpdir(), 'orrery-'));
  const path = join(folder, 'text');
  await writeFile(path, 'one\ntwo\r\nthree\rfour');
  const file = await open(path);
  for await (const line of file.readLines()) console.log(line);
  await rm(folder, { recursive: true });
})();

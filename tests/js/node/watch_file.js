// fs.watchFile(): a file whose status is asked for again and again.
const fs = require('fs');
const os = require('os');
const path = require('path');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'watch-'));
const file = path.join(folder, 'f');
let count = 0;
const watcher = fs.watchFile(file, { interval: 5 }, (now, before) => {
  count++;
  if (count === 1) {
    // It is not there yet.
    console.log(now.size, before.size, now.isFile(), now.ino === 0);
    fs.writeFileSync(file, 'abc');
  } else if (count === 2) {
    console.log(now.size, before.size, now.isFile());
    fs.unwatchFile(file);
    fs.rmSync(folder, { recursive: true });
  }
});
console.log(watcher === fs.watchFile(file, () => {}), typeof watcher.ref, watcher.constructor.name);
watcher.on('stop', () => console.log('stop'));
for (const args of [[], ['x'], ['x', 5, () => {}], [5, () => {}]]) {
  try {
    fs.watchFile(...args);
  } catch (error) {
    console.log(error.code);
  }
}
fs.unwatchFile('never watched');

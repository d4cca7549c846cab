// modes: plain
// fs.watch(): what is told of a file and of a folder.
const fs = require('fs');
const os = require('os');
const path = require('path');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'watching-'));
const file = path.join(folder, 'f');
fs.writeFileSync(file, 'a');
try {
  fs.watch(path.join(folder, 'none'));
} catch (error) {
  console.log(error.code, error.syscall, error.message.replace(folder, ''), error.filename === error.path);
}
try {
  fs.watch(file, { recursive: 3 });
} catch (error) {
  console.log(error.code);
}

const first = (watcher) => new Promise((resolve) => watcher.once('change', (...event) => resolve(event)));
(async () => {
  const ofFile = fs.watch(file);
  let event = first(ofFile);
  fs.appendFileSync(file, 'bc');
  console.log(await event);
  ofFile.close();
  const ofFolder = fs.watch(folder, { encoding: 'hex' });
  event = first(ofFolder);
  fs.writeFileSync(path.join(folder, 'new'), '');
  console.log(await event);
  ofFolder.on('close', () => console.log('close'));
  ofFolder.close();
  const controller = new AbortController();
  setTimeout(() => fs.rmSync(path.join(folder, 'new')), 10);
  try {
    for await (const { eventType, filename } of fs.promises.watch(folder, { signal: controller.signal })) {
      console.log(eventType, filename);
      controller.abort();
    }
  } catch (error) {
    console.log(error.name);
  }
  fs.rmSync(folder, { recursive: true });
  // These two keep nothing running.
  fs.watch(__dirname, { persistent: false }).on('close', () => console.log('never'));
  setTimeout(() => fs.watch(__dirname).unref(), 150);
})();

// node:fs: streams of files; what Node 26 prints.
const fs = require('fs');
const path = require('path');
const { pipeline } = require('stream/promises');

const top = fs.mkdtempSync('/tmp/orrery-fs-');
const at = (name) => path.join(top, name);
const hide = (text) => `${text}`.replaceAll(top, 'TOP');
const ended = (stream, ...events) => {
  for (const event of events)
    stream.on(event, (...args) => console.log(event, ...args.map((each) => (typeof each === 'number' ? typeof each : each instanceof Error ? hide(each.message) : each))));
  return new Promise((resolve) => stream.on('close', resolve));
};

async function main() {
  const writer = fs.createWriteStream(at('a'));
  const done = ended(writer, 'open', 'ready', 'finish', 'close', 'error');
  console.log(writer.pending, hide(writer.path), writer.write('one\n'), writer.write(Buffer.from('two\n')));
  writer.end('three\n', () => console.log('ended', writer.bytesWritten));
  await done;
  console.log(fs.readFileSync(at('a'), 'utf8'), writer.fd, writer.closed);

  const reader = fs.createReadStream(at('a'), { encoding: 'utf8', highWaterMark: 5 });
  await ended(reader, 'open', 'ready', 'data', 'end', 'close', 'error');
  console.log(reader.bytesRead, reader.fd, reader.destroyed);

  const part = fs.createReadStream(at('a'), { start: 2, end: 5 });
  await ended(part, 'data', 'end');
  console.log(part.bytesRead);
  for (const options of [{ start: 5, end: 2 }, { start: -1 }, { end: 'x' }]) {
    try {
      fs.createReadStream(at('a'), options);
    } catch (error) {
      console.log(error.code, error.message);
    }
  }

  await ended(fs.createReadStream(at('none')), 'open', 'data', 'error', 'end', 'close');
  await ended(fs.createWriteStream(at('none/x')), 'open', 'error', 'finish', 'close');
  await ended(fs.createReadStream(top), 'data', 'error', 'end', 'close');

  const patch = fs.createWriteStream(at('a'), { start: 4, flags: 'r+' });
  patch.end('TWO');
  await ended(patch, 'close');
  const more = fs.createWriteStream(at('a'), { flags: 'a', encoding: 'hex' });
  more.end('21');
  await ended(more, 'finish');
  console.log(fs.readFileSync(at('a'), 'utf8'));

  let lines = '';
  for await (const chunk of fs.createReadStream(at('a'), { encoding: 'utf8', highWaterMark: 3 })) lines += `<${chunk}>`;
  console.log(lines);

  fs.writeFileSync(at('large'), 'x'.repeat(300_000));
  await pipeline(fs.createReadStream(at('large')), fs.createWriteStream(at('copy'), { flush: true }));
  console.log(fs.readFileSync(at('copy')).equals(fs.readFileSync(at('large'))));

  const early = fs.createReadStream(at('large'));
  early.once('data', () => early.destroy());
  await ended(early, 'end', 'close');
  const failing = fs.createReadStream(at('large'));
  failing.once('data', () => failing.destroy(new Error('enough')));
  await ended(failing, 'error', 'close');

  const fd = fs.openSync(at('a'));
  const kept = fs.createReadStream(null, { fd, autoClose: false, start: 0 });
  kept.resume();
  await new Promise((resolve) => kept.on('end', resolve));
  console.log(fs.fstatSync(fd).size, kept.autoClose);
  fs.closeSync(fd);

  const handle = await fs.promises.open(at('a'));
  let text = '';
  for await (const chunk of handle.createReadStream({ encoding: 'utf8' })) text += chunk;
  console.log(text, handle.fd);
  console.log(fs.createReadStream(at('a')).close(() => console.log('closed')));
}

main().then(() => setTimeout(() => fs.rmSync(top, { recursive: true }), 20));

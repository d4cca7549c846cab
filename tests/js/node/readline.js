// Lines of streams: readline, and readline/promises.
const readline = require('readline');
const promises = require('readline/promises');
const { EventEmitter } = require('events');
const { Readable, Writable } = require('stream');
const { promisify } = require('util');

const output = {
  write(text) {
    console.log('written', JSON.stringify(text));
    return true;
  },
};
const closed = (reader) => new Promise((resolve) => reader.on('close', resolve));
const attempt = (work) => {
  try {
    work();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};

async function main() {
  // What ends a line, also across chunks.
  const chunks = ['a\r', '\nb\n\nc', 'd\re\n\n', 'é\u2028x', Buffer.from([0xc3]), Buffer.from([0xa9])];
  const reader = readline.createInterface({ input: Readable.from(chunks) });
  const lines = [];
  reader.on('line', (line) => lines.push(line));
  await closed(reader);
  console.log(lines, reader.closed, reader.paused, reader.terminal, reader.line, reader.cursor, reader.getPrompt());
  attempt(() => reader.prompt());
  attempt(() => reader.resume());
  attempt(() => reader.pause());
  attempt(() => reader.question('?', () => {}));
  attempt(() => reader.write('x'));
  reader.close();
  attempt(() => readline.createInterface({ input: new Readable({ read() {} }), completer: 5 }));

  // Questions and prompts.
  const asking = readline.createInterface({ input: Readable.from(['one\n', 'two\n', 'three\n']), output });
  asking.question('What? ', (answer) => {
    console.log('answer', answer);
    asking.setPrompt('p> ');
    asking.prompt();
    asking.on('line', (line) => {
      console.log('line', line);
      asking.prompt();
    });
  });
  await closed(asking);
  const input = new Readable({ read() {} });
  const sure = promises.createInterface({ input, output });
  const answer = sure.question('Sure? ');
  input.push('yes\n');
  console.log(await answer);
  const controller = new AbortController();
  const never = sure.question('Really? ', { signal: controller.signal });
  controller.abort();
  await never.catch((error) => console.log(error.name, error.code));
  sure.close();
  const old = readline.createInterface(new Readable({ read() {} }), output);
  const promised = promisify(old.question).call(old, 'Promised? ');
  old.write('it is\n');
  console.log(await promised);
  old.close();

  // Iteration.
  let count = 0;
  const many = Array.from({ length: 3000 }, (_, i) => `line ${i}\n`);
  for await (const line of readline.createInterface({ input: Readable.from(many) })) count += line.length > 0;
  console.log(count);
  const broken = readline.createInterface({ input: Readable.from(['1\n2\n3\n']) });
  for await (const line of broken) {
    console.log(line);
    break;
  }
  console.log(broken.closed);

  // Written by hand, paused, resumed.
  const typed = new readline.Interface({ input: new Readable({ read() {} }) });
  typed.on('line', (line) => console.log('typed', line));
  for (const event of ['pause', 'resume', 'close']) typed.on(event, () => console.log(event));
  typed.write('hello\nwor');
  typed.write('ld\n');
  console.log(typed.pause() === typed, typed.paused, typed.resume() === typed);
  typed.close();
  console.log(typed instanceof readline.Interface, typed instanceof EventEmitter, readline.promises === promises);
  const signal = AbortSignal.abort();
  const aborted = readline.createInterface({ input: new Readable({ read() {} }), signal });
  await closed(aborted);
  console.log(aborted.closed);

  const written = new Writable({
    write(chunk, encoding, callback) {
      console.log('written', JSON.stringify(`${chunk}`));
      callback();
    },
  });
  const moves = new promises.Readline(written);
  moves.cursorTo(1, 2).moveCursor(-1, 3).clearLine(0).clearScreenDown();
  await moves.commit();
  await moves.clearLine(1).rollback().commit();
}
main().catch((error) => console.log(error));

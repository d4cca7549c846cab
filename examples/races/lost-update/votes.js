// An update that is lost.
// Rewritten small after https://github.com/typicode/lowdb/issues/478: read, change and write, by two at once.
let file = '{"votes":0}';

function later(milliseconds) {
  return new Promise(function start(resolve) {
    setTimeout(resolve, milliseconds);
  });
}

async function read() {
  await later(2);
  return JSON.parse(file);
}

async function write(data) {
  await later(3);
  file = JSON.stringify(data);
}

async function vote(name) {
  const data = await read();
  data.votes++;
  await write(data);
  console.log(name, 'has voted');
}

async function main() {
  await Promise.all([vote('Ada'), vote('Grace')]);
  console.log('votes:', JSON.parse(file).votes);
}

main();

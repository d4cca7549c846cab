// node -e "require('fs').writeFileSync('block.bin', require('crypto').randomBytes(1 << 20))" makes the file that it reads.
// An hour of work: a tick each 20 ms, a file of 1 MiB read every 3.5 s (a gibibyte in all), promises between.
const { readFile, writeFile, stat } = require('node:fs/promises');
const path = __dirname + '/block.bin';
const end = Date.now() + 3600_000;
let ticks = 0, reads = 0, bytes = 0;
async function read() {
  const data = await readFile(path);
  bytes += data.length; reads++;
  if (reads % 100 === 0) console.log(`${reads} reads, ${bytes} bytes, ${ticks} ticks`);
}
const reader = setInterval(() => { read().catch((e) => console.error(e)); }, 3500);
const ticker = setInterval(async () => {
  ticks++;
  await null;
  if (Date.now() >= end) { clearInterval(ticker); clearInterval(reader); console.log(`end: ${ticks} ticks, ${reads} reads, ${bytes} bytes`); }
}, 20);

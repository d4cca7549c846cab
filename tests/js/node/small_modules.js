// Parts of os, http, net and timers/promises.
const t = (f) => {
  try {
    console.log(f());
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
};
const os = require('os');
t(() => [os.EOL, os.devNull, Object.keys(os).join()]);
t(() => os.constants.signals);
t(() => os.constants.errno);
t(() => os.constants.priority);
t(() => require('http').STATUS_CODES);
t(() => require('http').METHODS.join());
const net = require('net');
for (const a of [
  '1.2.3.4',
  '1.2.3.256',
  '01.2.3.4',
  '::',
  '::1',
  '1::2::3',
  '1:2:3:4:5:6:7:8',
  '1:2:3:4:5:6:7:8:9',
  '::ffff:1.2.3.4',
  'fe80::1%eth0',
  'g::1',
  '1:2:3:4:5:6:1.2.3.4',
  ':1',
  '1:',
  ':::',
])
  t(() => [a, net.isIP(a)]);
const wait = require('timers/promises');
(async () => {
  console.log(
    await wait.setTimeout(1, 'v'),
    await wait.setImmediate('imm'),
    await require('util').promisify(setTimeout)(1, 'pv'),
  );
  let n = 0;
  for await (const v of wait.setInterval(1, 'i')) {
    console.log(v);
    if (++n == 3) break;
  }
  const ac = new AbortController();
  const aborted = wait.setTimeout(1000, null, { signal: ac.signal });
  ac.abort();
  await aborted.catch((e) => console.log(e.name, e.code));
})();
t(() => require('tty').isatty(99));

// `using` and `await using`: in what order, and what becomes of errors.
const log = [];
const resource = (name, fails) => ({ [Symbol.dispose]() { log.push(name); if (fails) throw new Error(name); } });
const later = (name, fails) => ({ async [Symbol.asyncDispose]() { log.push(`${name} begins`); await null; log.push(`${name} ends`); if (fails) throw new Error(name); } });
function report(title) { console.log(`${title}: ${log.splice(0).join()}`); }
function describe(error) {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof TypeError) return 'TypeError';
  return error.name === 'SuppressedError' ? `(${describe(error.error)} over ${describe(error.suppressed)})` : error.message;
}
function attempt(f) {
  try {
    log.push(String(f()));
  } catch (error) {
    log.push(`threw ${describe(error)}`);
  }
}
{ using a = resource('a'), b = resource('b'); log.push('body'); }
report('order');
attempt(() => { using a = resource('a'); using nothing = null, missing = undefined; return 'returned'; });
report('return');
attempt(() => { using a = resource('a', true), b = resource('b', true); throw new Error('body'); });
report('suppressed');
attempt(() => { using a = resource('a', true); });
report('one error');
attempt(() => { using a = resource('a'); using b = 5; });
report('no object');
attempt(() => { using a = resource('a'); using b = {}; });
report('no method');
attempt(() => { using a = resource('a'); a = 1; });
report('constant');
for (const i of [1, 2, 3]) { using a = resource(`r${i}`); if (i === 2) break; }
report('break');
for (using a of [resource('x'), resource('y')]) log.push('body');
report('for-of');
attempt(() => { for (using a = resource('head'); log.length < 2; log.push('turn')) log.push('body'); });
report('for');
attempt(() => { const o = { get [Symbol.dispose]() { log.push('get'); return () => log.push('call'); } }; using a = o; log.push('body'); });
report('method is read once');
switch (1) { case 1: { using a = resource('in case'); } }
report('switch');

async function main() {
  const run = async (title, f) => { try { log.push(String(await f())); } catch (error) { log.push(`threw ${describe(error)}`); } report(title); };
  await run('async', async () => { await using a = later('a'), b = later('b'); log.push('body'); });
  await run('async from sync', async () => { await using a = resource('a'); });
  await run('async from sync fails', async () => { await using a = resource('a', true); throw new Error('body'); });
  await run('mixed', async () => { using a = resource('a'); await using b = later('b', true); using c = resource('c', true); });
  await run('null awaits', async () => { let ticked = false; Promise.resolve().then(() => { ticked = true; }); { await using nothing = null; } return ticked; });
  await run('for await', async () => { for (await using a of [later('x'), null, resource('y')]) log.push('body'); });
}
main();

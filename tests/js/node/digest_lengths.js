// The option outputLength of digests.
const { createHash, hash } = require('crypto');
const run = (call) => {
  try {
    console.log(call());
  } catch (error) {
    console.log(error.name, error.code, error.message, error.library, error.reason);
  }
};
for (const algorithm of ['shake128', 'SHAKE256', 'sha256', 'sha1'])
  for (const outputLength of [undefined, 0, 1, 16, 20, 32, 70, -1, 1.5, 'x', null, 2 ** 32]) {
    if (outputLength === undefined && /shake/i.test(algorithm)) continue;
    console.log(algorithm, outputLength);
    run(() => createHash(algorithm, { outputLength }).update('x').digest('hex'));
    run(() => createHash(algorithm, { outputLength: outputLength && 20 }).update('x').copy({ outputLength }).digest('hex'));
    run(() => hash(algorithm, 'x', { outputLength }));
  }
run(() => createHash('shake128', { outputLength: 5 }).update('x').copy({ outputLength: 3 }).update('y').digest('hex'));
run(() => createHash('shake256', { outputLength: 100_000 }).update('x').digest().length);
run(() => createHash('shake128', { outputLength: 5 }).end('x').read().toString('hex'));
for (const options of [5, null, { outputEncoding: 5 }, { outputEncoding: 'none' }, 'none', 'base64', { outputEncoding: 'buffer' }])
  run(() => hash('sha1', 'x', options));
run(() => hash('sha1', 5));
run(() => hash('none', 'x'));

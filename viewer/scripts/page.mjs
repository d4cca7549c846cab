// node scripts/page.mjs OUT [TRACE]: the built viewer with a trace as one page, as `orrery trace FILE --html OUT` makes it. Without a
// TRACE, with the one that the tests write by hand.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** `isCoarse`: with its loop events alone. */
export async function handMadeTrace(isCoarse = false) {
  const source = new URL('../src/testing/scenario.ts', import.meta.url).pathname;
  const { outputFiles } = await build({ entryPoints: [source], bundle: true, format: 'esm', write: false });
  const { orderTrace, withoutFineEvents } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  return isCoarse ? withoutFineEvents(orderTrace()) : orderTrace();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [out, trace] = process.argv.slice(2);
  const built = (name) => readFileSync(new URL(`../dist/${name}`, import.meta.url), 'utf8');
  const bytes = trace ? readFileSync(trace) : await handMadeTrace();
  const parts = { STYLE: built('viewer.css'), SCRIPT: built('viewer.js'), TRACE: Buffer.from(bytes).toString('base64'), STAGES: '' };
  writeFileSync(out, built('page.html').replace(/@(STYLE|SCRIPT|TRACE|STAGES)@/g, (_, name) => parts[name]));
}

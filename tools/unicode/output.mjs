// What the generators of this folder share: how they end.

import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

/** Ends the generator that runs with a message. */
export function fail(message) {
  console.error(`${basename(process.argv[1], '.mjs')}: ${message}`);
  process.exit(1);
}

/** Writes the file; or, where the generator was called with --check, fails if it holds anything else. */
export function writeOrCheck(path, text) {
  if (!process.argv.includes('--check')) {
    writeFileSync(path, text);
    return;
  }
  let committed = '';
  try {
    committed = readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  if (committed !== text) fail(`${path} is stale: run "npm run generate" in tools/unicode.`);
}

// node browser_tests.mjs [PART OF A NAME...]: the page in Chromium. See README.md.

import assert from 'node:assert/strict';
import { deskTests } from './desk_tests.mjs';
import { findingTests } from './finding_tests.mjs';
import { lookTests } from './look_tests.mjs';
import { launch } from './page.mjs';
import { runTests } from './run_tests.mjs';
import { contextTests, stateTests } from './states.mjs';
import { steppingTests } from './stepping_tests.mjs';
import { textTests } from './text_tests.mjs';
import { trials } from './trials.mjs';

const tests = { ...steppingTests, ...findingTests, ...lookTests, ...runTests, ...textTests, ...trials, ...stateTests, ...contextTests, ...deskTests };
const wanted = process.argv.slice(2);
const browser = await launch();
let passes = 0;
let failures = 0;
for (const [name, run] of Object.entries(tests)) {
  if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
  const started = Date.now();
  try {
    const page = await run(browser);
    if (page) assert.deepEqual(page.complaints, []);
    await page?.close();
    passes++;
    console.log(`ok      ${name} (${Date.now() - started} ms)`);
  } catch (error) {
    failures++;
    console.log(`FAILED  ${name}\n${error.stack}`);
  }
}
await browser.close();
console.log(`${passes} passed, ${failures} failed`);
process.exitCode = failures === 0 && passes > 0 ? 0 : 1;

// What a page of the viewer costs in Chromium: how long it takes to open, to go to moments anywhere in the run, what frames cost while
// its timeline is moved, and its memory. Prints JSON. Needs what tests/viewer/run installs.
//
//   node page_figures.mjs PAGE.html                     a page that `orrery trace --html` has made
//   node page_figures.mjs --watch PROGRAM|--log=FILE    the page of `orrery watch` (the one that ORRERY names)

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const { chromium } = createRequire(new URL('../../tests/viewer/', import.meta.url))('playwright-core');
const jumpCount = 60;
const [first, ...rest] = process.argv.slice(2);
const isWatched = first === '--watch';

/** The address of the page of a run that is watched. */
async function watched(options) {
  const server = spawn(process.env.ORRERY ?? 'orrery', ['watch', '--no-open', ...options], { stdio: ['ignore', 'ignore', 'pipe'] });
  process.on('exit', () => server.kill('SIGINT'));
  for await (const line of createInterface({ input: server.stderr })) {
    const found = /http:\S+/.exec(line);
    if (found) return found[0];
  }
  throw new Error('orrery watch has ended');
}

const url = isWatched ? await watched(rest) : pathToFileURL(first).href;

const quantile = (numbers, share) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? NaN;
};
const round = (number) => Math.round(number * 10) / 10;
const summary = (numbers) => ({ count: numbers.length, median: round(quantile(numbers, 0.5)), p95: round(quantile(numbers, 0.95)), most: round(Math.max(...numbers)) });

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--js-flags=--expose-gc'] });
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
const page = await context.newPage();
const complaints = [];
page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
page.on('pageerror', (error) => complaints.push(error.message));
const cdp = await context.newCDPSession(page);
await cdp.send('Performance.enable');

async function heapMb() {
  await page.evaluate(() => globalThis.gc?.());
  const { metrics } = await cdp.send('Performance.getMetrics');
  return round(metrics.find(({ name }) => name === 'JSHeapUsedSize').value / 2 ** 20);
}

/** Until what is on the screen follows from `act`: to the end of the frame in which it is drawn. */
const measured = (act, argument) =>
  page.evaluate(
    async ([text, value]) => {
      const begun = performance.now();
      // eslint-disable-next-line no-eval
      (0, eval)(text)(value);
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
      return performance.now() - begun;
    },
    [`(${act})`, argument],
  );

/** The work of the page's main thread in each frame, in ms, while `act` goes on. */
async function framesDuring(act) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  cdp.on('Tracing.dataCollected', collect);
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline', 'disabled-by-default-devtools.timeline.frame'] } });
  await act();
  const done = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.end');
  await done;
  cdp.off('Tracing.dataCollected', collect);
  // The thread that draws this page.
  const begins = events.filter(({ name }) => name === 'BeginMainThreadFrame');
  const key = ({ pid, tid }) => `${pid}/${tid}`;
  const counts = new Map();
  for (const begin of begins) counts.set(key(begin), (counts.get(key(begin)) ?? 0) + 1);
  const thread = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
  const starts = begins.filter((one) => key(one) === thread).map(({ ts }) => ts).sort((a, b) => a - b);
  const work = starts.map(() => 0);
  for (const { name, ts, dur, tdur, ph, ...rest } of events) {
    if (ph !== 'X' || !(name === 'RunTask' || name === 'ThreadControllerImpl::RunTask') || key(rest) !== thread) continue;
    // A frame's task begins before it says so: it counts for the frame that begins in it.
    const end = ts + dur;
    let i = starts.findLastIndex((start) => start <= end);
    // Of its own processor time: a machine that does other things besides says nothing of the page.
    if (i >= 0) work[i] += (tdur ?? dur) / 1000;
  }
  // The last one is not over.
  return work.slice(0, -1);
}

const result = {};
const begun = performance.now();
await page.goto(url, { waitUntil: 'commit' });
await page.waitForSelector('.narration', { timeout: 120_000 });
await measured('() => {}');
result.openMs = round(performance.now() - begun);
const eventCount = () => page.getAttribute('.strip input', 'max').then((text) => Number(text) + 1);
if (isWatched) {
  // All has come when nothing more does.
  let [count, since] = [-1, performance.now()];
  while (performance.now() - since < 1500) {
    const now = await eventCount();
    if (now !== count) [count, since] = [now, performance.now()];
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  result.allReadMs = round(since - begun);
}
result.heapMb = await heapMb();

result.events = await eventCount();
const end = result.events - 1;
let seed = 12345;
const random = () => (seed = (seed * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
const jumps = [];
const go = `(value) => {
  const input = document.querySelector('.strip input');
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, String(value));
  input.dispatchEvent(new Event('input', { bubbles: true }));
}`;
const details = [];
for (let i = 0; i < jumpCount; i++) {
  const before = await eventCount();
  const start = performance.now();
  jumps.push(await measured(go, Math.floor(random() * end)));
  if (!isWatched) continue;
  // Until calls and values are there, of a moment of which they were not.
  const change = page.waitForFunction((max) => Number(document.querySelector('.strip input').max) + 1 !== max, before, { timeout: 3000, polling: 'raf' });
  if (await change.then(() => true, () => false)) details.push(performance.now() - start);
}
result.jumpMs = summary(jumps);
if (isWatched) result.detailMs = summary(details);
const press = `(key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))`;
const steps = [];
for (let i = 0; i < 20; i++) steps.push(await measured(press, i % 2 === 0 ? 'ArrowRight' : 'ArrowLeft'));
result.stepMs = summary(steps);

const name = await page.evaluate(() => [...document.querySelectorAll('[role=tab]')].map((tab) => tab.textContent.trim()));
const tab = page.getByRole('tab', { name: /timeline|시간/i });
result.timelineMs = round(await (async () => {
  const start = performance.now();
  await tab.click();
  await measured('() => {}');
  return performance.now() - start;
})());
const canvas = page.locator('.timeline canvas');
const box = await canvas.boundingBox();
if (!box) throw new Error(`there is no timeline among ${name}`);
const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
const frames = [];
const byZoom = [];
for (let zoom = 0; zoom < 6; zoom++) {
  const some = await framesDuring(async () => {
    for (let sweep = 0; sweep < 2; sweep++) {
      const direction = sweep % 2 === 0 ? 1 : -1;
      await page.mouse.move(middle.x - (direction * box.width) / 3, middle.y);
      await page.mouse.down();
      for (let i = 1; i <= 40; i++) {
        await page.mouse.move(middle.x - (direction * box.width) / 3 + (direction * box.width * 2 * i) / 120, middle.y);
        await page.evaluate(() => new Promise(requestAnimationFrame));
      }
      await page.mouse.up();
    }
  });
  frames.push(...some);
  byZoom.push(summary(some));
  // Ten steps of the wheel: nine times as near.
  await page.mouse.move(middle.x, middle.y);
  frames.push(
    ...(await framesDuring(async () => {
      for (let i = 0; i < 10; i++) {
        await page.mouse.wheel(0, -100);
        await page.evaluate(() => new Promise(requestAnimationFrame));
      }
    })),
  );
}
result.frameMs = { ...summary(frames), within8: `${round((100 * frames.filter((ms) => ms <= 8).length) / frames.length)} %`, byZoom };
result.heapAtEndMb = await heapMb();
result.complaints = complaints;
console.log(JSON.stringify(result, undefined, 1));
await browser.close();

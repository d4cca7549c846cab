// What a page of the viewer costs in Chromium: how long it takes to open, to go to moments anywhere in the run, what frames cost while
// its timeline is moved, and its memory. Prints JSON. Needs what tests/viewer/run installs.
//
//   node page_figures.mjs PAGE.html                     a page that `orrery trace --html` has made
//   node page_figures.mjs --watch PROGRAM|--log=FILE    the page of `orrery watch` (the one that ORRERY names)
//
// Times of a watched page count from the start of `orrery watch`; the browser is there already.

import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const { chromium } = createRequire(new URL('../../tests/viewer/', import.meta.url))('playwright-core');
const jumpCount = 60;
const [first, ...rest] = process.argv.slice(2);
const isWatched = first === '--watch';

let server;
let begun = performance.now();

/** The address of the page of a run that is watched. */
async function watched(options) {
  begun = performance.now();
  server = spawn(process.env.ORRERY ?? 'orrery', ['watch', '--no-open', ...options], { stdio: ['ignore', 'ignore', 'pipe'] });
  process.on('exit', () => server.kill('SIGINT'));
  for await (const line of createInterface({ input: server.stderr })) {
    const found = /http:\S+/.exec(line);
    if (found) return found[0];
  }
  throw new Error('orrery watch has ended');
}

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

/** Memory of the watch server, the replayer and its keyframes together; what they share counts once. */
function memoryOfProcesses() {
  const parents = new Map();
  const read = (pid, name, pattern) => {
    try {
      return Number(pattern.exec(readFileSync(`/proc/${pid}/${name}`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0; // It has ended meanwhile.
    }
  };
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) parents.set(Number(pid), read(pid, 'status', /^PPid:\s*(\d+)/m));
  const isOurs = (pid) => pid === server.pid || (parents.has(pid) && isOurs(parents.get(pid)));
  const own = [...parents.keys()].filter(isOurs);
  return { processes: own.length, mb: round(own.reduce((sum, pid) => sum + read(pid, 'smaps_rollup', /^Pss:\s*(\d+)/m), 0) / 1024) };
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

let seed = 12345;
const random = () => (seed = (seed * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;

/**
 * Moves the strip to a share of what there is of the run. `jump`: until that is drawn; `detail`: until the calls of that turn are there
 * and drawn, if they were not before.
 */
const jumpTo = (share) =>
  page.evaluate(async (share) => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    const hasCalls = () => document.querySelector('.turns').dataset.hasCalls === 'true';
    const input = document.querySelector('.strip input');
    const begun = performance.now();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, String(share * Number(input.max)));
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await drawn();
    const jump = performance.now() - begun;
    if (hasCalls()) return { jump };
    while (!hasCalls()) {
      if (performance.now() - begun > 5000) break;
      await new Promise(requestAnimationFrame);
    }
    await drawn();
    return { jump, detail: performance.now() - begun };
  }, share);

/** Jumps to moments anywhere, `count` times or until `isOver`. */
async function jumpAbout(count, isOver = async () => false) {
  const [jumps, details] = [[], []];
  for (let i = 0; i < count && !(await isOver()); i++) {
    const { jump, detail } = await jumpTo(random());
    jumps.push(jump);
    if (detail !== undefined) details.push(detail);
  }
  return { jumps, details };
}

const press = `(key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))`;
const eventCount = () => page.getAttribute('.turns', 'data-events').then(Number);
const result = {};
const url = isWatched ? await watched(rest) : pathToFileURL(first).href;
if (!isWatched) begun = performance.now();
await page.goto(url, { waitUntil: 'commit' });
const isOpen = () => {
  const editor = [...document.querySelectorAll('.source *')].find((element) => element.shadowRoot);
  return document.querySelector('.narration') && document.querySelector('.turns') && editor?.shadowRoot.querySelector('.cm-content')?.textContent.length > 100;
};
await page.waitForFunction(isOpen, undefined, { polling: 'raf', timeout: 120_000 });
await measured('() => {}');
result.openMs = round(performance.now() - begun);
if (isWatched) {
  // The first step in detail.
  await page.waitForFunction(() => document.querySelector('.turns').dataset.hasCalls === 'true', undefined, { polling: 'raf' });
  await measured(press, 'ArrowRight');
  result.firstStepMs = round(performance.now() - begun);
  // The rest is read meanwhile. All is there when there are no more turns than before.
  let [last, since] = ['', performance.now()];
  const isAllThere = async () => {
    const now = await page.evaluate(() => document.querySelector('.turn-label').textContent.replace(/^\D*\d+/, ''));
    if (now !== last) [last, since] = [now, performance.now()];
    return performance.now() - since > 1500;
  };
  const { jumps, details } = await jumpAbout(1000, isAllThere);
  result.allReadMs = round(since - begun);
  result.whileReading = { jumpMs: summary(jumps), detailMs: summary(details) };
}
result.heapMb = await heapMb();
if (isWatched) result.watchedBy = memoryOfProcesses();
result.events = await eventCount();
const { jumps, details } = await jumpAbout(jumpCount);
result.jumpMs = summary(jumps);
if (isWatched) result.detailMs = summary(details);
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
const wheels = [];
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
  const zoomed = await framesDuring(async () => {
    for (let i = 0; i < 10; i++) {
      await page.mouse.wheel(0, -100);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
  });
  frames.push(...zoomed);
  wheels.push(...zoomed);
}
result.frameMs = { ...summary(frames), within8: `${round((100 * frames.filter((ms) => ms <= 8).length) / frames.length)} %`, byZoom, wheels: summary(wheels) };
result.heapAtEndMb = await heapMb();
if (isWatched) result.watchedByAtEnd = memoryOfProcesses();
result.complaints = complaints;
console.log(JSON.stringify(result, undefined, 1));
await browser.close();
server?.kill('SIGINT');

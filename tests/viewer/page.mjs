// A page with a trace in Chromium, and what it shows.

import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

/** For files of tests; it is gone afterwards. */
export const folder = mkdtempSync(join(tmpdir(), 'orrery-viewer-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const pageScript = new URL('../../viewer/scripts/page.mjs', import.meta.url).pathname;
let pages = 0;

/** The path of a page: of a trace that was written by hand. */
export function handMadePage() {
  const path = join(folder, `${pages++}.html`);
  execFileSync(process.execPath, [pageScript, path], { stdio: 'inherit' });
  return path;
}

/** The same, of a program of `programs` (or another folder here) that ORRERY has traced, and what it printed. */
export function pageOf(program, { from = 'programs', options = [], exits = 0 } = {}) {
  const path = join(folder, `${pages++}.html`);
  const source = new URL(`${from}/${program}`, import.meta.url).pathname;
  const { status, stdout, stderr } = spawnSync(process.env.ORRERY, ['trace', source, '--html', path, ...options], { encoding: 'utf8' });
  if (status !== exits) throw new Error(`orrery trace: exit status ${status}\n${stderr}`);
  return { path, printed: stdout.trimEnd().split('\n') };
}

/** The same, of a program of `special` that has been killed while it was recorded. */
export function killedPage(program) {
  const name = join(folder, `${pages++}`);
  const source = new URL(`special/${program}`, import.meta.url).pathname;
  const { signal } = spawnSync(process.env.ORRERY, ['run', `--record=${name}.run`, source]);
  if (signal !== 'SIGKILL') throw new Error(`orrery run: it was to be killed, not ${signal}`);
  spawnSync(process.env.ORRERY, ['trace', '--log', `${name}.run`, '--html', `${name}.html`]);
  return `${name}.html`;
}

/** The same, of any program: ORRERY's trace in the page that is built here, and what the engine itself had at each event. */
export function traced(source, options = []) {
  const name = join(folder, `${pages++}`);
  const [path, trace, dump] = [`${name}.html`, `${name}.trace`, `${name}.states`];
  const { status, stderr } = spawnSync(process.env.ORRERY, ['trace', source, ...options, '--out', trace, '--state-dump', dump], { encoding: 'utf8' });
  if (status === null) throw new Error(`orrery trace: ${stderr}`);
  execFileSync(process.execPath, [pageScript, path, trace], { stdio: 'inherit' });
  return { path, dump };
}

export async function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
}

/** The page's own folder, and what it may load. */
export const built = new URL('../../viewer/dist', import.meta.url).pathname;

/** Opens a page; `page.complaints` is what went wrong in it, and what it has tried to load. */
export async function open(browser, path, { width = 1440, height = 900, theme = 'light', locale = 'en-US', until = '.narration' } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, locale, reducedMotion: 'reduce' });
  const url = path.startsWith('http') ? path : pathToFileURL(path).href;
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) page.complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => page.complaints.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const isAllowed = url.startsWith('http') ? request.url().startsWith(new URL(url).origin) : request.url() === url;
    if (!isAllowed && !request.url().startsWith('data:')) page.complaints.push(`loads ${request.url()}`);
  });
  await page.goto(url);
  await page.waitForSelector(until);
  return page;
}

/** Everything of the first screen, as text. */
export function shown(page) {
  return page.evaluate(() => {
    const texts = (selector) => [...document.querySelectorAll(selector)].map((element) => element.textContent.trim());
    const code = document.querySelector('.code').shadowRoot;
    const marks = (selector) => [...code.querySelectorAll(selector)].map((element) => element.textContent);
    return {
      story: texts('.narration')[0],
      stack: texts('.stack .frame, .stack .folded'),
      background: texts('.background .chip'),
      ticks: texts('.ticks .chip'),
      microtasks: texts('.microtasks .chip'),
      tasks: texts('.tasks .chip'),
      console: texts('.console-text'),
      marked: marks('.running, .calling'),
      value: marks('.value'),
      turn: texts('.turn-label')[0],
    };
  });
}

/** What is shown at each step of a key, until nothing changes any more. */
export async function walk(page, key, most = 2000) {
  const steps = [await shown(page)];
  const position = () => page.inputValue('.strip input');
  for (let i = 0; i < most; i++) {
    const before = await position();
    await page.keyboard.press(key);
    if ((await position()) === before) return steps;
    steps.push(await shown(page));
  }
  throw new Error('there is no end of steps');
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** axe-core has nothing to say about the page. */
export async function findsNothing(page, where) {
  // Evaluated as the debugger does it, the page's policy does not forbid it.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const told = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
  assert.deepEqual(told, [], where);
}

/** `orrery watch` of the program under test; its pages are closed before it is. */
export async function startWatch(...args) {
  const child = spawn(process.env.ORRERY, ['watch', '--no-open', ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await new Promise((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (piece) => {
      said += piece;
      const found = /at (http:\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
    child.on('exit', () => reject(new Error(`orrery watch: ${said}`)));
  });
  return { address, stop: () => child.kill('SIGINT') };
}

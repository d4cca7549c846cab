// A page with a trace in Chromium, and what it shows.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const folder = mkdtempSync(join(tmpdir(), 'orrery-viewer-'));
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

export async function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
}

/** The page's own folder, and what it may load. */
export const built = new URL('../../viewer/dist', import.meta.url).pathname;

/** Opens a page; `page.complaints` is what went wrong in it, and what it has tried to load. */
export async function open(browser, path, { width = 1440, height = 900, theme = 'light', locale = 'en-US' } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, locale, reducedMotion: 'reduce' });
  const url = path.startsWith('http') ? path : pathToFileURL(path).href;
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) page.complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => page.complaints.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const isAllowed = url.startsWith('http') ? request.url().startsWith(url) : request.url() === url;
    if (!isAllowed && !request.url().startsWith('data:')) page.complaints.push(`loads ${request.url()}`);
  });
  await page.goto(url);
  await page.waitForSelector('.narration');
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

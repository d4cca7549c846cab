// node screenshots.mjs [PAGE]: writes the screenshots of docs/images, of the hand-made trace or of a page that was exported. With ORRERY,
// also those of docs/races.md, of what it traces, and those of a page that it serves.

import { handMadePage, launch, open, startWatch, traced } from './page.mjs';

const folder = new URL('../../docs/images/', import.meta.url).pathname;
const page = process.argv[2] ?? handMadePage();
const shots = [
  { name: 'viewer-light', width: 1440, height: 860, steps: 14 },
  { name: 'viewer-dark', theme: 'dark', width: 1440, height: 860, steps: 22, tab: 'timeline' },
  { name: 'viewer-phone', width: 390, height: 844, steps: 14 },
  { name: 'viewer-phone-dark', theme: 'dark', width: 390, height: 844, steps: 22 },
];

const browser = await launch();
for (const { name, steps, tab, ...look } of shots) {
  const shown = await open(browser, page, look);
  for (let i = 0; i < steps; i++) await shown.keyboard.press('ArrowRight');
  if (tab) await shown.click(`#tab-${tab}`);
  await shown.screenshot({ path: `${folder}${name}.png` });
  await shown.close();
}

const races = [
  { name: 'races-double-callback', program: 'double-callback/invoices.js', clicks: ['.console li:nth-child(2) button', '#tab-questions'] },
  { name: 'races-lost-update', program: 'lost-update/votes.js', clicks: ['#tab-questions'] },
  { name: 'races-use-after-close', program: 'use-after-close/orders.js', clicks: ['#tab-questions', '.question .link:has-text("line 14")'] },
  { name: 'races-missed-event', program: 'missed-event/watch.js', clicks: ['#tab-questions'], theme: 'dark' },
  { name: 'races-unawaited-write', program: 'unawaited-write/bundle.js', clicks: ['#tab-questions', '.question .link:has-text("line 15")'] },
];
if (process.env.ORRERY) {
  for (const { name, program, clicks, theme } of races) {
    const { path } = traced(new URL(`../../examples/races/${program}`, import.meta.url).pathname);
    const shown = await open(browser, path, { width: 1200, height: 820, theme });
    await shown.keyboard.press('End');
    for (const what of clicks) await shown.click(what);
    await shown.screenshot({ path: `${folder}${name}.png` });
    await shown.close();
  }
  const server = await startWatch();
  const served = await open(browser, server.address, { width: 1440, height: 860, until: '.example-card' });
  await served.screenshot({ path: `${folder}watch-examples.png` });
  await served.click('.example-card:has-text("Clicks on a busy program")');
  await served.waitForSelector('.question-band');
  await served.evaluate(() => document.querySelector('.choices .round').click());
  await served.click('#tab-input');
  for (let i = 0; i < 3; i++) await served.click('.pad-event button[type=submit]');
  await served.waitForFunction(() => document.querySelector('.narration').textContent.includes('Somebody has sent'));
  const clicks = () => served.evaluate(() => document.querySelectorAll('.tasks .chip').length);
  while ((await clicks()) < 2) {
    await served.keyboard.press('ArrowRight');
    await served.waitForTimeout(20);
  }
  await served.waitForTimeout(500);
  await served.screenshot({ path: `${folder}watch-input-dark.png` });
  await served.close();
  server.stop();
}
await browser.close();

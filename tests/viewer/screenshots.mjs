// node screenshots.mjs [PAGE]: writes the screenshots of docs/images, of the hand-made trace or of a page that was exported. With ORRERY,
// also those of a page that it serves.

import { handMadePage, launch, open, startWatch } from './page.mjs';

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

if (process.env.ORRERY) {
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

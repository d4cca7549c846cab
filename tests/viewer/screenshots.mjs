// node screenshots.mjs [PAGE]: writes the screenshots of docs/images, of the hand-made trace or of a page that was exported.

import { handMadePage, launch, open } from './page.mjs';

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
await browser.close();

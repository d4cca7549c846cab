// Themes, languages, widths, and whether anybody is barred.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { order, panels } from './order_page.mjs';
import { findsNothing, folder, open, pageOf, shown, walk } from './page.mjs';

export const lookTests = {
  async 'themes'(browser) {
    for (const theme of ['light', 'dark']) {
      const page = await open(browser, order, { theme });
      const look = () => page.evaluate(() => [document.documentElement.dataset.theme, getComputedStyle(document.body).backgroundColor]);
      const [name, colour] = await look();
      assert.equal(name, theme);
      await page.click('header .round >> nth=0');
      await page.waitForFunction((before) => document.documentElement.dataset.theme !== before, theme);
      const [other, otherColour] = await look();
      assert.notEqual(other, theme);
      assert.notEqual(otherColour, colour);
      assert.deepEqual(page.complaints, []);
      await page.close();
    }
  },

  async 'Korean'(browser) {
    const page = await open(browser, order, { locale: 'ko-KR' });
    const steps = await walk(page, 'ArrowRight');
    for (const { story } of steps) assert.match(story, /[가-힣]/);
    assert.equal(await page.getAttribute('html', 'lang'), 'ko');
    await page.click('text=English');
    assert.match((await shown(page)).story, /The run ends|is in the background/);
    return page;
  },

  async 'a phone’s width'(browser) {
    for (const look of [{ theme: 'light' }, { theme: 'dark', locale: 'ko-KR' }]) {
      const page = await open(browser, order, { width: 390, height: 844, ...look });
      const fits = async (where) => {
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= 390, `${where}: ${wide} px wide`);
      };
      for (let i = 0; i < 14; i++) {
        await page.keyboard.press('ArrowRight');
        await fits(`step ${i}`);
      }
      await page.click('.microtasks .chip');
      await fits('what waits');
      await page.keyboard.press('Escape');
      for (const panel of panels) {
        await page.click(`#tab-${panel}`);
        await fits(panel);
      }
      // By hand, without a keyboard.
      const before = await page.inputValue('.strip input');
      await page.click('.controls .main');
      assert.notEqual(await page.inputValue('.strip input'), before);
      assert.deepEqual(page.complaints, []);
      await page.close();
    }
  },

  async 'a page that cannot be shown'(browser) {
    const broken = join(folder, 'broken.html');
    writeFileSync(broken, readFileSync(order, 'utf8').replace(/(id="trace"[^>]*>)[^<]{40}/, '$1'));
    for (const [locale, theme, text] of [['en-US', 'light', /this is no trace/], ['ko-KR', 'dark', /기록 파일이 아닙니다/]]) {
      const page = await open(browser, broken, { locale, theme, until: '.message' });
      assert.match(await page.textContent('[role=alert]'), text);
      assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]), [locale.slice(0, 2), theme]);
      await findsNothing(page, 'a broken page');
      assert.deepEqual(page.complaints, []);
      await page.close();
    }
  },

  async 'axe'(browser) {
    const real = pageOf('order.js').path;
    for (const look of [{ theme: 'light' }, { theme: 'dark' }, { width: 390, height: 844 }, { width: 390, height: 844, theme: 'dark' }]) {
      const page = await open(browser, order, look);
      for (let i = 0; i < 14; i++) await page.keyboard.press('ArrowRight');
      await page.click('.microtasks .chip');
      for (const panel of look.width ? ['console', 'questions'] : panels) {
        await page.click(`#tab-${panel}`);
        await findsNothing(page, `${JSON.stringify(look)} ${panel}`);
      }
      await page.keyboard.press('?');
      await findsNothing(page, `${JSON.stringify(look)} keys`);
      const engine = await open(browser, real, look);
      for (let i = 0; i < 8; i++) await engine.keyboard.press('ArrowRight');
      await engine.click('#tab-engine');
      for (const stage of ['Tokens', 'Tree', 'Bytecode']) {
        await engine.click(`.segments >> text=${stage}`);
        await findsNothing(engine, `${JSON.stringify(look)} ${stage}`);
      }
      await engine.close();
      assert.deepEqual(page.complaints, []);
      await page.close();
    }
  },

  async 'everything can be reached'(browser) {
    for (const width of [1440, 1000, 390]) {
      const page = await open(browser, order, { width, height: width < 500 ? 844 : 900 });
      const outside = await page.evaluate(() => {
        const row = document.querySelector('.tabs').getBoundingClientRect();
        return [...document.querySelectorAll('.tabs button')].filter((tab) => tab.getBoundingClientRect().right > row.right).map((tab) => tab.id);
      });
      assert.deepEqual(outside, [], `${width}`);
      for (const control of ['.controls select >> nth=0', '.controls select >> nth=1', '.choices .check']) assert.ok(await page.isVisible(control), `${width} ${control}`);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
      await page.close();
    }
    // A breakpoint without a pointer, and a focus that is seen.
    const page = await open(browser, order);
    assert.equal(await page.title(), 'order.js · Orrery');
    for (let i = 0; i < 3; i++) await page.keyboard.press('i');
    await page.keyboard.press('b');
    await page.keyboard.press('Home');
    await page.keyboard.press('F8');
    assert.match((await shown(page)).story, /Line 3 is next/);
    for (let i = 0; i < 30 && !(await page.evaluate(() => document.activeElement.matches('.code'))); i++) await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.code').shadowRoot.querySelector('.cm-editor')).outlineStyle), 'solid');
    return page;
  },
};

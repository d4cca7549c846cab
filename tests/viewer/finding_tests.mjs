// Ways to a moment: search, timeline, the dialog that goes anywhere.

import assert from 'node:assert/strict';
import { handMadeTrace } from '../../viewer/scripts/page.mjs';
import { startFakeServer } from './fake_watch_server.mjs';
import { order } from './order_page.mjs';
import { built, findsNothing, open, pageOf, shown } from './page.mjs';

/** Types it into the dialog that goes anywhere. */
async function askFor(page, text) {
  await page.keyboard.press('g');
  await page.waitForSelector('dialog.go-to input:focus');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

export const findingTests = {
  async 'search says so when there is nothing, and goes round'(browser) {
    const page = await open(browser, order);
    await page.click('#tab-timeline');
    await page.fill('.timeline input', 'no such thing');
    const before = await page.inputValue('.strip input');
    await page.keyboard.press('Enter');
    assert.equal(await page.inputValue('.strip input'), before);
    assert.equal(await page.textContent('.timeline [role=status]'), 'Nothing found: “no such thing”');
    await page.fill('.timeline input', 'later');
    assert.equal(await page.textContent('.timeline [role=status]'), '');
    await page.keyboard.press('Enter');
    assert.equal(await page.textContent('.timeline [role=status]'), '1 of 1: job begins');
    await findsNothing(page, 'what a search has found');
    const found = new Set();
    for (let i = 0; i < 6; i++) {
      await page.keyboard.press('Enter');
      found.add(await page.inputValue('.strip input'));
    }
    assert.ok(found.size >= 1 && found.size < 6, `${found.size} places`);
    return page;
  },

  async 'the timeline finds and goes'(browser) {
    const page = await open(browser, order);
    await page.click('#tab-timeline');
    await page.fill('.timeline input', 'soon');
    await page.keyboard.press('Enter');
    assert.match((await shown(page)).story, /drains the microtasks/);
    await page.click('.timeline canvas', { position: { x: 480, y: 30 } });
    assert.equal((await shown(page)).turn, 'turn 1 of 0–1');
    return page;
  },

  async 'the timeline without a pointer'(browser) {
    const page = await open(browser, order);
    await page.click('#tab-timeline');
    await page.focus('.timeline canvas');
    // It is drawn once the page knows how wide it is; 300 pixels is how wide a canvas begins.
    await page.waitForFunction(() => document.querySelector('.timeline canvas').width !== 300);
    const chosen = () => page.textContent('.timeline [aria-live]');
    for (const [key, label] of [['ArrowRight', '0'], ['ArrowDown', 'script'], ['ArrowRight', 'soon'], ['+', 'soon'], ['-', 'soon']]) {
      await page.keyboard.press(key);
      assert.equal(await chosen(), label);
    }
    assert.equal(await page.inputValue('.strip input'), '-1');
    await findsNothing(page, 'a chosen span');
    await page.keyboard.press('Enter');
    assert.match((await shown(page)).story, /drains the microtasks/);
    return page;
  },

  async 'search finds all that people look for, both ways'(browser) {
    const page = await open(browser, pageOf('cart.js').path);
    const said = () => page.textContent('.timeline [role=status]');
    const search = async (text) => {
      // In the field the key means its text.
      await page.evaluate(() => document.activeElement?.blur());
      await page.keyboard.press('Home');
      await page.keyboard.press('/');
      await page.waitForSelector('.search input:focus');
      await page.keyboard.press('Control+A');
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelector('.timeline [role=status]').textContent !== '');
      return said();
    };
    assert.match(await search('microtask'), /^1 of \d+: job begins$/);
    assert.match(await search('timer'), /^1 of \d+: job begins$/);
    assert.match(await search('COUNT'), /^1 of \d+: \w+/);
    const places = [];
    for (let i = 0; i < 3; i++) {
      places.push(await page.inputValue('.strip input'));
      await page.keyboard.press('Enter');
    }
    assert.equal(new Set(places).size, 3, places.join());
    // Back over the same places, by the keys, too.
    await page.keyboard.press('Shift+Enter');
    assert.equal(await page.inputValue('.strip input'), places[2]);
    await page.keyboard.press('Shift+F3');
    assert.equal(await page.inputValue('.strip input'), places[1]);
    await page.keyboard.press('F3');
    assert.equal(await page.inputValue('.strip input'), places[2]);
    await findsNothing(page, 'a search');
    return page;
  },

  async 'goes to an event, a time, a turn, a line'(browser) {
    const page = await open(browser, order);
    const position = () => page.inputValue('.strip input');
    const go = async (text) => {
      await askFor(page, text);
      await page.waitForFunction(() => !document.querySelector('dialog.go-to').open || document.querySelector('.go-to-said').textContent !== '');
      return (await page.isVisible('dialog.go-to')) ? page.textContent('.go-to-said') : (await shown(page)).story;
    };
    assert.match(await go('order.js:4'), /^Line 4 is next/);
    const line = await position();
    assert.match(await go('turn 0'), /^The program starts/);
    assert.match(await go(`${line}`), /^Line 4 is next/);
    assert.match(await go('turn 1'), /takes one task/);
    assert.match(await go('0.5 ms'), /nothing to run|waits|sleeps/i);
    const before = await position();
    for (const [text, why] of [['turn 77', /the last one is turn 1/], ['99999', /the last one is \d+/], ['3 s', /over after 2 ms/], ['order.js:99', /order\.js:99 is never reached/], ['soon', /no event, time, turn or line/]]) {
      assert.match(await go(text), why);
      await findsNothing(page, `no such place: ${text}`);
      await page.keyboard.press('Escape');
      assert.ok(!(await page.isVisible('dialog.go-to')));
    }
    assert.equal(await position(), before);
    await page.click('.turn-label');
    assert.ok(await page.isVisible('dialog.go-to'));
    await page.keyboard.press('Escape');
    const korean = await open(browser, order, { locale: 'ko-KR', width: 390, height: 844, theme: 'dark' });
    await askFor(korean, '턴 9');
    assert.match(await korean.textContent('.go-to-said'), /마지막은 턴 1/);
    await findsNothing(korean, 'the dialog on a phone');
    assert.ok((await korean.evaluate(() => document.documentElement.scrollWidth)) <= 390);
    assert.deepEqual(korean.complaints, []);
    await korean.close();
    return page;
  },

  async 'a line of a run of which not all is known'(browser) {
    const server = await startFakeServer(built, await handMadeTrace(true), await handMadeTrace());
    try {
      const page = await open(browser, server.url);
      await askFor(page, 'order.js:4');
      await page.waitForFunction(() => document.querySelector('.narration').textContent.startsWith('Line 4 is next'));
      await askFor(page, 'order.js:99');
      await page.waitForFunction(() => document.querySelector('.notice')?.textContent.includes('never reached'));
      assert.deepEqual(page.complaints, []);
      await page.close();
    } finally {
      server.close();
    }
  },

  async 'execution contexts say what is captured'(browser) {
    const { path } = pageOf('environments.cjs', { from: 'states', options: ['--virtual-time'] });
    for (const look of [{}, { width: 390, height: 844, theme: 'dark', locale: 'ko-KR' }]) {
      const page = await open(browser, path, look);
      await page.click('#tab-contexts');
      // The arrow function that counter() has returned.
      for (let i = 0; i < 60 && (await page.locator('.captures li').count()) < 2; i++) await page.keyboard.press('i');
      const captures = await page.locator('.captures li').allTextContents();
      assert.equal(captures.length, 2);
      assert.match(captures[0], look.width ? /^·count\dcounter의 선언적 환경 레코드$/ : /^·count\dDeclarative Environment Record of counter$/);
      assert.match(captures[1], look.width ? /^·step\dcounter의 함수 환경 레코드$/ : /^·step\dFunction Environment Record of counter$/);
      assert.deepEqual(await page.locator('.environments .tag').count(), 2);
      await findsNothing(page, `contexts ${JSON.stringify(look)}`);
      assert.ok(!look.width || (await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
      assert.deepEqual(page.complaints, []);
      await page.close();
    }
  },

  async 'machine code is shown where it is made'(browser) {
    const page = await open(browser, pageOf('order.js', { options: ['--jit=eager'] }).path);
    await page.keyboard.press('End');
    await page.click('#tab-engine');
    // Not every processor has some.
    if ((await page.locator('.machine-code').count()) > 0) {
      assert.match(await page.textContent('.machine-code'), /^machine code: [\d,]+ bytes$/);
      await page.click('#tab-timeline');
      await page.focus('.timeline canvas');
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
      assert.match(await page.textContent('.timeline [aria-live]'), /^Machine code for .+: [\d,]+ bytes$/);
      await page.fill('.timeline input', 'soon');
      const found = new Set();
      for (let i = 0; i < 4; i++) {
        await page.keyboard.press('Enter');
        found.add((await page.textContent('.timeline [role=status]')).replace(/^.*: /, ''));
      }
      assert.ok(found.has('machine code'), [...found].join());
    }
    return page;
  },
};

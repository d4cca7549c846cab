// What a step shows, forward and back: keys, breakpoints, the strip.

import assert from 'node:assert/strict';
import { order } from './order_page.mjs';
import { open, pageOf, shown, walk } from './page.mjs';

export const steppingTests = {
  async 'forward and back show the same'(browser) {
    const page = await open(browser, order);
    const there = await walk(page, 'ArrowRight');
    const back = await walk(page, 'ArrowLeft');
    assert.deepEqual(back.reverse(), there);
    assert.deepEqual(there.at(-1).console, ['A', 'D', 'C', 'B']);
    return page;
  },

  async 'each step says and shows something new'(browser) {
    const page = await open(browser, order);
    const steps = await walk(page, 'ArrowRight');
    for (let i = 1; i < steps.length; i++) assert.notDeepEqual(steps[i], steps[i - 1]);
    for (const { story } of steps) assert.ok(story.length > 10, story);
    return page;
  },

  async 'the page says why A D C B'(browser) {
    const page = await open(browser, order);
    const steps = await walk(page, 'ArrowRight');
    const stories = steps.map(({ story }) => story);
    const said = (text) => {
      const index = stories.findIndex((story) => story.includes(text));
      assert.ok(index >= 0, text);
      return steps[index];
    };
    assert.deepEqual(said('A timer starts in the background').background.length, 1);
    assert.deepEqual(said('soon goes into the microtask queue').microtasks, ['soon']);
    assert.deepEqual(said('drains the microtasks before anything else').console, ['A', 'D']);
    assert.deepEqual(said('later moves into the queue of timer tasks').tasks, ['later']);
    assert.deepEqual(said('so the loop takes one task').stack, ['later()']);
    return page;
  },

  async 'keys'(browser) {
    const page = await open(browser, order);
    const press = (key) => page.keyboard.press(key);
    await press('m');
    assert.match((await shown(page)).story, /drains the microtasks/);
    await press('t');
    assert.match((await shown(page)).story, /takes one task/);
    await press('T');
    assert.match((await shown(page)).story, /The program starts/);
    await press('ArrowDown');
    assert.match((await shown(page)).story, /Line 1 is next/);
    await press('ArrowDown');
    assert.match((await shown(page)).story, /Line 3 is next/);
    await press('ArrowUp');
    assert.match((await shown(page)).story, /Line 1 is next/);
    await press('End');
    assert.match((await shown(page)).story, /The run ends/);
    await press('Home');
    assert.match((await shown(page)).story, /Nothing has run yet/);
    await press('?');
    assert.ok(await page.isVisible('dialog.keys'));
    await press('Escape');
    assert.ok(!(await page.isVisible('dialog.keys')));
    // A busy machine may have played to the end before the page is drawn again, and then no button says "Pause".
    const before = await page.inputValue('.strip input');
    await press(' ');
    await page.waitForFunction((start) => document.querySelector('.strip input').value !== start, before);
    await press(' ');
    return page;
  },

  async 'keys go forward and back over the same moments'(browser) {
    const page = await open(browser, pageOf('cart.js').path);
    const position = () => page.inputValue('.strip input');
    const stops = async (key) => {
      const found = [];
      for (let before = ''; before !== (await position()); ) {
        before = await position();
        found.push(before);
        await page.keyboard.press(key);
      }
      return found;
    };
    for (const [forward, back] of ['iI', 'mM', 'tT', 'nN']) {
      await page.keyboard.press('Home');
      const there = await stops(forward);
      assert.ok(there.length > 3, forward);
      assert.deepEqual((await stops(back)).reverse(), there, `${forward} ${back}`);
    }
    // These depend on where one is: they go on, and they go back.
    for (const [forward, back] of ['oO', 'aA', ['ArrowDown', 'ArrowUp'], ['F9', 'Alt+F9'], ['F10', 'Alt+F10'], ['F11', 'Alt+F11'], ['Shift+F11', 'Alt+Shift+F11'], ['F8', 'Alt+F8']]) {
      await page.keyboard.press('Home');
      for (let i = 0; i < 3; i++) await page.keyboard.press('m');
      const start = Number(await position());
      await page.keyboard.press(back);
      assert.ok(Number(await position()) < start, back);
      await page.keyboard.press('Home');
      for (let i = 0; i < 3; i++) await page.keyboard.press('m');
      await page.keyboard.press(forward);
      assert.ok(Number(await position()) > start, forward);
    }
    return page;
  },

  async 'what waits says who scheduled it'(browser) {
    const page = await open(browser, order);
    for (let i = 0; i < 14; i++) await page.keyboard.press('ArrowRight');
    await page.click('.microtasks .chip');
    const card = await page.textContent('.details');
    assert.match(card, /order\.js, line 7/);
    assert.match(card, /An empty call stack/);
    await page.click('.details .link >> nth=-1');
    assert.match((await shown(page)).story, /drains the microtasks/);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.details').count(), 0);
    return page;
  },

  async 'breakpoints'(browser) {
    const page = await open(browser, order);
    await page.locator('.code').locator('.cm-lineNumbers .cm-gutterElement:visible', { hasText: /^4$/ }).click();
    await page.keyboard.press('F8');
    const { stack } = await shown(page);
    assert.deepEqual(stack, ['later():4']);
    return page;
  },

  async 'a line of the console leads to its moment'(browser) {
    const page = await open(browser, order);
    await page.keyboard.press('End');
    await page.click('.console li:nth-child(3) button');
    const now = await shown(page);
    assert.match(now.story, /prints C/);
    assert.deepEqual(now.console, ['A', 'D', 'C']);
    return page;
  },

  async 'the strip scrubs'(browser) {
    const page = await open(browser, order);
    const strip = await page.locator('.strip input').boundingBox();
    await page.mouse.click(strip.x + strip.width * 0.98, strip.y + strip.height / 2);
    assert.equal((await shown(page)).turn, 'turn 1 of 0–1');
    await page.mouse.click(strip.x + strip.width * 0.3, strip.y + strip.height / 2);
    assert.equal((await shown(page)).turn, 'turn 0 of 0–1');
    return page;
  },

  async 'scrubbing shows what stepping shows'(browser) {
    const page = await open(browser, order);
    const position = () => page.inputValue('.strip input');
    const known = new Map([[await position(), await shown(page)]]);
    for (let before = ''; before !== (await position()); ) {
      before = await position();
      await page.keyboard.press('ArrowRight');
      known.set(await position(), await shown(page));
    }
    const strip = await page.locator('.strip input').boundingBox();
    const middle = strip.y + strip.height / 2;
    await page.mouse.move(strip.x + strip.width - 4, middle);
    await page.mouse.down();
    const seen = new Set();
    for (let i = 24; i >= 0; i--) {
      await page.mouse.move(strip.x + 4 + ((strip.width - 8) * i) / 24, middle);
      // What is shown is the last moment before the pointer.
      const pointed = Number(await position());
      const moment = Math.max(...[...known.keys()].map(Number).filter((at) => at <= pointed));
      seen.add(moment);
      assert.deepEqual(await shown(page), known.get(String(moment)));
    }
    await page.mouse.up();
    assert.ok(seen.size > 10, `${seen.size} moments`);
    return page;
  },

  async 'turns that repeat each other'(browser) {
    const page = await open(browser, pageOf('beats.js', { from: 'special' }).path);
    assert.equal(await page.locator('.strip.has-runs').count(), 1);
    const strip = await page.locator('.strip canvas').boundingBox();
    assert.ok((await page.evaluate(() => Number(document.querySelector('.strip input').max))) < 1000);
    await page.mouse.click(strip.x + strip.width * 0.8, strip.y + strip.height / 2);
    assert.match(await page.getAttribute('.turn-label', 'title'), /one of \d+ turns that did alike/);
    const before = (await shown(page)).turn;
    await page.keyboard.press('n');
    assert.notEqual((await shown(page)).turn, before);
    return page;
  },
};

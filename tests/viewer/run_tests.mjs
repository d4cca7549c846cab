// Runs: programs that Orrery has traced, and pages that a server serves.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { handMadeTrace } from '../../viewer/scripts/page.mjs';
import { startFakeServer } from './fake_watch_server.mjs';
import { order } from './order_page.mjs';
import { built, findsNothing, killedPage, open, pageOf, shown, startWatch, walk } from './page.mjs';

export const runTests = {
  async 'a run that is watched'(browser) {
    const server = await startFakeServer(built, await handMadeTrace(true), await handMadeTrace());
    try {
      const page = await open(browser, server.url);
      await page.waitForSelector('text=ended with status 0');
      const alone = await open(browser, order);
      // The detail is fetched, and is all that an exported page has.
      await page.waitForFunction((end) => document.querySelector('.strip input').max === end, await alone.getAttribute('.strip input', 'max'));
      assert.deepEqual(await walk(page, 'ArrowRight'), await walk(alone, 'ArrowRight'));
      await alone.close();
      assert.deepEqual(server.commands.splice(0), ['/api/window?run=1&from=0&to=1']);
      await page.click('text=Run again');
      await page.waitForFunction(() => document.querySelector('.strip input')?.value === '-1');
      assert.equal(server.commands[0], '/api/run');
      return page;
    } finally {
      server.close();
    }
  },

  async 'a recording that is still being replayed'(browser) {
    let goOn = () => {};
    const pause = new Promise((resolve) => (goOn = resolve));
    const server = await startFakeServer(built, await handMadeTrace(true), await handMadeTrace(), pause);
    try {
      const page = await open(browser, server.url);
      await page.waitForSelector('text=reading the run: 33 %');
      // What is there can be looked at.
      const before = await page.inputValue('.strip input');
      await page.keyboard.press('ArrowRight');
      assert.notEqual(await page.inputValue('.strip input'), before);
      goOn();
      await page.waitForSelector('text=ended with status 0');
      return page;
    } finally {
      server.close();
    }
  },

  async 'programs that Orrery has run'(browser) {
    for (const program of readdirSync(new URL('programs', import.meta.url))) {
      const { path, printed } = pageOf(program);
      const page = await open(browser, path);
      const there = await walk(page, 'ArrowRight');
      assert.deepEqual((await walk(page, 'ArrowLeft')).reverse(), there, program);
      assert.deepEqual(there.at(-1).console, printed, program);
      assert.deepEqual(there.at(-1).stack, [], program);
      for (const { story } of there) assert.ok(story.length > 5 && !story.includes('undefined is called'), story);
      assert.deepEqual(page.complaints, []);
      await page.close();
    }
    return undefined;
  },

  async 'who asked for a frame, and who listens'(browser) {
    const { path } = pageOf('waits.js', { from: 'special', options: ['--profile=web', '--virtual-time'] });
    const page = await open(browser, path);
    const until = async (sentence) => {
      for (let i = 0; i < 60 && !sentence.test((await shown(page)).story); i++) await page.keyboard.press('ArrowRight');
      assert.match((await shown(page)).story, sentence);
    };
    await until(/^draw waits in the background for the next frame/);
    assert.match((await shown(page)).background.join(), /^drawnext frame · \d+ ms left$/);
    await page.click('.background .chip');
    assert.match(await page.textContent('.details'), /waits\.js, line 3.*For the next frame/);
    await page.keyboard.press('Escape');
    await until(/takes one task, from the rendering queue: draw/);
    assert.deepEqual((await shown(page)).background, []);
    await until(/^For the event press, pressed is called; it listens since line 2/);
    await page.click('#tab-questions');
    assert.match(await page.textContent('.questions'), /pressed listens to press since waits\.js, line 2, while the program’s own text was running\. It runs within draw: draw was given to requestAnimationFrame at waits\.js, line 3/);
    await page.click('.narration .link');
    assert.deepEqual((await shown(page)).marked.length, 1);
    const korean = await open(browser, path, { locale: 'ko-KR' });
    await korean.keyboard.press('End');
    await korean.keyboard.press('T');
    assert.match((await shown(korean)).story, /이벤트 루프가 렌더링 큐에서/);
    await korean.close();
    return page;
  },

  async 'all that is in the background is counted'(browser) {
    const page = await open(browser, pageOf('many_operations.cjs', { from: 'special' }).path);
    await page.keyboard.press('End');
    const count = await page.evaluate(() => {
      const number = (element) => Number(/\d+/.exec(element?.textContent ?? '1')[0]);
      const chips = [...document.querySelectorAll('.background .chip')].map((chip) => number(chip.querySelector('.badge')));
      const more = document.querySelector('.background .more');
      return { shown: chips.length, all: chips.reduce((sum, one) => sum + one, 0) + (more ? number(more) : 0) };
    });
    assert.equal(count.all, 111);
    assert.ok(count.shown <= 41, String(count.shown));
    return page;
  },

  async 'a run whose end is missing'(browser) {
    const page = await open(browser, killedPage('killed.js'));
    assert.match(await page.textContent('.notice-missing'), /The end of this run is missing: the program was killed/);
    await findsNothing(page, 'with a notice');
    await page.keyboard.press('End');
    const { story, background } = await shown(page);
    assert.match(story, /^Here the recording ends: the program was killed/);
    // Nobody knows what time it was.
    assert.match(background.join(), /^last\d+(\.\d)? ms left$/);
    assert.equal(await page.locator('.notice-missing').count(), 0);
    return page;
  },

  async 'where the page opens'(browser) {
    const failed = await open(browser, pageOf('fails.js', { from: 'special', exits: 1 }).path);
    assert.match(await failed.textContent('.told'), /first error that nobody caught.*nobody catches it.*thrown at/s);
    await failed.click('.narration .link');
    assert.match((await shown(failed)).story, /An exception is thrown/);
    assert.equal(await failed.locator('.notice').count(), 0);
    await failed.close();
    const page = await open(browser, pageOf('beats.js', { from: 'special', options: ['--at=beats.js:4'] }).path);
    assert.match(await page.textContent('.told'), /beats\.js:4 is reached first.*Line 4 is next/s);
    await page.click('text=From the beginning');
    assert.match((await shown(page)).story, /Nothing has run yet/);
    return page;
  },

  async 'a run that does not end'(browser) {
    const { address, stop } = await startWatch(new URL('special/forever.js', import.meta.url).pathname);
    try {
      const page = await open(browser, address);
      await page.waitForFunction(() => Number(document.querySelector('.strip input').max) > 1000);
      assert.match(await page.evaluate(() => document.querySelector('.code').shadowRoot.textContent), /It never ends/);
      for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
      assert.equal((await shown(page)).story, 'Line 3 is next: for (;;)');
      await page.keyboard.press('End');
      await page.waitForSelector('text=From here on there are no calls and values of this turn');
      await page.click('.live >> text=Stop');
      await page.waitForSelector('text=/^stopped in .*forever\\.js:3|^reading the run/');
      return page;
    } finally {
      stop();
    }
  },
};

// node browser_tests.mjs [PART OF A NAME...]: the page in Chromium. See README.md.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { handMadeTrace } from '../../viewer/scripts/page.mjs';
import { deskTests } from './desk_tests.mjs';
import { startFakeServer } from './fake_watch_server.mjs';
import { built, findsNothing, handMadePage, launch, open, pageOf, shown, walk } from './page.mjs';
import { stateTests } from './states.mjs';
import { trials } from './trials.mjs';

const panels = ['console', 'contexts', 'objects', 'loop', 'timeline', 'questions', 'glossary'];
const order = handMadePage();

const tests = {
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
    await press(' ');
    assert.equal(await page.getAttribute('.controls .icon:nth-child(5)', 'aria-label'), 'Pause');
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
    assert.equal((await shown(page)).turn, 'turn 2 of 2');
    await page.mouse.click(strip.x + strip.width * 0.3, strip.y + strip.height / 2);
    assert.equal((await shown(page)).turn, 'turn 1 of 2');
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

  async 'search says so when there is nothing, and goes round'(browser) {
    const page = await open(browser, order);
    await page.click('#tab-timeline');
    await page.fill('.timeline input', 'no such thing');
    const before = await page.inputValue('.strip input');
    await page.keyboard.press('Enter');
    assert.equal(await page.inputValue('.strip input'), before);
    await page.fill('.timeline input', 'later');
    const found = new Set();
    for (let i = 0; i < 6; i++) {
      await page.keyboard.press('Enter');
      found.add(await page.inputValue('.strip input'));
    }
    assert.ok(found.size >= 1 && found.size < 6, `${found.size} places`);
    return page;
  },

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

  async 'the timeline finds and goes'(browser) {
    const page = await open(browser, order);
    await page.click('#tab-timeline');
    await page.fill('.timeline input', 'soon');
    await page.keyboard.press('Enter');
    assert.match((await shown(page)).story, /drains the microtasks/);
    await page.click('.timeline canvas', { position: { x: 480, y: 30 } });
    assert.equal((await shown(page)).turn, 'turn 2 of 2');
    return page;
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

  async 'axe'(browser) {
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
      assert.deepEqual(page.complaints, []);
      await page.close();
    }
  },

  ...trials,
  ...stateTests,
};

const wanted = process.argv.slice(2);
const browser = await launch();
let passes = 0;
let failures = 0;
for (const [name, run] of Object.entries({ ...tests, ...deskTests })) {
  if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
  const started = Date.now();
  try {
    const page = await run(browser);
    if (page) assert.deepEqual(page.complaints, []);
    await page?.close();
    passes++;
    console.log(`ok      ${name} (${Date.now() - started} ms)`);
  } catch (error) {
    failures++;
    console.log(`FAILED  ${name}\n${error.stack}`);
  }
}
await browser.close();
console.log(`${passes} passed, ${failures} failed`);
process.exitCode = failures === 0 && passes > 0 ? 0 : 1;

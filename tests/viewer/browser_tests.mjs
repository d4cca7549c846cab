// node browser_tests.mjs [PART OF A NAME...]: the page in Chromium. See README.md.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { handMadeTrace } from '../../viewer/scripts/page.mjs';
import { deskTests } from './desk_tests.mjs';
import { startFakeServer } from './fake_watch_server.mjs';
import { built, findsNothing, folder, handMadePage, killedPage, launch, open, pageOf, shown, walk } from './page.mjs';
import { stateTests } from './states.mjs';
import { trials } from './trials.mjs';

const panels = ['console', 'contexts', 'objects', 'loop', 'timeline', 'engine', 'questions', 'glossary'];
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
    // A busy machine may have played to the end before anybody looks.
    await page.evaluate(() => {
      const button = document.querySelector('.controls .icon:nth-child(5)');
      globalThis.labels = [];
      new MutationObserver(() => globalThis.labels.push(button.getAttribute('aria-label')))
          .observe(button, { attributes: true });
    });
    await press(' ');
    await page.waitForFunction(() => globalThis.labels.includes('Pause'));
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
    assert.equal(await page.textContent('.timeline [role=status]'), 'No call of “no such thing”');
    await page.fill('.timeline input', 'later');
    assert.equal(await page.textContent('.timeline [role=status]'), '');
    await page.keyboard.press('Enter');
    assert.equal(await page.textContent('.timeline [role=status]'), '1 of 1');
    await findsNothing(page, 'what a search has found');
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

  async 'the engine’s view'(browser) {
    const page = await open(browser, pageOf('order.js').path);
    await page.click('#tab-engine');
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowDown');
    // The marked instruction moves with each step.
    const live = () => page.textContent('.live-instruction .code-offset');
    const offsets = new Set();
    for (let i = 0; i < 3; i++) {
      offsets.add(await live());
      await page.keyboard.press('ArrowUp');
    }
    assert.equal(offsets.size, 3);
    // What is pointed at lights up in the source …
    const lit = () => page.evaluate(() => document.querySelector('.code').shadowRoot.querySelector('.lit')?.textContent);
    await page.hover('.bytecode tr:has-text("GetNamed") >> nth=0');
    assert.match(await lit(), /console\.log/);
    await page.click('.segments >> text=Tokens');
    await page.hover('.token:has-text("Dot") >> nth=0');
    assert.equal(await lit(), '.');
    await page.click('.segments >> text=Tree');
    await page.hover('.tree-rows li:has-text("Literal") >> nth=0');
    assert.match(await lit(), /^(?:'.*'|\d+)$/);
    // … and the other way round.
    const line = page.locator('.code').locator('.cm-line').first();
    await line.hover({ position: { x: 20, y: 10 } });
    assert.match(await page.textContent('.tree-rows li.lit'), /Identifier\s*console/);
    await page.click('.segments >> text=Bytecode');
    await line.hover({ position: { x: 60, y: 10 } });
    assert.ok((await page.locator('.bytecode tr.lit').count()) > 0);
    // What has not been called yet has not been compiled either.
    await page.keyboard.press('Home');
    await page.selectOption('.engine-tools select', { index: 2 });
    assert.match(await page.textContent('.engine-tools'), /Not compiled yet/);
    await page.keyboard.press('End');
    assert.doesNotMatch(await page.textContent('.engine-tools'), /Not compiled yet/);
    return page;
  },

  async 'source maps'(browser) {
    const { path } = pageOf('orders.js', { from: 'special' });
    const walked = await open(browser, path);
    assert.match(await walked.textContent('.source h2'), /orders\.ts/);
    const steps = await walk(walked, 'ArrowRight');
    assert.deepEqual((await walk(walked, 'ArrowLeft')).reverse(), steps);
    const stack = new Set(steps.flatMap((step) => step.stack));
    assert.ok(stack.has('pay():11') && stack.has('orders.ts:19'), [...stack].join('\n'));
    // What the compiler has added is not gone through.
    assert.ok(![...stack].some((frame) => /__def|__public|orders\.ts:[1-5]$/.test(frame)), [...stack].join('\n'));
    const marked = steps.flatMap((step) => step.marked);
    assert.ok(marked.includes('this.total += order.price'), [...new Set(marked)].join('\n'));
    await walked.keyboard.press('End');
    assert.equal(await walked.textContent('.console-place'), 'orders.ts:12');
    await walked.close();
    // A breakpoint in what was written.
    const page = await open(browser, path);
    await page.locator('.code').locator('.cm-lineNumbers .cm-gutterElement:visible', { hasText: /^11$/ }).click();
    await page.keyboard.press('F8');
    assert.equal((await shown(page)).stack[0], 'pay():11');
    await page.click('text=Generated code');
    assert.match(await page.textContent('.source h2'), /orders\.js/);
    assert.doesNotMatch((await shown(page)).stack[0], /:11$/);
    await page.click('text=Generated code');
    assert.equal((await shown(page)).stack[0], 'pay():11');
    return page;
  },

  async 'a source map that is broken'(browser) {
    const page = await open(browser, pageOf('broken_map.js', { from: 'special' }).path);
    assert.match(await page.textContent('.source h2'), /source map is not used: it has version 2/);
    assert.deepEqual((await walk(page, 'ArrowRight')).at(-1).console, ['printed']);
    return page;
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

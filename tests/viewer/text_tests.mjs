// The texts that run: what the engine makes of them, and what they were made from.

import assert from 'node:assert/strict';
import { findsNothing, open, pageOf, shown, walk } from './page.mjs';

export const textTests = {
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

  async 'texts of programs do not turn the page around'(browser) {
    const page = await open(browser, pageOf('turned.js', { from: 'special' }).path);
    const unseen = /[\u0000-\u0008\u202a-\u202e\u2066-\u2069]/;
    const steps = await walk(page, 'ArrowRight');
    for (const step of steps) assert.doesNotMatch([step.story, ...step.stack, ...step.console, step.value].join('\n'), unseen);
    assert.ok(steps.some(({ story }) => story.includes('\\u202eabc\\u0000')), 'it is shown as what it is');
    assert.match(steps.at(-1).console[0], /^\\u202eabc\\u0000\\u001b\[31mred/);
    assert.equal(await page.evaluate(() => document.querySelector('.code').shadowRoot.querySelector('.unseen').textContent), '\\u202e');
    for (const panel of ['contexts', 'objects']) {
      await page.click(`#tab-${panel}`);
      assert.doesNotMatch(await page.textContent('main'), unseen);
    }
    return page;
  },

  async 'a text that is no program'(browser) {
    const page = await open(browser, pageOf('no_program.js', { from: 'special', exits: 1 }).path);
    const { story, marked, value, stack } = await shown(page);
    assert.match(story, /^The text of no_program\.js cannot be read as JavaScript, so nothing of it runs\. Line 3: 'count' has already been declared/);
    assert.deepEqual([marked, value, stack], [['count'], ["'count' has already been declared"], []]);
    await findsNothing(page, 'what is wrong with a text');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    assert.match((await shown(page)).story, /^Before anything runs, the text of no_program\.js is read/);
    return page;
  },

  async 'what tells calls and names apart'(browser) {
    const page = await open(browser, pageOf('names.js', { from: 'special' }).path);
    await page.keyboard.press('End');
    await page.click('#tab-questions');
    const answer = async (question, option) => {
      await page.selectOption(`.question:has-text("${question}") select`, { label: option });
      return page.textContent(`.question:has-text("${question}") dd`);
    };
    assert.equal(await answer('last written', 'sold: what is in it'), 'sold became ["a", "b"] at names.js, line 6. Before that it was ["a"] (names.js, line 6).');
    assert.match(await answer('last written', 'waiting: what is in it'), /^waiting became Map\(0\) {} at names\.js, line 7\.$/);
    const calls = await answer('How often', 'sell');
    assert.match(calls, /sell\("a"\), names\.js, line 10, turn 0.*; sell\("b"\), names\.js, line 10, turn 0/);
    const names = await page.locator('.question:has-text("last written") option').allTextContents();
    assert.equal(new Set(names).size, names.length, names.join(', '));
    return page;
  },
};

// What a served page can do to the program, with the real server: examples, editing, the input pad.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { findsNothing, folder, open, shown, startWatch } from './page.mjs';

/** Runs a test with a page of a server, which is gone afterwards. */
async function watched(browser, args, look, test) {
  const server = await startWatch(...args);
  try {
    const page = await open(browser, server.address, look);
    await test(page);
    // A conflict is an answer like others, but not to the browser.
    assert.deepEqual(page.complaints.filter((complaint) => !complaint.includes('409 (Conflict)')), []);
    await page.close();
  } finally {
    server.stop();
  }
}

const until = '.example-card';
const choose = (page, title) => page.click(`.example-card:has-text("${title}")`);
const toTheEnd = async (page) => {
  await page.waitForSelector('.strip input');
  await page.keyboard.press('End');
};
const prints = (page, lines) =>
  page.waitForFunction((wanted) => {
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'End' }));
    return [...document.querySelectorAll('.console-text')].map((one) => one.textContent).join('|') === wanted;
  }, lines.join('|'));
const code = (page) => page.evaluate(() => [...document.querySelector('.code').shadowRoot.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'));
const program = (name, text) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

async function type(page, text) {
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

export const deskTests = {
  async 'examples without a file'(browser) {
    for (const look of [{ until }, { until, width: 390, height: 844, theme: 'dark', locale: 'ko-KR' }]) {
      await watched(browser, [], look, async (page) => {
        const isKorean = look.locale === 'ko-KR';
        assert.ok((await page.$$('.example-card')).length >= 12);
        await findsNothing(page, 'the start');
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= (look.width ?? 1440));
        await choose(page, isKorean ? '태스크보다 먼저인' : 'Microtasks before tasks');
        await prints(page, ['A', 'D', 'C', 'B']);
        assert.match(await page.textContent('.question-band'), isKorean ? /왜 가장 나중에/ : /Why is it the last/);
        assert.match(await code(page), /^console\.log\('A'\);\n/);
        await findsNothing(page, 'an example');
        await page.click('.live button[aria-haspopup=dialog]');
        await findsNothing(page, 'the menu');
        await page.click('dialog .example-card:has-text("await")');
        await prints(page, ['A', 'B', 'C', 'D', 'E', 'F']);
      });
    }
  },

  async 'examples beside a file'(browser) {
    await watched(browser, [program('beside.js', "console.log('mine');")], {}, async (page) => {
      await prints(page, ['mine']);
      assert.equal(await page.$('.question-band'), null);
      await page.click('.live button:has-text("Examples")');
      assert.equal(await page.getAttribute('.example-card.file', 'aria-current'), 'true');
      await choose(page, 'Closures');
      await prints(page, ['1 2', '1']);
      await page.click('.live button:has-text("beside.js")');
      await prints(page, ['mine']);
    });
  },

  async 'another server of this machine gets the cookie, and nothing with it'(browser) {
    await watched(browser, [program('secret.js', "console.log('mine');")], {}, async (page) => {
      await prints(page, ['mine']);
      assert.doesNotMatch(page.url(), /key|token/);
      const origin = new URL(page.url()).origin;
      // A page of another server, in the same browser.
      const shownTo = await new Promise((resolve) => {
        const server = createServer((request, response) => {
          response.end('<p>');
          server.close();
          resolve(request.headers);
        });
        server.listen(0, '127.0.0.1', async () => {
          const other = await page.context().newPage();
          await other.goto(`http://127.0.0.1:${server.address().port}/`);
          await other.close();
        });
      });
      assert.match(shownTo.cookie, /orrery-watch-/);
      const headers = { Cookie: shownTo.cookie, Origin: origin, 'Content-Type': 'application/json' };
      const answer = await fetch(`${origin}/api/run`, { method: 'POST', headers, body: '{"text": "1"}' });
      assert.equal(answer.status, 403);
      // Loaded again, the page knows its key; another tab never had it, and says so.
      await page.reload();
      await prints(page, ['mine']);
      const second = await page.context().newPage();
      await second.goto(origin);
      await second.waitForSelector('[role=alert]:has-text("orrery watch has printed")');
      await findsNothing(second, 'a refused page');
      await second.close();
    });
  },

  async 'a line behind what fits into no window'(browser) {
    const path = new URL('special/late_line.js', import.meta.url).pathname;
    await watched(browser, ['--at=late_line.js:7', path], {}, async (page) => {
      await page.waitForSelector('.notice-line', { timeout: 60_000 });
      assert.match(await page.textContent('.notice-line'), /Opened where late_line\.js:7 is reached first/);
      // Of the turn before it there is the beginning, and more when asked for.
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction(() => Number(document.querySelector('.turns').dataset.events) > 400_000, undefined, { timeout: 60_000 });
      await page.keyboard.press('n');
      await page.keyboard.press('ArrowLeft');
      const told = async () => Number(/the first ([\d,]+) of them/.exec(await page.textContent('.notice-missing'))?.[1].replaceAll(',', ''));
      const before = await told();
      assert.ok(before > 400_000, String(before));
      await findsNothing(page, 'a turn of which only the beginning is told');
      await page.click('text=Show more of it');
      await page.waitForFunction((count) => Number(document.querySelector('.turns').dataset.events) > count * 1.2, before, { timeout: 60_000 });
      // Now the window itself has no more room.
      await page.waitForSelector('.notice-missing:has-text("there is room for no more")');
    });
  },

  async 'editing a file'(browser) {
    const path = program('edited.js', "console.log('one');\n");
    await watched(browser, [path], {}, async (page) => {
      await prints(page, ['one']);
      await page.keyboard.press('e');
      await page.waitForSelector('.editing');
      await findsNothing(page, 'the editor');
      const before = await page.inputValue('.strip input');
      await type(page, "console.log('two');\n");
      await page.keyboard.press('ArrowLeft');
      assert.equal(await page.inputValue('.strip input'), before, 'typing does not step');
      await page.keyboard.press('Control+Enter');
      await prints(page, ['two']);
      assert.equal(await page.$('.editing'), null);
      assert.match(await page.textContent('.edit-note'), /not saved/);
      assert.equal(readFileSync(path, 'utf8'), "console.log('one');\n");
      // Again, it is the text that ran.
      const runs = page.waitForResponse((response) => response.url().endsWith('/api/run'));
      await page.click('.live button:has-text("Run again")');
      assert.match((await runs).request().postData(), /two/);
      await prints(page, ['two']);
      // What is wrong is shown where it is.
      await page.keyboard.press('e');
      await type(page, "let a = 1;\nlet b = (2;\n");
      await page.click('.editing button:has-text("Run")');
      await page.waitForSelector('.edit-error');
      assert.match(await page.textContent('.edit-error'), /^Line 2: SyntaxError: Unexpected ';'/);
      assert.equal(await page.evaluate(() => document.querySelector('.code').shadowRoot.querySelector('.wrong')?.textContent), ';');
      await findsNothing(page, 'an error');
      await type(page, "console.log('three');\n");
      await page.keyboard.press('Control+s');
      await prints(page, ['three']);
      assert.equal(readFileSync(path, 'utf8'), "console.log('three');\n");
    });
  },

  async 'saving changes nothing but what was typed'(browser) {
    for (const [before, after] of [
      ['let a = 1;\r\nlet b;\r\n', 'let a = 1;\r\nlet b;\r\n// x\r\n'],
      ['let a = 1;\rlet b;\r', 'let a = 1;\rlet b;\r// x\r'],
      ['let a = 1;\r\nlet b;\n', 'let a = 1;\r\nlet b;\n// x\n'],
      ['\ufefflet a = 1;\n', '\ufefflet a = 1;\n// x\n'],
    ]) {
      const path = program('breaks.js', before);
      await watched(browser, [path], {}, async (page) => {
        await page.keyboard.press('e');
        await page.waitForSelector('.editing');
        await page.keyboard.press('Control+End');
        await page.keyboard.type('// x');
        await page.keyboard.press('Enter');
        await page.keyboard.press('Control+s');
        await page.waitForFunction(() => !document.querySelector('.edit-note:not(:empty)') || document.querySelector('.edit-note').textContent === 'saved');
        assert.equal(readFileSync(path, 'utf8'), after);
      });
    }
    const path = join(folder, 'latin.js');
    writeFileSync(path, Buffer.from('// caf\xe9\n', 'latin1'));
    await watched(browser, [path], {}, async (page) => {
      await page.keyboard.press('e');
      await page.waitForSelector('.live-text:has-text("no UTF-8")');
      assert.equal(await page.$('.editing'), null);
      page.complaints.splice(0); // 415, to the browser
    });
  },

  async 'a file that changes while it is edited'(browser) {
    const path = program('conflict.js', "console.log('one');");
    await watched(browser, ['--no-rerun', path], {}, async (page) => {
      await prints(page, ['one']);
      await page.click('button:has-text("Edit")');
      await page.waitForSelector('.editing');
      await type(page, "console.log('mine');");
      writeFileSync(path, "console.log('theirs');");
      await page.keyboard.press('Control+s');
      await page.waitForSelector('.edit-conflict');
      await findsNothing(page, 'a conflict');
      await page.click('.edit-conflict button:has-text("Take")');
      assert.equal(await code(page), "console.log('theirs');");
      await page.click('.editing .code');
      await page.keyboard.press('Control+z');
      assert.equal(await code(page), "console.log('mine');");
      writeFileSync(path, "console.log('theirs again');");
      await page.keyboard.press('Control+s');
      await page.click('.edit-conflict button:has-text("mine")');
      await page.waitForSelector('.edit-note:has-text("saved")');
      assert.equal(readFileSync(path, 'utf8'), "console.log('mine');");
      await page.click('.editing .code');
      await page.keyboard.press('Control+z');
      assert.equal(await code(page), "console.log('theirs again');");
    });
  },

  async 'editing an example, and discarding'(browser) {
    await watched(browser, [], { until }, async (page) => {
      await choose(page, 'The call stack');
      await prints(page, ['outer begins', 'in the middle', 'outer goes on with 9']);
      await page.keyboard.press('e');
      await type(page, "console.log('changed');");
      assert.equal(await page.$('.editing button:has-text("Save")'), null);
      await page.keyboard.press('Control+Enter');
      await prints(page, ['changed']);
      await page.click('.source button:has-text("Discard")');
      await prints(page, ['outer begins', 'in the middle', 'outer goes on with 9']);
    });
  },

  async 'the input pad'(browser) {
    const text = `class Button extends EventTarget {}
const button = new Button();
button.addEventListener('click', function onClick(event) { console.log(event.type, event.isTrusted); });
button.addEventListener('keydown', (event) => console.log(event.key, event.ctrlKey));
button.addEventListener('greet', (event) => console.log(event.detail));
`;
    await watched(browser, [program('pad.js', text)], {}, async (page) => {
      await toTheEnd(page);
      await page.click('#tab-input');
      await page.waitForSelector('.pad-over');
      await findsNothing(page, 'a pad of a run that is over');
      await page.click('.pad-keep input');
      await page.waitForSelector('.pad-target');
      assert.match(await page.textContent('.pad-target'), /Button.*pad\.js:3:8.*click, keydown, greet/);
      await findsNothing(page, 'the pad');
      await page.click('.pad-event button[type=submit]');
      // The page goes to where it arrives.
      await page.waitForFunction(() => document.querySelector('.narration').textContent.includes('Somebody has sent click'));
      assert.deepEqual((await shown(page)).tasks, ['click']);
      await page.click('#tab-questions');
      await page.click('.tasks .chip');
      assert.match(await page.textContent('.details'), /Nobody in the program/);
      await page.keyboard.press('Escape');
      await page.click('#tab-input');
      await page.click('.pad-type:has-text("keydown")');
      await page.click('.pad-key');
      await page.keyboard.press('Control+q');
      assert.equal(await page.inputValue('.pad-key'), 'Ctrl + q');
      await page.click('.pad-event button[type=submit]');
      await page.click('.pad-type:has-text("greet")');
      await page.fill('.pad-field input', '{"a": [1]}');
      await page.click('.pad-event button[type=submit]');
      await page.waitForFunction(() => document.querySelector('.narration').textContent.includes('Somebody has sent greet'));
      await page.click('#tab-console');
      await prints(page, ['click true', 'q true', '{ a: [ 1 ] }']);
      await page.click('#tab-input');
      await page.click('.pad-keep input');
      await page.waitForSelector('.pad-over');
    });
  },
};

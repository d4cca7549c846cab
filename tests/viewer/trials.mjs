// The page as somebody uses it who is new to it: a learner who wants to know why a program prints what it prints, and people who look for
// the cause of a race (docs/races.md says how).

import assert from 'node:assert/strict';
import { open, shown, traced, walk } from './page.mjs';

const learner = new URL('programs/order.js', import.meta.url).pathname;
const race = (path) => traced(new URL(`../../examples/races/${path}`, import.meta.url).pathname, ['--virtual-time']).path;

/** Steps through all, and finds these sentences in this order. Each: a part of a sentence, and what is to be seen with it. */
function reads(steps, lesson) {
  let at = 0;
  for (const [sentence, seen] of lesson) {
    const found = steps.findIndex((step, i) => i >= at && step.story.includes(sentence));
    assert.ok(found >= 0, `“${sentence}” behind “${steps[at].story}”`);
    for (const [name, value] of Object.entries(seen)) assert.deepEqual(steps[found][name], value, `${name} at “${sentence}”`);
    at = found;
  }
}

const lessons = {
  en: [
    ['Nothing has run yet', { console: [], stack: [] }],
    ['The program starts. The text of order.js itself is the first thing on the call stack', { stack: ['order.js'] }],
    ['console.log prints A', { console: ['A'] }],
    ['setTimeout(ƒ later, 0) is called', {}],
    ['soon goes into the microtask queue. It will run as soon as the stack is empty, before any task', { microtasks: ['soon'], console: ['A'] }],
    ['console.log prints D', { console: ['A', 'D'] }],
    ['The text of order.js has been run to its end and leaves the stack. The call stack is empty now', { stack: [] }],
    ['The stack is empty, so the loop drains the microtasks before anything else: first, the reaction of promise', { stack: ['soon(undefined)'], tasks: [] }],
    ['console.log prints C', { console: ['A', 'D', 'C'] }],
    ['soon returns undefined and leaves the stack. The call stack is empty now', { stack: [], microtasks: [] }],
    ['later moves into the queue of timer tasks. It must still wait for an empty stack, and for all microtasks', { tasks: ['later'], background: [] }],
    ['The stack is empty and no microtask waits, so the loop takes one task, from the timer queue: later, queued by line 3', { tasks: [], stack: ['later()'] }],
    ['console.log prints B', { console: ['A', 'D', 'C', 'B'] }],
    ['The stack and the queues are empty, and nothing is in the background', { stack: [] }],
  ],
  ko: [
    ['아직 아무것도 실행되지 않았습니다', { console: [], stack: [] }],
    ['order.js 본문이 가장 먼저 콜 스택에 올라갑니다', { stack: ['order.js'] }],
    ['console.log 출력: A', { console: ['A'] }],
    ['백그라운드에서 타이머가 시작됩니다', { console: ['A'] }],
    ['soon 콜백이 마이크로태스크 큐에 들어갑니다. 스택이 비는 대로, 어떤 태스크보다도 먼저 실행됩니다', { microtasks: ['soon'] }],
    ['console.log 출력: D', { console: ['A', 'D'] }],
    ['order.js 본문이 끝까지 실행되어 스택에서 내려옵니다. 이제 콜 스택이 비었습니다', { stack: [] }],
    ['스택이 비었으므로, 이벤트 루프는 다른 무엇보다 먼저 마이크로태스크를 모두 비웁니다', { stack: ['soon(undefined)'] }],
    ['console.log 출력: C', { console: ['A', 'D', 'C'] }],
    ['later 콜백이 타이머 태스크 큐로 옮겨 갑니다. 아직 스택이 비고 마이크로태스크가 모두 끝나기를 기다려야 합니다', { tasks: ['later'] }],
    ['스택이 비었고 기다리는 마이크로태스크도 없으므로, 이벤트 루프가 타이머 큐에서 태스크 하나를 꺼냅니다: later', { stack: ['later()'] }],
    ['console.log 출력: B', { console: ['A', 'D', 'C', 'B'] }],
    ['스택도 큐도 비었고 백그라운드에도 아무것도 없습니다', {}],
  ],
};

/** The answer to the question that has these words in it. */
const answer = (page, question) => page.textContent(`.question:has(dt:has-text("${question}")) dd`);

async function asked(browser, path) {
  const page = await open(browser, path);
  await page.keyboard.press('End');
  await page.click('#tab-questions');
  return page;
}

export const trials = {
  async 'a learner reads why it is A D C B'(browser) {
    const { path } = traced(learner, ['--virtual-time']);
    for (const [language, locale] of [['en', 'en-US'], ['ko', 'ko-KR']]) {
      const page = await open(browser, path, { locale });
      const steps = await walk(page, 'ArrowRight');
      reads(steps, lessons[language]);
      // The host's own jobs are no part of the lesson.
      for (const { story } of steps) assert.ok(!/built-in reaction|내장 반응/.test(story), story);
      assert.deepEqual(page.complaints, []);
      await page.close();
    }
  },

  async 'a learner reads the same of a page’s program'(browser) {
    const page = await open(browser, traced(learner, ['--profile=web', '--virtual-time']).path);
    const steps = await walk(page, 'ArrowRight');
    reads(steps, [
      ['A timer of 0 ms has no time to wait for, so later goes into the queue of timer tasks at once', { tasks: ['later'], background: [] }],
      ['soon goes into the microtask queue', { tasks: ['later'], microtasks: ['soon'] }],
      ['the loop drains the microtasks before anything else', { tasks: ['later'], stack: ['soon(undefined)'] }],
      ['so the loop takes one task, from the timer queue: later', { stack: ['later()'] }],
    ]);
    return page;
  },

  async 'the cause of a double callback'(browser) {
    const page = await open(browser, race('double-callback/invoices.js'));
    await page.keyboard.press('End');
    await page.click('.console li:nth-child(2) button');
    assert.deepEqual((await shown(page)).stack.slice(1, 3), ['sendInvoice(["one pear"]):32', 'succeed():24']);
    await page.click('#tab-questions');
    assert.match(await answer(page, 'How often'), /sendInvoice is called 2 times in the whole run: sendInvoice\(\["one pear"\]\), invoices\.js, line 21, turn 1.*sendInvoice\(\["one pear"\]\), invoices\.js, line 24/);
    return page;
  },

  async 'the cause of a lost update'(browser) {
    const page = await asked(browser, race('lost-update/votes.js'));
    assert.match(await answer(page, 'last written'), /^file became "\{\\"votes\\":1\}" at votes\.js, line 18\. Before that it was "\{\\"votes\\":1\}" \(votes\.js, line 18\)/);
    return page;
  },

  async 'the cause of a use after close'(browser) {
    const page = await asked(browser, race('use-after-close/orders.js'));
    assert.match(await answer(page, 'last written'), /^connection\.isOpen became false at orders\.js, line 14\./);
    await page.click('.question .link:has-text("line 14")');
    assert.deepEqual((await shown(page)).stack, ['end():14', 'orders.js:28']);
    return page;
  },

  async 'the cause of a missed event'(browser) {
    const page = await asked(browser, race('missed-event/watch.js'));
    assert.match((await shown(page)).story, /But main never came back from an await/);
    assert.match(await answer(page, 'stand at an await'), /main stands at its await, watch\.js, line 25.*nobody settles that/);
    await page.keyboard.press('T');
    const lines = [];
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press('ArrowDown');
      lines.push((await shown(page)).story);
    }
    assert.match(lines[0], /Line 8 is next/);
    assert.match(lines[1], /Line 9 is next/);
    assert.match(lines[2], /drains the microtasks before anything else: first, the rest of main/);
    return page;
  },

  async 'the cause of an unawaited write'(browser) {
    const page = await asked(browser, race('unawaited-write/bundle.js'));
    assert.match(await answer(page, 'nobody wait for'), /write, called at bundle\.js, line 15/);
    return page;
  },
};

// What the page shows at each step, compared with what the engine itself had: `orrery trace --state-dump` writes that from the
// engine's own stack and queues (src/inspect/state_recorder.h), not from the trace.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { traced, open } from './page.mjs';

const folder = new URL('states/', import.meta.url);

/** The state at each event, and what had been printed: [{ event, stack, microtasks, …, printed }]. */
function readDump(text) {
  const states = [];
  const pieces = [];
  let state;
  for (const line of text.trimEnd().split('\n')) {
    const { at, event, state: changed, context, stream, text: piece } = JSON.parse(line);
    if (stream) {
      pieces.push(piece);
      continue;
    }
    if (changed) state = { ...changed, printed: pieces.slice(0, changed.output) };
    assert.equal(at, states.length);
    states.push({ ...state, event, context });
  }
  return states;
}

/** In the page: what it shows at every step of a key, until nothing changes any more. */
async function walkInPage([key, most]) {
  const texts = (root, selector) => [...root.querySelectorAll(selector)].map((element) => element.textContent);
  const chips = (selector) =>
    [...document.querySelectorAll(`${selector} .chip`)].map((chip) => ({
      name: chip.querySelector('.chip-name').textContent,
      item: chip.dataset.flip,
      note: chip.querySelector('.chip-note')?.textContent ?? '',
    }));
  const position = () => Number(document.querySelector('.strip input').value);
  const look = () => ({
    at: position(),
    story: document.querySelector('.narration').textContent,
    stack: [...document.querySelectorAll('.stack .frames > li')].map((frame) => ({
      name: [...(frame.querySelector('.frame-name')?.childNodes ?? [])]
        .map((node) => (node.nodeType === Node.TEXT_NODE ? node.textContent : ''))
        .join('')
        .replace(/^new /, ''),
      line: Number(/^:(\d+)$/.exec(frame.querySelector('.frame-note')?.textContent ?? '')?.[1] ?? 0),
      isJob: frame.querySelector('div.frame') !== null,
      folded: frame.matches('.folded') ? Number(/\d+/.exec(frame.textContent)[0]) : 0,
    })),
    // Items that are no chips are so many folded ones.
    microtasks: [...document.querySelectorAll('.microtasks .queue > li')].map((item) => item.querySelector('.chip-name')?.textContent ?? Number(/\d+/.exec(item.textContent)[0])),
    ticks: chips('.ticks'),
    tasks: Object.fromEntries([...document.querySelectorAll('.task-queue')].map((queue) => [queue.querySelector('h3').textContent, texts(queue, '.chip-name')])),
    background: chips('.background'),
    console: [...document.querySelectorAll('.console li')].flatMap((line) => {
      const count = Number(/\d+/.exec(line.querySelector('.badge')?.textContent ?? '1')[0]);
      return Array(count).fill(line.querySelector('.console-text').textContent);
    }),
  });
  const steps = [look()];
  while (steps.length <= most) {
    const before = position();
    document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    // Until it has been rendered.
    for (let i = 0; i < 20 && position() === before; i++) await (i < 3 ? Promise.resolve() : new Promise((done) => setTimeout(done, 0)));
    if (position() === before) return steps;
    steps.push(look());
  }
  throw new Error('there is no end of steps');
}

/** In the page, whose variables are shown: the chain of environments at every step of a key. */
async function walkContexts([key, most]) {
  const position = () => Number(document.querySelector('.strip input').value);
  const names = (environment) => [...environment.querySelectorAll('.value-row')].map((row) => ({ name: row.querySelector('.value-name').textContent, isDead: row.querySelector('.note')?.textContent.includes('temporal dead zone') === true }));
  const look = () => ({
    at: position(),
    environments: [...document.querySelectorAll('.environments > li')].map((environment) => ({
      kind: environment.querySelector('h3').dataset.record,
      components: [...environment.querySelectorAll('.component')].map((component) => component.textContent),
      names: names(environment),
    })),
  });
  const steps = [];
  while (steps.length <= most) {
    const before = position();
    document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    for (let i = 0; i < 20 && position() === before; i++) await (i < 3 ? Promise.resolve() : new Promise((done) => setTimeout(done, 0)));
    if (position() === before) return steps;
    steps.push(look());
  }
  throw new Error('there is no end of steps');
}

/** What is said of the environments at an event; nothing: it is what the engine has. */
function differenceOfContexts({ at, environments }, { event, context }) {
  const should = context.environments.map(({ kind, initialized, uninitialized }, i) => ({ kind: kind.toLowerCase(), isVariable: i === context.variable, initialized, uninitialized }));
  const isUnmade = ({ kind, initialized }) => kind === 'declarative' && initialized.length === 0;
  // At a loop or a class itself the engine tells of the environment that its head is about to make.
  if (should.length === environments.length + 1 && isUnmade(should[0])) should.shift();
  let isOfFrame = true;
  const fits = environments.every(({ kind, components, names }, i) => {
    const wanted = should[i];
    const isVariable = components.includes('VariableEnvironment');
    if (kind !== wanted?.kind || isVariable !== wanted.isVariable || components.includes('LexicalEnvironment') !== (i === 0)) return false;
    const hasNames = kind !== 'object' && kind !== 'global';
    const isSame = !hasNames || [false, true].every((isDead) => {
      const shown = names.filter((one) => one.isDead === isDead).map(({ name }) => name);
      const known = isDead ? wanted.uninitialized : wanted.initialized;
      // Of frames around, the engine keeps what is captured, and the page knows the others as well.
      return known.every((name) => shown.includes(name)) && (!isOfFrame || shown.length === known.length);
    });
    if (isVariable) isOfFrame = false;
    return isSame;
  });
  return fits && should.length === environments.length ? [] : [`event ${at} ${event}: ${JSON.stringify(environments)} is not ${JSON.stringify(should)}`];
}

/** A name on a chip is that of the function, or begins with its text if it has none. */
const isNamed = (shown, name) => name === '' || shown === name || shown === `${name}, after await`;
/** One of the host's own: its function has no name. */
const folded = '';

class Comparison {
  /** Of the engine's numbers and the page's: a timer has one of each. */
  numbers = new Map();
  ids = new Set();
  problems = [];

  constructor(states) {
    this.states = states;
  }

  step(shown) {
    if (shown.at < 0) return;
    const state = this.states[shown.at];
    const say = (what, is, should) => this.problems.push(`event ${shown.at} ${state.event}, “${shown.story}”: ${what}: ${JSON.stringify(is)} is not ${JSON.stringify(should)}`);
    this.compareStack(shown, state, say);
    const list = (what, is, should) => {
      const fits = is.length === should.length && should.every((name, i) => isNamed(is[i], name));
      if (!fits) say(what, is, should);
    };
    const microtasks = shown.microtasks.flatMap((one) => (typeof one === 'number' ? Array(one).fill(folded) : [one]));
    list('microtasks', microtasks, state.microtasks.map((job) => (job.sort === 'thenable' ? '' : job.function)));
    list('ticks', shown.ticks.map(({ name }) => name), state.ticks);
    const sources = new Set([...Object.keys(shown.tasks), ...Object.keys(state.tasks)]);
    for (const source of sources) list(`${source} tasks`, shown.tasks[source] ?? [], state.tasks[source] ?? []);
    this.compareBackground(shown, state, say);
    const waiting = (note) => shown.background.filter((chip) => chip.item.startsWith('handle:') && chip.note.startsWith(note)).map(({ name }) => name);
    list('animation frames', waiting('next frame'), state.frames);
    list('idle callbacks', waiting('idle time'), state.idle);
    const printed = state.printed.map((piece) => piece.replace(/\n$/, ''));
    const isSame = printed.length === shown.console.length && printed.every((line, i) => line === shown.console[i]);
    if (!isSame) say('console', shown.console, printed);
  }

  /** The innermost frame's line is left aside: the engine knows it only where something can throw. */
  compareStack(shown, state, say) {
    let at = 0;
    const fits = shown.stack
      .filter(({ isJob }) => !isJob)
      .reverse()
      .every((frame, i, all) => {
        if (frame.folded) {
          const hidden = state.stack.slice(at, (at += frame.folded));
          return hidden.length === frame.folded && hidden.every(({ own, line }) => !own || line === 0);
        }
        const real = state.stack[at++];
        if (!real) return false;
        if (i < all.length - 1 && real.line !== frame.line) return false;
        const name = real.function || (real.own ? frame.name : 'function');
        return frame.name === name || (!real.own && frame.name.endsWith(`.${name}`));
      });
    if (!fits || at !== state.stack.length) say('stack', shown.stack, state.stack);
  }

  /** The page's number of a timer belongs to one of the engine's, and the other way round. */
  compareBackground(shown, state, say) {
    const ofKind = (kind) => shown.background.filter(({ item }) => item.startsWith(`${kind}:`));
    const timers = ofKind('timer');
    const left = [...state.timers];
    for (const { name, item } of timers) {
      const known = this.numbers.get(item);
      const found = left.findIndex(({ id, function: called }) => (known === undefined ? !this.ids.has(id) && isNamed(name, called) : id === known));
      if (found < 0) return say('timers', timers, state.timers);
      const [{ id }] = left.splice(found, 1);
      this.numbers.set(item, id);
      this.ids.add(id);
    }
    if (left.length > 0) say('timers', timers, state.timers);
    const operations = ofKind('operation').map(({ item }) => Number(item.split(':')[1]));
    if (operations.join() !== state.operations.join()) say('operations', operations, state.operations);
    const handles = ofKind('handle').length;
    const requests = state.frames.length + state.idle.length + state.ports;
    if (handles !== requests) say('handles', ofKind('handle'), [state.frames, state.idle, state.ports]);
  }
}

export const stateTests = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name !== 'part.mjs')
    .map((name) => [
      `the engine’s own state: ${name}`,
      async (browser) => {
        const profile = name.startsWith('web_') ? 'web' : 'node';
        const { path, dump } = traced(new URL(name, folder).pathname, [`--profile=${profile}`, '--virtual-time']);
        const states = readDump(readFileSync(dump, 'utf8'));
        const page = await open(browser, path);
        // It opens at the first error.
        await page.keyboard.press('Home');
        const there = await page.evaluate(walkInPage, ['ArrowRight', 5000]);
        const back = await page.evaluate(walkInPage, ['ArrowLeft', 5000]);
        assert.deepEqual(back.reverse(), there);
        assert.equal(there.at(-1).at, states.length - 1);
        const comparison = new Comparison(states);
        for (const shown of there) comparison.step(shown);
        assert.deepEqual(comparison.problems.slice(0, 10), [], `${comparison.problems.length} differences`);
        return page;
      },
    ]),
);

/** Programs whose execution contexts are compared, too, at each statement. */
const contexts = ['environments.cjs', 'evals.cjs', 'modules.mjs', 'await.cjs'];

export const contextTests = Object.fromEntries(
  contexts.map((name) => [
    `the engine’s own execution contexts: ${name}`,
    async (browser) => {
      const { path, dump } = traced(new URL(name, folder).pathname, ['--virtual-time']);
      const states = readDump(readFileSync(dump, 'utf8'));
      const page = await open(browser, path);
      await page.keyboard.press('Home');
      await page.click('#tab-contexts');
      const steps = await page.evaluate(walkContexts, ['i', 1000]);
      const statements = steps.filter(({ at }) => states[at].event === 'Statement');
      assert.ok(statements.length > 2, String(statements.length));
      const problems = statements.flatMap((step) => differenceOfContexts(step, states[step.at]));
      assert.deepEqual(problems.slice(0, 5), [], `${problems.length} differences at ${statements.length} statements`);
      return page;
    },
  ]),
);

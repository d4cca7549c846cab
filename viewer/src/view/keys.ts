// Keys, as in DevTools, and each with its reverse.

import type { Step } from '../steps/navigator';
import type { Language } from '../words/narrate';
import type { Viewer } from './viewer';

interface Key {
  readonly keys: readonly string[];
  readonly shown: string;
  readonly says: Record<Language, string>;
  readonly run: (viewer: Viewer) => void;
}

const step = (name: Step | undefined, forward: boolean) => (viewer: Viewer) => {
  viewer.pause();
  if (forward) viewer.forward(name);
  else viewer.back(name);
};

export const keys: readonly Key[] = [
  { keys: ['ArrowRight', 'F9'], shown: '→', says: { en: 'one step forward', ko: '한 단계 앞으로' }, run: step(undefined, true) },
  { keys: ['ArrowLeft', 'Alt+F9'], shown: '←', says: { en: 'one step back', ko: '한 단계 뒤로' }, run: step(undefined, false) },
  { keys: ['ArrowDown', 'F10'], shown: '↓  F10', says: { en: 'over: the next statement here', ko: '건너뛰기: 여기의 다음 문' }, run: step('over', true) },
  { keys: ['ArrowUp', 'Alt+F10'], shown: '↑  Alt F10', says: { en: 'over, back', ko: '건너뛰기, 뒤로' }, run: step('over', false) },
  { keys: ['F11', 'i'], shown: 'i  F11', says: { en: 'into: the next statement anywhere', ko: '들어가기: 어디든 다음 문' }, run: step('statement', true) },
  { keys: ['Alt+F11', 'I'], shown: 'I  Alt F11', says: { en: 'into, back', ko: '들어가기, 뒤로' }, run: step('statement', false) },
  { keys: ['Shift+F11', 'o'], shown: 'o  ⇧F11', says: { en: 'out of this call', ko: '이 호출에서 나가기' }, run: step('out', true) },
  { keys: ['Alt+Shift+F11', 'O'], shown: 'O  Alt ⇧F11', says: { en: 'to before this call', ko: '이 호출 앞으로' }, run: step('out', false) },
  { keys: ['a'], shown: 'a', says: { en: 'on in this async function', ko: '이 비동기 함수 안에서 다음으로' }, run: step('activation', true) },
  { keys: ['A'], shown: 'A', says: { en: 'back in this async function', ko: '이 비동기 함수 안에서 뒤로' }, run: step('activation', false) },
  { keys: ['m'], shown: 'm', says: { en: 'next microtask', ko: '다음 마이크로태스크' }, run: step('microtask', true) },
  { keys: ['M'], shown: 'M', says: { en: 'microtask before', ko: '이전 마이크로태스크' }, run: step('microtask', false) },
  { keys: ['t'], shown: 't', says: { en: 'next task', ko: '다음 태스크' }, run: step('task', true) },
  { keys: ['T'], shown: 'T', says: { en: 'task before', ko: '이전 태스크' }, run: step('task', false) },
  { keys: ['n'], shown: 'n', says: { en: 'next turn of the loop', ko: '다음 턴' }, run: step('turn', true) },
  { keys: ['N'], shown: 'N', says: { en: 'turn before', ko: '이전 턴' }, run: step('turn', false) },
  { keys: ['F8'], shown: 'F8', says: { en: 'on to the next breakpoint', ko: '다음 중단점까지' }, run: step('continue', true) },
  { keys: ['Alt+F8'], shown: 'Alt F8', says: { en: 'back to the breakpoint before', ko: '이전 중단점까지' }, run: step('continue', false) },
  { keys: ['b'], shown: 'b', says: { en: 'a breakpoint in the marked line, or none any more', ko: '표시된 줄에 중단점 넣기, 빼기' }, run: (viewer) => viewer.toggleHere?.() },
  { keys: ['Home'], shown: 'Home', says: { en: 'to the beginning', ko: '처음으로' }, run: (viewer) => (viewer.pause(), viewer.go(-1)) },
  { keys: ['End'], shown: 'End', says: { en: 'to the end', ko: '끝으로' }, run: (viewer) => (viewer.pause(), viewer.go(viewer.session.navigator.end)) },
  { keys: [' '], shown: 'Space', says: { en: 'play, pause', ko: '재생, 멈춤' }, run: (viewer) => (viewer.playing.value ? viewer.pause() : viewer.play()) },
  { keys: ['e'], shown: 'e', says: { en: 'edit the program', ko: '프로그램 고치기' }, run: (viewer) => (viewer.pause(), viewer.edit?.()) },
  { keys: ['g'], shown: 'g', says: { en: 'go to an event, a time, a turn or a line', ko: '이벤트, 시각, 턴, 줄로 가기' }, run: (viewer) => (viewer.pause(), (viewer.goToIsShown.value = true)) },
  { keys: ['/'], shown: '/', says: { en: 'search', ko: '검색' }, run: (viewer) => viewer.finder.open() },
  { keys: ['F3'], shown: 'F3', says: { en: 'the next that was found', ko: '찾은 것 중 다음' }, run: (viewer) => viewer.finder.step(true) },
  { keys: ['Shift+F3'], shown: '⇧F3', says: { en: 'the one before', ko: '찾은 것 중 이전' }, run: (viewer) => viewer.finder.step(false) },
  { keys: ['?'], shown: '?', says: { en: 'these keys', ko: '이 목록' }, run: (viewer) => (viewer.keysAreShown.value = !viewer.keysAreShown.value) },
  {
    keys: ['Escape'],
    shown: 'Esc',
    says: { en: 'close what is open', ko: '열린 것 닫기' },
    run: (viewer) => {
      viewer.keysAreShown.value = false;
      viewer.goToIsShown.value = false;
      viewer.item.value = undefined;
    },
  },
];

function nameOf(event: KeyboardEvent): string {
  const isLetter = event.key.length === 1;
  return `${event.altKey ? 'Alt+' : ''}${event.shiftKey && !isLetter ? 'Shift+' : ''}${event.key}`;
}

/** Controls that have a use of their own for a key keep it. */
function isTaken(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  if (!(target instanceof Element) || event.key.startsWith('F') || event.key === 'Escape') return false;
  if (target instanceof HTMLInputElement) return target.type !== 'range' || event.key.startsWith('Arrow');
  if (target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return true;
  if (target.closest('[role=tablist]') && event.key.startsWith('Arrow')) return true;
  return event.key === ' ' && target instanceof HTMLButtonElement;
}

export function listenToKeys(viewer: Viewer): () => void {
  const listener = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || isTaken(event)) return;
    const name = nameOf(event);
    const found = keys.find((key) => key.keys.includes(name));
    if (!found) return;
    event.preventDefault();
    found.run(viewer);
  };
  document.addEventListener('keydown', listener);
  return () => document.removeEventListener('keydown', listener);
}

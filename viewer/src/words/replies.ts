// What answers say, in both languages.

import type { JobKind } from '../model/chronicle';
import type { Language } from './narrate';
import { code, say, type Part, type Sentence } from './sentence';

/** Some of many, and how many were left out. */
export interface Listed {
  readonly parts: readonly Sentence[];
  readonly more: number;
}

export interface Replies {
  readonly goThere: string;
  /** In the place of a line that nobody knows. */
  readonly noLine: string;
  readonly host: string;
  readonly programText: string;
  line(file: string, line: number): string;
  program(): Sentence;
  byCode(where: Part, job: Part): Sentence;
  byTimer(where: Part, delay: string, job: Part): Sentence;
  byOperation(what: Part, where: Part, job: Part): Sentence;
  byInput(what: Part): Sentence;
  /** Without a full stop. */
  byRequest(name: Part, isFrame: boolean, where: Part, job: Part): Sentence;
  /** Without a full stop. */
  listens(name: Part, what: Part, where: Part, job: Part): Sentence;
  /** What follows is said of the job. */
  within(job: Part): Sentence;
  hasRun(): Sentence;
  runs(): Sentence;
  wasDropped(): Sentence;
  notQueuedYet(): Sentence;
  waitsFor(isBusy: boolean, microtasks: number, before: number): Sentence;
  isOver(): Sentence;
  outside(): Sentence;
  waitsForTime(time: string): Sentence;
  waitsForFrame(time: string | undefined): Sentence;
  waitsForIdleTime(atMost: string | undefined): Sentence;
  sleepsUntilFrame(where: Part, time: string): Sentence;
  whyNext(kind: JobKind, name: Part, others: number, where: Part): Sentence;
  nothingNext(): Sentence;
  nothingRuns(): Sentence;
  /** While nothing runs. */
  ofNext(name: Part): Sentence;
  notBegun(): Sentence;
  cameFrom(where: Part): Sentence;
  noPromise(): Sentence;
  settled(promise: number, state: number, where: Part, job: Part): Sentence;
  neverWritten(name: Part): Sentence;
  onlyDeclared(name: Part, where: Part): Sentence;
  deleted(name: Part, where: Part): Sentence;
  written(name: Part, value: Part, where: Part, before: Listed): Sentence;
  /** One of several calls. */
  call(call: Part, where: Part, turn: number, job: Part): Sentence;
  called(name: Part, count: number, calls: Listed): Sentence;
  readonly goesOn: string;
  readonly neverGoesOn: string;
  readonly neverSettled: string;
  stands(name: Part, where: Part, promise: number, until: Part): Sentence;
  nobodyAwaits(): Sentence;
  /** `outcome`: 0 nothing yet, 1 fulfilled, 2 rejected. */
  forgotten(name: Part, where: Part, outcome: number): Sentence;
  nothingForgotten(): Sentence;
  listed(list: Listed): Sentence;
  ended(): Sentence;
  isBusy(job: Part, waiting: number): Sentence;
  soon(waiting: number): Sentence;
  waitsForTimer(where: Part, time: string): Sentence;
  waitsForOperation(what: Part): Sentence;
  waitsForHandle(): Sentence;
}

const capital = (text: string): string => text.replace(/^\w/, (letter) => letter.toUpperCase());
const joined = ({ parts, more }: Listed, between: string, rest: string): Sentence => [
  ...parts.flatMap((part, i) => (i === 0 ? part : [between, ...part])),
  ...(more > 0 ? [`${between}${rest}`] : []),
];

const several = (count: number, one: string, many: string): string => (count === 1 ? `one ${one}` : `${count} ${many}`);

const english: Replies = {
  goThere: 'go to that moment',
  noLine: 'a moment without a line',
  host: 'the host',
  programText: 'the program’s own text',
  line: (file, line) => `${file}, line ${line}`,
  program: () => ['Nobody: it is the program itself, which runs first.'],
  byCode: (where, job) => say`${where}, while ${job} was running.`,
  byTimer: (where, delay, job) => say`A timer of ${delay}, set at ${where}, while ${job} was running.`,
  byOperation: (what, where, job) => say`${what}, begun at ${where}, while ${job} was running.`,
  byInput: (what) => say`Nobody in the program: somebody has sent ${what} at the input pad.`,
  byRequest: (name, isFrame, where, job) => say`${name} was given to ${code(isFrame ? 'requestAnimationFrame' : 'requestIdleCallback')} at ${where}, while ${job} was running`,
  listens: (name, what, where, job) => say`${name} listens to ${what} since ${where}, while ${job} was running`,
  within: (job) => say`It runs within ${job}:`,
  waitsForFrame: (time) => say`For the next frame${time ? `, in ${time}` : ''}. Then a rendering task calls it.`,
  waitsForIdleTime: (time) => say`For a moment at which nothing else is to be done${time ? `, for ${time} at the longest` : ''}.`,
  sleepsUntilFrame: (where, time) => say`The loop sleeps until the next frame, in ${time}. It was requested at ${where}.`,
  hasRun: () => ['Nothing any more: it has run.'],
  runs: () => ['Nothing: it is running.'],
  wasDropped: () => ['Nothing: it was dropped and will not run.'],
  notQueuedYet: () => ['It has not been queued yet.'],
  waitsFor: (isBusy, microtasks, before) => {
    const what = [
      ...(isBusy ? ['an empty call stack'] : []),
      ...(microtasks > 0 ? [several(microtasks, 'microtask', 'microtasks')] : []),
      ...(before > 0 ? [`${several(before, 'other', 'others')} before it in its queue`] : []),
    ];
    return [what.length === 0 ? 'Nothing but its turn: it may be next.' : capital(`${what.join(', then ')}.`)];
  },
  isOver: () => ['Nothing any more: it is over.'],
  outside: () => ['For something outside of JavaScript to happen.'],
  waitsForTime: (time) => say`For its time, in ${time}. Then its callback is queued, and waits for an empty stack.`,
  whyNext: (kind, name, others, where) => {
    const rest = others > 0 ? ` ${capital(several(others, 'other waits', 'others wait'))} behind it.` : '';
    if (kind === 'script') return ['The program’s own text runs first, before any callback.'];
    if (kind === 'task') return say`${name} is a task. The stack was empty and all microtasks were done, so the loop took the task whose turn it was. It was queued at ${where}.${rest}`;
    if (kind === 'tick') return say`${name} was given to ${code('process.nextTick')} at ${where}, and these callbacks go before all promises.${rest}`;
    return say`${name} is a microtask, queued at ${where}. Whenever the stack becomes empty, all microtasks run before the next task, in their order.${rest}`;
  },
  nothingNext: () => ['Nothing is left to run.'],
  nothingRuns: () => ['Nothing is running at this moment, and nothing will.'],
  ofNext: (name) => say`Nothing is running; ${name} is next.`,
  notBegun: () => ['The run has not begun yet.'],
  cameFrom: (where) => say`What led there was begun at ${where}.`,
  noPromise: () => ['It is no reaction to a promise.'],
  settled: (promise, state, where, job) => say`Promise p${promise} was ${state === 1 ? 'fulfilled' : 'rejected'} at ${where}, while ${job} was running.`,
  neverWritten: (name) => say`${name} has not been written yet.`,
  onlyDeclared: (name, where) => say`${name} is declared, at ${where}, and not initialised: to read it now would throw (temporal dead zone).`,
  deleted: (name, where) => say`${name} was deleted at ${where}: it is no variable any more.`,
  written: (name, value, where, before) =>
    before.parts.length === 0 ? say`${name} became ${value} at ${where}.` : say`${name} became ${value} at ${where}. Before that it was ${joined(before, ', and before that ', `${before.more} more`)}.`,
  call: (call, where, turn, job) => say`${call}, ${where}, turn ${turn}, while ${job} was running`,
  called: (name, count, calls) => (count === 0 ? say`${name} is never called.` : say`${name} is called ${count === 1 ? 'once' : `${count} times`} in the whole run: ${joined(calls, '; ', `${calls.more} more`)}.`),
  goesOn: 'there it goes on',
  neverGoesOn: 'it never goes on in this run',
  neverSettled: 'nobody settles that in the whole run, so it never goes on',
  stands: (name, where, promise, until) => (promise === 0 ? say`${name} stands at its await, ${where}: ${until}` : say`${name} stands at its await, ${where}, for promise p${promise}: ${until}`),
  nobodyAwaits: () => ['No function stands at an await now.'],
  forgotten: (name, where, outcome) => say`${name}, called at ${where}${outcome === 2 ? ', whose promise is rejected' : ''}`,
  nothingForgotten: () => ['Every async function called so far is awaited by somebody.'],
  listed: (list) => say`${joined(list, '; ', `${list.more} more`)}.`,
  ended: () => ['The run is over.'],
  isBusy: (job, waiting) => say`Something is happening: ${job} is running, and nothing else can run until the stack is empty. Jobs that wait: ${waiting}.`,
  soon: (waiting) => say`The stack is empty, and ${several(waiting, 'job waits', 'jobs wait')}: the next step takes one.`,
  waitsForTimer: (where, time) => say`The loop sleeps until the next timer, in ${time}. It was set at ${where}.`,
  waitsForOperation: (what) => say`The loop waits for ${what}, which goes on in the background.`,
  waitsForHandle: () => ['The loop waits for something that may come from outside at any moment.'],
};

const korean: Replies = {
  goThere: '그 순간으로 가기',
  noLine: '줄을 알 수 없는 순간',
  host: '호스트',
  programText: '프로그램 본문',
  line: (file, line) => `${file} ${line}행`,
  program: () => ['아무도 아닙니다. 가장 먼저 실행되는 프로그램 자체입니다.'],
  byCode: (where, job) => say`${where}. ${job} 실행 중에 예약했습니다.`,
  byTimer: (where, delay, job) => say`${where}에서 맞춘 ${delay} 타이머. ${job} 실행 중에 맞췄습니다.`,
  byOperation: (what, where, job) => say`${where}에서 시작한 ${what} 작업. ${job} 실행 중에 시작했습니다.`,
  byInput: (what) => say`프로그램 안의 누구도 아닙니다. 누군가 입력 패드에서 ${what} 이벤트를 보냈습니다.`,
  byRequest: (name, isFrame, where, job) => say`${name}: ${where}에서 ${code(isFrame ? 'requestAnimationFrame' : 'requestIdleCallback')}에 넘겼습니다(${job} 실행 중)`,
  listens: (name, what, where, job) => say`${name}: ${where}에서 ${what} 이벤트의 리스너로 등록했습니다(${job} 실행 중)`,
  within: (job) => say`지금 실행되는 작업은 ${job}:`,
  waitsForFrame: (time) => say`다음 프레임을 기다립니다${time ? `(${time} 뒤)` : ''}. 그때 렌더링 태스크가 호출합니다.`,
  waitsForIdleTime: (time) => say`다른 할 일이 없는 순간을 기다립니다${time ? `(길어야 ${time})` : ''}.`,
  sleepsUntilFrame: (where, time) => say`${time} 뒤의 다음 프레임까지 이벤트 루프가 쉽니다. 요청한 곳: ${where}.`,
  hasRun: () => ['더 기다리지 않습니다. 이미 실행되었습니다.'],
  runs: () => ['기다리지 않습니다. 지금 실행 중입니다.'],
  wasDropped: () => ['기다리지 않습니다. 버려져서 실행되지 않습니다.'],
  notQueuedYet: () => ['아직 큐에 들어가지 않았습니다.'],
  waitsFor: (isBusy, microtasks, before) => {
    const what = [
      ...(isBusy ? ['콜 스택이 비기'] : []),
      ...(microtasks > 0 ? [`마이크로태스크 ${microtasks}개가 끝나기`] : []),
      ...(before > 0 ? [`같은 큐의 앞선 ${before}개가 끝나기`] : []),
    ];
    return [what.length === 0 ? '차례만 기다립니다. 바로 다음일 수 있습니다.' : `${what.join(', 그다음 ')}를 기다립니다.`];
  },
  isOver: () => ['더 기다리지 않습니다. 끝났습니다.'],
  outside: () => ['자바스크립트 바깥에서 무슨 일이 생기기를 기다립니다.'],
  waitsForTime: (time) => say`${time} 뒤의 시간을 기다립니다. 그때 콜백이 큐에 들어가고, 스택이 비기를 기다립니다.`,
  whyNext: (kind, name, others, where) => {
    const rest = others > 0 ? ` 뒤에 ${others}개가 더 기다립니다.` : '';
    if (kind === 'script') return ['프로그램 본문은 어떤 콜백보다도 먼저 실행됩니다.'];
    if (kind === 'task') return say`${name}: 태스크입니다. 스택이 비었고 마이크로태스크도 모두 끝났으므로, 이벤트 루프가 차례가 된 태스크를 꺼냈습니다. 큐에 넣은 곳: ${where}.${rest}`;
    if (kind === 'tick') return say`${name}: ${where}에서 ${code('process.nextTick')}으로 넣었습니다. 이 콜백들은 모든 프로미스보다 먼저입니다.${rest}`;
    return say`${name}: ${where}에서 큐에 넣은 마이크로태스크입니다. 스택이 빌 때마다, 다음 태스크보다 먼저 모든 마이크로태스크가 순서대로 실행됩니다.${rest}`;
  },
  nothingNext: () => ['더 실행할 것이 없습니다.'],
  nothingRuns: () => ['이 순간에는 아무것도 실행되고 있지 않고, 앞으로 실행될 것도 없습니다.'],
  ofNext: (name) => say`지금은 아무것도 실행되고 있지 않습니다. 다음은 ${name}입니다.`,
  notBegun: () => ['아직 실행이 시작되지 않았습니다.'],
  cameFrom: (where) => say`그 시작: ${where}.`,
  noPromise: () => ['프로미스의 반응이 아닙니다.'],
  settled: (promise, state, where, job) => say`프로미스 p${promise} ${state === 1 ? '이행' : '거부'}: ${where}. ${job} 실행 중이었습니다.`,
  neverWritten: (name) => say`${name}: 아직 값이 쓰이지 않았습니다.`,
  onlyDeclared: (name, where) => say`${name}: ${where}에서 선언만 되었고 초기화 전입니다. 지금 읽으면 예외가 납니다(TDZ).`,
  deleted: (name, where) => say`${name}: ${where}에서 삭제되었습니다. 더는 변수가 아닙니다.`,
  written: (name, value, where, before) =>
    before.parts.length === 0 ? say`${name}의 값: ${value}, 쓰인 곳: ${where}.` : say`${name}의 값: ${value}, 쓰인 곳: ${where}. 그 전의 값: ${joined(before, ' ← ', `${before.more}개 더`)}.`,
  call: (call, where, turn, job) => say`${call}, ${where}, 턴 ${turn}, ${job} 실행 중`,
  called: (name, count, calls) => (count === 0 ? say`${name} 함수는 한 번도 호출되지 않습니다.` : say`${name} 함수는 실행 전체에서 ${count}번 호출됩니다: ${joined(calls, '; ', `${calls.more}번 더`)}.`),
  goesOn: '여기서 이어집니다',
  neverGoesOn: '이 실행에서는 다시 이어지지 않습니다',
  neverSettled: '실행이 끝날 때까지 아무도 이 프로미스를 처리하지 않으므로 다시 이어지지 않습니다',
  stands: (name, where, promise, until) => (promise === 0 ? say`${name}: ${where}의 await에서 기다립니다. ${until}` : say`${name}: ${where}의 await에서 프로미스 p${promise}을(를) 기다립니다. ${until}`),
  nobodyAwaits: () => ['지금 await에서 기다리는 함수는 없습니다.'],
  forgotten: (name, where, outcome) => say`${name}, 호출한 곳: ${where}${outcome === 2 ? ', 이 프로미스는 거부됩니다' : ''}`,
  nothingForgotten: () => ['지금까지 호출된 비동기 함수는 모두 누군가가 기다립니다.'],
  listed: (list) => say`${joined(list, '; ', `${list.more}개 더`)}.`,
  ended: () => ['실행이 끝났습니다.'],
  isBusy: (job, waiting) => say`일어나는 일이 있습니다: ${job} 실행 중이며, 스택이 빌 때까지 다른 것은 실행될 수 없습니다. 기다리는 작업: ${waiting}개.`,
  soon: (waiting) => say`스택이 비었고 작업 ${waiting}개가 기다립니다. 다음 단계에서 하나를 꺼냅니다.`,
  waitsForTimer: (where, time) => say`${time} 뒤의 다음 타이머까지 이벤트 루프가 쉽니다. 타이머를 맞춘 곳: ${where}.`,
  waitsForOperation: (what) => say`백그라운드에서 진행 중인 ${what} 작업을 기다립니다.`,
  waitsForHandle: () => ['언제든 바깥에서 올 수 있는 일을 기다립니다.'],
};

export const replies: Record<Language, Replies> = { en: english, ko: korean };

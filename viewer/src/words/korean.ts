import type { JobFacts, LeftFacts, Narrator } from './facts';
import { complaintText } from './complaints';
import { code, go, say, type Sentence } from './sentence';
import { inKorean } from './task_sources';

const by = ({ line }: JobFacts): Sentence => (line ? say` (${go(line.at, `${line.number}행`)}에서 넣음)` : []);
const popped = (isEmpty: boolean): Sentence => (isEmpty ? ['이제 콜 스택이 비었습니다.'] : []);

const reactions = (job: JobFacts): Sentence => {
  if (job.sort === 3 || job.sort === 4) return say`${job.name} 함수의 await 다음 부분`;
  if (job.sort === 5) return say`thenable의 ${code('then')} 호출`;
  if (job.promise !== 0 && job.isBuiltIn) return say`프로미스 p${job.promise}에 대한 내장 반응`;
  if (job.promise !== 0) return say`프로미스 p${job.promise}의 반응 ${job.name}`;
  return [job.name];
};

const awaited = { timer: '다음 타이머까지', frame: '다음 프레임까지', 'idle time': '유휴 시간을 기다리는 콜백의 기한까지', nothing: '길어야' };

function kept({ timers, operations, others }: LeftFacts): string {
  const all = Object.entries({ 타이머: timers, 작업: operations, '그 밖의 것': others }).filter(([, count]) => count > 0);
  if (all.length === 0) return '백그라운드에도 아무것도 없습니다';
  return `백그라운드에 남은 것은 실행을 붙잡지 않습니다(${all.map(([name, count]) => `${name} ${count}개`).join(', ')})`;
}

export const korean: Narrator = {
  hostName: inKorean,
  hostJob: (isMicrotask) => (isMicrotask ? '내장 반응' : '호스트의 태스크'),
  before: () => ['아직 아무것도 실행되지 않았습니다. 오른쪽 화살표를 누르세요. 한 번에 한 단계씩 나아갑니다.'],
  reads: (file) => say`아무것도 실행되기 전에 ${code(file)}의 텍스트를 읽습니다.`,
  unparsed: (file, line, message) => say`${code(file)}의 텍스트를 자바스크립트로 읽을 수 없으므로 아무것도 실행되지 않습니다. ${line}행: ${message}`,
  text: (file) => say`프로그램이 시작됩니다. ${code(file)} 본문이 가장 먼저 콜 스택에 올라갑니다.`,
  task: (job) =>
    say`스택이 비었고 기다리는 마이크로태스크도 없으므로, 이벤트 루프가 ${job.source} 큐에서 태스크 하나를 꺼냅니다: ${job.name}${by(job)}.`,
  microtask: (job) =>
    job.isFirst
      ? say`스택이 비었으므로, 이벤트 루프는 다른 무엇보다 먼저 마이크로태스크를 모두 비웁니다. 첫 번째: ${reactions(job)}${by(job)}.`
      : say`마이크로태스크가 더 있습니다. 다음 태스크보다 모두 먼저 실행됩니다: ${reactions(job)}${by(job)}.`,
  tick: (job) => say`스택이 비었습니다. ${code('process.nextTick')} 콜백은 프로미스보다 먼저입니다: ${job.name}${by(job)}.`,
  builtin: (c) => say`${c.call} 호출. 내장 함수도 실행되는 동안 스택에 올라갑니다.`,
  enter: (c) => say`${c.call} 호출: 실행 컨텍스트가 스택 맨 위에 올라갑니다.`,
  construct: (c) => say`${c.call}: 새 객체를 만들기 위해 생성자가 스택 맨 위에 올라갑니다.`,
  resume: (c) => say`${c.name}: 멈췄던 곳에서 다시 이어집니다. 컨텍스트가 스택으로 돌아옵니다.`,
  textEnds: (file, empty) => say`${code(file)} 본문이 끝까지 실행되어 스택에서 내려옵니다. ${popped(empty)}`,
  returns: (name, value, empty) => say`${name}: 값 ${value} 반환 후 스택에서 내려옵니다. ${popped(empty)}`,
  throws: (name, value, empty) => say`${name}: 예외 ${value} 처리하지 않음. 컨텍스트가 스택에서 내려오고, 예외는 호출한 쪽으로 넘어갑니다. ${popped(empty)}`,
  terminated: (name, empty) => say`실행이 강제로 끝나는 중이며 아무도 잡을 수 없습니다: ${name} 컨텍스트가 스택에서 내려옵니다. ${popped(empty)}`,
  awaits: (name, empty) => say`${name}: await에서 멈춥니다. 컨텍스트는 스택을 떠나 기다리고, 호출한 쪽이 계속됩니다. ${popped(empty)}`,
  yields: (name, value) => say`${name}: 값 ${value} 내보냄(yield). 다음 값을 요청받을 때까지 컨텍스트가 스택을 떠납니다.`,
  statement: (line, snippet) => say`다음은 ${line}행입니다: ${snippet}`,
  called: (snippet, value) => say`${snippet} 끝. 돌려받은 값: ${value}`,
  evaluated: (snippet, value) => say`${snippet}의 값: ${value}`,
  binding: (name, value, isFirst) => (isFirst ? say`변수 ${name}의 첫 값: ${value}` : say`변수 ${name}의 새 값: ${value}`),
  thrown: (value) => say`예외가 던져집니다: ${value}. 누군가 잡을 때까지 스택을 거슬러 올라갑니다.`,
  caught: (value) => say`${code('catch')} 블록이 예외를 받습니다: ${value}.`,
  inputQueued: (type) =>
    say`누군가 입력 패드에서 ${code(type)} 이벤트를 보냈습니다. 태스크가 사용자 상호작용 큐에 들어갑니다. 다른 태스크처럼 스택이 비고, 마이크로태스크가 모두 끝나고, 차례가 와야 실행됩니다.`,
  taskQueued: (job) => say`태스크가 ${job.source} 큐에 들어갑니다: ${job.name}. 스택이 비고, 마이크로태스크가 모두 끝나고, 차례가 와야 실행됩니다.`,
  microtaskQueued: (job, state) =>
    job.sort === 3 || job.sort === 4
      ? say`${job.name} 함수가 await로 기다리던 것이 ${job.sort === 3 ? '준비되었습니다' : '거부되었습니다'}. 그래서 함수의 나머지가 마이크로태스크 큐에 들어갑니다. 스택이 비는 대로, 어떤 태스크보다도 먼저 실행됩니다.`
      : state === 0
      ? say`${job.name}: 마이크로태스크 큐에 들어갑니다. 스택이 비는 대로, 어떤 태스크보다도 먼저 실행됩니다.`
      : say`프로미스 p${job.promise} ${state === 1 ? '이행됨' : '거부됨'}. 그래서 ${job.name} 콜백이 마이크로태스크 큐에 들어갑니다. 스택이 비는 대로, 어떤 태스크보다도 먼저 실행됩니다.`,
  tickQueued: (job) => say`${job.name}: ${code('process.nextTick')} 큐에 들어갑니다. 이 큐는 마이크로태스크보다 먼저 비워집니다.`,
  dropped: (job) => say`${job.name}: 큐에서 빠졌고 실행되지 않습니다.`,
  jobEnded: () => ['끝났습니다. 콜 스택이 비었습니다.'],
  timerSet: (t) =>
    say`백그라운드에서 타이머가 시작됩니다: ${t.repeats ? '매번 ' : ''}빨라야 ${t.delay}${t.asked ? `(여기서는 ${t.asked} 대신)` : ''} 뒤에 ${t.name} 콜백이 큐에 들어갈 수 있습니다. 자바스크립트는 기다리지 않습니다.`,
  timerDue: (t) =>
    t.isAtOnce
      ? say`${t.delay} 타이머는 기다릴 시간이 없으므로 ${t.name} 콜백이 곧바로 타이머 태스크 큐에 들어갑니다. 그래도 스택이 비고 마이크로태스크가 모두 끝나기를 기다려야 합니다.`
      : say`타이머의 시간이 되었습니다: ${t.name} 콜백이 타이머 태스크 큐로 옮겨 갑니다. 아직 스택이 비고 마이크로태스크가 모두 끝나기를 기다려야 합니다.`,
  timerReferenced: (t, keepsAlive) =>
    keepsAlive ? say`실행이 다시 ${t.name} 타이머를 기다립니다.` : say`실행이 더는 ${t.name} 타이머를 기다리지 않습니다. 다른 것이 남아 있지 않으면 끝납니다.`,
  timerCleared: (t) => say`${t.name} 타이머가 취소되었습니다. 실행되지 않습니다.`,
  operationBegun: (what) => say`${code(what)} 작업이 백그라운드에서 시작됩니다. 그동안 자바스크립트는 계속 실행됩니다.`,
  operationDone: (what) => say`${code(what)} 작업이 백그라운드에서 끝났습니다. 콜백이 태스크 큐에 들어갑니다.`,
  operationCancelled: (what) => say`${code(what)} 작업이 취소되었습니다.`,
  handleOpened: (what) => say`이제부터 ${code(what)} 쪽에서 언제든 태스크가 생길 수 있습니다.`,
  handleClosed: (what) => say`${code(what)} 닫힘: 더는 태스크가 생기지 않습니다.`,
  requested: ({ name, isFrame, left }) =>
    isFrame
      ? say`${name} 콜백이 백그라운드에서 다음 프레임을 기다립니다${left ? `(${left} 뒤)` : ''}. 페이지를 그리기 직전에 렌더링 태스크가 호출합니다. 자바스크립트는 기다리지 않습니다.`
      : say`${name} 콜백이 백그라운드에서 유휴 시간을 기다립니다. 다른 할 일이 없을 때${left ? `, 늦어도 ${left} 뒤에` : ''} 호출됩니다. 자바스크립트는 기다리지 않습니다.`,
  requestCancelled: ({ name }) => say`${name} 콜백이 취소되었습니다. 호출되지 않습니다.`,
  output: (method, text) => say`${method} 출력: ${text}`,
  thrownAt: (where) => say` 던진 곳: ${where}.`,
  uncaught: (sort, text) =>
    sort === 1
      ? say`아무도 예외를 잡지 않아 보고됩니다: ${text}`
      : sort === 2
        ? say`아무도 거부를 처리하지 않아 보고됩니다: ${text}`
        : say`거부가 뒤늦게 처리되었습니다: ${text}`,
  callback: (what, name, added) =>
    what ? say`이벤트 ${code(what)} 발생: ${name} 호출.${added ? say` 리스너를 등록한 곳: ${go(added.at, `${added.number}행`)}.` : []}` : say`${name} 호출.`,
  waits: (wait) =>
    wait === undefined
      ? ['지금은 실행할 것이 없습니다. 백그라운드에서 무슨 일이 생길 때까지 이벤트 루프가 기다립니다.']
      : say`지금은 실행할 것이 없습니다. ${awaited[wait.what]} ${wait.time} 동안 이벤트 루프가 쉽니다.`,
  ends: (status, why, left) =>
    why
      ? say`실행이 끝납니다: ${why}. 종료 상태 ${status}.`
      : say`스택도 큐도 비었고 ${kept(left)}. 실행이 상태 ${status}(으)로 끝납니다.`,
  stillAwait: (names) => say` 그런데 await에서 끝내 돌아오지 못한 함수가 있습니다: ${names}. 기다리던 것을 아무도 처리하지 않았습니다.`,
  cut: (missing) =>
    missing.kind === 'killed'
      ? ['기록이 여기서 끝납니다. 프로그램이 강제로 종료되어, 그 뒤에 한 일은 남아 있지 않습니다.']
      : missing.kind === 'unlike'
        ? say`다시 실행한 것이 여기서 끝나고, 기록과 다릅니다(${missing.why}). 보이는 것이 실제로 실행된 것이 아닐 수 있습니다.`
        : say`기록이 여기서 끝납니다: ${complaintText(missing.why, 'ko')}.`,
};

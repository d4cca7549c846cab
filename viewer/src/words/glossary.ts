// Folk terms beside the standards' own, with what really happens.

import type { Language } from './narrate';

export interface Entry {
  readonly term: string;
  readonly says: string;
  readonly example?: string;
}

const examples = {
  microtask: "Promise.resolve().then(() => console.log('first'));\nsetTimeout(() => console.log('second'));",
  frame: "requestAnimationFrame((time) => console.log('part of a rendering task', time));",
  tick: "Promise.resolve().then(() => console.log('second'));\nprocess.nextTick(() => console.log('first'));",
  zero: 'let depth = 0;\nconst again = () => { if (++depth < 10) setTimeout(again, 0); };\nagain();  // 4 ms apart only from the sixth level on, on pages',
  timer: "setTimeout(() => console.log('late'), 10);\nwhile (performance.now() < 1000);  // the deadline passes, the stack is not empty",
  dead: 'console.log(x);  // ReferenceError: x is there, and not initialised\nlet x = 1;',
  closure: "function counter() {\n  let count = 0;\n  return () => ++count;  // count: a binding of counter's environment\n}\nconst next = counter();\nconsole.log(next(), next());  // 1 2",
  variable: "function f() {\n  { var a = 1; let b = 2; }\n  console.log(a);  // 1: a is in f's VariableEnvironment, b was in the block's\n}\nf();",
  await: "async function f() { await null; console.log('second'); }\nf();\nconsole.log('first');",
};

const english: readonly Entry[] = [
  { term: 'call stack', says: 'The execution contexts of all calls that have begun and not ended, the newest on top. Built-in functions are on it, too. There is one for each agent.' },
  { term: 'execution context', says: 'What the engine keeps for code that runs: its function, its LexicalEnvironment and VariableEnvironment, where it is. The running one is on top of the call stack.' },
  { term: 'Environment Record', says: 'Names and their bindings. Each has an outer one ([[OuterEnv]]), up to the global one. Blocks and catch have Declarative ones, calls Function ones, modules Module ones, with Object ones; scripts share the Global one.' },
  { term: 'LexicalEnvironment, VariableEnvironment', says: 'Both are Environment Records of a context. Names are looked up from its LexicalEnvironment outwards, which is a new one in each block. var makes its bindings in its VariableEnvironment, that of the whole function, script or module.', example: examples.variable },
  { term: 'closure, capture', says: 'A function keeps the environment that it was made in, and with it the bindings around it that it mentions: it captures them. The bindings, not their values: what is assigned later is seen.', example: examples.closure },
  { term: 'event loop', says: 'When the stack is empty it empties the microtask queue, takes one task, lets the page render if it is time, and begins again.' },
  { term: 'task (“macrotask”)', says: 'What the loop takes one of: a timer’s callback, an event, a message. “Macrotask” is folklore: the standard says task, and it has not one queue but one for each source, each first in, first out.' },
  { term: 'microtask', says: 'Reactions of promises, queueMicrotask, MutationObserver. All of them run, in their order, whenever the stack becomes empty, before any other task.', example: examples.microtask },
  { term: 'requestAnimationFrame', says: 'No queue of tasks: a list of callbacks that are called as one part of a rendering task, just before the page is painted.', example: examples.frame },
  { term: 'process.nextTick', says: 'Node’s own, and neither task nor microtask: a queue of its own, which is emptied before that of promises.', example: examples.tick },
  { term: 'setTimeout(f, 0)', says: '“It really is 4 ms” is true only beyond five levels of nesting. Before that it is 0 ms in pages and 1 ms in Node, and then as long as the stack takes to become empty.', example: examples.zero },
  { term: 'timer thread', says: 'The thread is the host’s business. What waits is a deadline; when it has passed, a task is queued. Nothing promises to be punctual.', example: examples.timer },
  { term: 'blocking', says: 'A function that does not return keeps the stack full: no task, no microtask and no frame can run until it does.' },
  { term: 'temporal dead zone', says: 'let, const and class make their binding when their block begins, and give it a value where they stand. In between, reading it throws.', example: examples.dead },
  { term: 'hoisting', says: 'Nothing moves. All declarations of a function or block are made before its first statement runs: var with undefined, functions with their value, let and const without one.' },
  { term: 'await', says: 'The rest of the function becomes a reaction of a promise. Its context leaves the stack, the caller goes on, and a microtask brings it back.', example: examples.await },
];

const korean: readonly Entry[] = [
  { term: '콜 스택', says: '시작되어 아직 끝나지 않은 모든 호출의 실행 컨텍스트입니다. 가장 새것이 맨 위에 있습니다. 내장 함수도 올라갑니다. 에이전트마다 하나씩 있습니다.' },
  { term: '실행 컨텍스트', says: '실행 중인 코드를 위해 엔진이 지니는 것: 그 함수, LexicalEnvironment와 VariableEnvironment, 어디까지 왔는지. 지금 실행 중인 것이 콜 스택의 맨 위에 있습니다.' },
  { term: '환경 레코드(Environment Record)', says: '이름과 그 바인딩입니다. 저마다 바깥 레코드([[OuterEnv]])가 있어 전역 레코드까지 이어집니다. 블록과 catch는 선언적(Declarative), 호출은 함수(Function), 모듈은 모듈(Module), with는 객체(Object) 환경 레코드를 만들고, 스크립트들은 전역(Global) 환경 레코드를 함께 씁니다.' },
  { term: 'LexicalEnvironment, VariableEnvironment', says: '둘 다 컨텍스트의 환경 레코드입니다. 이름은 LexicalEnvironment에서 바깥으로 찾으며, 블록마다 새것이 생깁니다. var는 함수나 스크립트, 모듈 전체의 것인 VariableEnvironment에 바인딩을 만듭니다.', example: examples.variable },
  { term: '클로저, 캡처', says: '함수는 자신이 만들어진 환경을, 그리고 그 안에서 자신이 언급하는 바깥 바인딩을 지닙니다. 이것이 캡처입니다. 값이 아니라 바인딩을 지니므로, 나중에 대입한 값도 보입니다.', example: examples.closure },
  { term: '이벤트 루프', says: '스택이 비면 마이크로태스크 큐를 비우고, 태스크 하나를 꺼내고, 때가 되었으면 페이지를 그리게 하고, 다시 시작합니다.' },
  { term: '태스크(“매크로태스크”)', says: '이벤트 루프가 하나씩 꺼내는 것: 타이머 콜백, 이벤트, 메시지. “매크로태스크”는 통속적인 말이고 표준 용어는 태스크입니다. 큐는 하나가 아니라 소스마다 하나이며, 각각 먼저 들어온 것이 먼저 나갑니다.' },
  { term: '마이크로태스크', says: '프로미스의 반응, queueMicrotask, MutationObserver. 스택이 빌 때마다, 다른 태스크보다 먼저, 모두 순서대로 실행됩니다.', example: examples.microtask },
  { term: 'requestAnimationFrame', says: '태스크 큐가 아닙니다. 페이지를 그리기 직전, 렌더링 태스크의 한 부분으로 호출되는 콜백 목록입니다.', example: examples.frame },
  { term: 'process.nextTick', says: 'Node만의 것으로, 태스크도 마이크로태스크도 아닙니다. 프로미스 큐보다 먼저 비워지는 별도의 큐입니다.', example: examples.tick },
  { term: 'setTimeout(f, 0)', says: '“사실은 4ms”라는 말은 다섯 단계보다 깊이 중첩될 때만 맞습니다. 그 전에는 페이지에서 0ms, Node에서 1ms이고, 거기에 스택이 비기까지의 시간이 더해집니다.', example: examples.zero },
  { term: '타이머 스레드', says: '스레드는 호스트의 사정입니다. 기다리는 것은 마감 시각이고, 그때가 지나면 태스크가 큐에 들어갑니다. 정확한 시각은 아무도 약속하지 않습니다.', example: examples.timer },
  { term: '블로킹', says: '반환하지 않는 함수는 스택을 차지합니다. 그동안 태스크도 마이크로태스크도 화면 갱신도 실행될 수 없습니다.' },
  { term: '일시적 사각지대(TDZ)', says: 'let, const, class는 블록이 시작될 때 바인딩을 만들고, 적힌 자리에서 값을 줍니다. 그 사이에 읽으면 예외가 납니다.', example: examples.dead },
  { term: '호이스팅', says: '아무것도 옮겨지지 않습니다. 함수나 블록의 모든 선언은 첫 문이 실행되기 전에 만들어집니다. var는 undefined로, 함수는 그 값으로, let과 const는 값 없이.' },
  { term: 'await', says: '함수의 나머지가 프로미스의 반응이 됩니다. 컨텍스트가 스택을 떠나고 호출한 쪽이 계속되며, 마이크로태스크가 그것을 다시 데려옵니다.', example: examples.await },
];

export const glossary: Record<Language, readonly Entry[]> = { en: english, ko: korean };

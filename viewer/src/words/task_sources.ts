// What the host's things are called: sources of tasks (loop/task_sources.def), and what waits in the background. In English as the
// standards and the trace have it.

const korean: Readonly<Record<string, string>> = {
  timer: '타이머',
  'dom manipulation': 'DOM 조작',
  'posted message': '전달된 메시지',
  immediate: 'setImmediate',
  rendering: '렌더링',
  'idle-task': '유휴 시간',
  'file reading': '파일 읽기',
  'performance timeline': '성능 타임라인',
  'port closing': '포트 닫기',
  signal: '시그널',
  'user interaction': '사용자 상호작용',
  'JavaScript engine': '자바스크립트 엔진',
  'owed drain': '밀린 큐 비우기',
  'animation frame': '애니메이션 프레임',
  'idle callback': '유휴 콜백',
  port: '포트',
  'input pad': '입력 패드',
};

export function inKorean(name: string): string {
  return korean[name] ?? name;
}

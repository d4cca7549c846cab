// title: Aborting
// title (ko): 중단하기
// question: abort() is called while sleep is waiting. Who is told, in which order, and what becomes of the timer?
// question (ko): sleep이 기다리는 동안 abort()가 불립니다. 누가 어떤 순서로 알게 되고, 타이머는 어떻게 될까요?
// prints: asleep
// prints: abort begins
// prints: the timer is cleared
// prints: abort is over
// prints: woken by AbortError

function sleep(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      console.log('the timer is cleared');
      reject(signal.reason);
    });
  });
}

const controller = new AbortController();
sleep(60_000, controller.signal).catch((reason) => console.log('woken by', reason.name));
console.log('asleep');

setTimeout(() => {
  console.log('abort begins');
  controller.abort();
  console.log('abort is over');
}, 10);

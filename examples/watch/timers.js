// title: Timers
// title (ko): 타이머
// question: Four timers are set. In which order do they go off, and which of them never does?
// question (ko): 타이머 네 개가 걸립니다. 어떤 순서로 울리고, 끝내 울리지 않는 것은 무엇일까요?
// prints: set
// prints: A clears C
// prints: B
// prints: tick 1
// prints: tick 2

const c = setTimeout(() => console.log('C'), 30);
setTimeout(() => console.log('B'), 20);
setTimeout(() => {
  console.log('A clears C');
  clearTimeout(c);
}, 10);

let ticks = 0;
const clock = setInterval(() => {
  ticks += 1;
  console.log('tick', ticks);
  if (ticks === 2) clearInterval(clock);
}, 50);

console.log('set');

// title: Timers
// title (ko): 타이머
// question: Three timers are set. In which order do they go off, and what does clearTimeout change?
// question (ko): 타이머가 세 개 걸립니다. 어떤 순서로 울리고, clearTimeout은 무엇을 바꿀까요?
// prints: set
// prints: A after 10 ms
// prints: tick 1
// prints: tick 2

setTimeout(() => console.log('B after 60 ms'), 60).unref();
setTimeout(() => console.log('A after 10 ms'), 10);

let ticks = 0;
const clock = setInterval(() => {
  ticks += 1;
  console.log('tick', ticks);
  if (ticks === 2) clearInterval(clock);
}, 15);

console.log('set');

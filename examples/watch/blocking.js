// title: A busy wait blocks the loop
// title (ko): 바쁜 대기는 이벤트 루프를 막습니다
// question: The timer asks for 10 ms. Why does it go off only after more than 150 ms?
// question (ko): 타이머는 10 ms를 부탁했습니다. 왜 150 ms가 넘어서야 울릴까요?
// prints: busy
// prints: done
// prints: late by more than 100 ms: true

const start = performance.now();

setTimeout(() => {
  const late = performance.now() - start - 10;
  console.log('late by more than 100 ms:', late > 100);
}, 10);

console.log('busy');
while (performance.now() - start < 150);
console.log('done');

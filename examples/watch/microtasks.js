// title: Microtasks before tasks
// title (ko): 태스크보다 먼저인 마이크로태스크
// question: The timer is set first, with 0 ms. Why is it the last that prints?
// question (ko): 타이머를 가장 먼저, 0 ms로 걸었습니다. 그런데 왜 가장 나중에 출력될까요?
// prints: A
// prints: D
// prints: C
// prints: B

console.log('A');
setTimeout(() => console.log('B'), 0);
Promise.resolve().then(() => console.log('C'));
console.log('D');

// title: await under the hood
// title (ko): await의 속사정
// question: What does await do with the rest of the function, and why is "F" the last?
// question (ko): await는 함수의 나머지를 어떻게 할까요? 그리고 왜 "F"가 마지막일까요?
// prints: A
// prints: B
// prints: C
// prints: D
// prints: E
// prints: F

async function work() {
  console.log('B');
  const value = await 'D';
  console.log(value);
  return 'F';
}

console.log('A');
const promise = work();
promise.then((value) => console.log(value));
Promise.resolve().then(() => console.log('E'));
console.log('C');

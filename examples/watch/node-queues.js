// title: nextTick, promises, setImmediate
// title (ko): nextTick, 프로미스, setImmediate
// question: Four callbacks from four places of Node. Which queue is each in, and when is it emptied?
// question (ko): Node의 네 곳에서 온 콜백 네 개입니다. 각각 어느 큐에 있고, 그 큐는 언제 비워질까요?
// prints: main script
// prints: nextTick
// prints: nextTick from a nextTick
// prints: promise
// prints: setImmediate

setImmediate(() => console.log('setImmediate'));
Promise.resolve().then(() => console.log('promise'));
process.nextTick(() => {
  console.log('nextTick');
  process.nextTick(() => console.log('nextTick from a nextTick'));
});
console.log('main script');

// title: An unhandled rejection
// title (ko): 처리되지 않은 거부
// question: Both promises are rejected, and both are handled. Why is one of them told as unhandled all the same?
// question (ko): 프로미스 두 개가 거부되고, 둘 다 처리됩니다. 그런데 왜 하나는 처리되지 않았다고 할까요?
// prints: first: in time
// prints: nobody handled: second

process.on('unhandledRejection', (reason) => {
  console.log('nobody handled:', reason.message);
});

const first = Promise.reject(new Error('in time'));
const second = Promise.reject(new Error('second'));

queueMicrotask(() => {
  first.catch((error) => console.log('first:', error.message));
});
setTimeout(() => {
  second.catch(() => {});
}, 0);

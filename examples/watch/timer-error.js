// title: An error in a timer
// title (ko): 타이머 안의 오류
// question: try … catch stands around setTimeout. Why does it not catch the error?
// question (ko): setTimeout을 try … catch로 감쌌습니다. 왜 오류를 잡지 못할까요?
// exit status: 1
// prints: the timer is set
// prints: the error is thrown now

function later() {
  console.log('the error is thrown now');
  throw new Error('nobody is left to catch me');
}

try {
  setTimeout(later, 10);
  console.log('the timer is set');
} catch (error) {
  console.log('caught:', error.message);
}

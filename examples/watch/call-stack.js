// title: The call stack
// title (ko): 콜 스택
// question: Which functions are on the stack while "in the middle" is printed?
// question (ko): "in the middle"이 출력되는 동안 콜 스택에는 어떤 함수들이 있을까요?
// prints: outer begins
// prints: in the middle
// prints: outer goes on with 9

function square(n) {
  console.log('in the middle');
  return n * n;
}

function outer() {
  console.log('outer begins');
  const result = square(3);
  console.log('outer goes on with', result);
}

outer();

// title: Closures and variables
// title (ko): 클로저와 변수
// question: makeCounter has returned. Where does count live now, and do both counters share it?
// question (ko): makeCounter는 이미 끝났습니다. count는 지금 어디에 있고, 두 카운터가 함께 쓸까요?
// prints: 1 2
// prints: 1

function makeCounter() {
  let count = 0;
  return () => {
    count += 1;
    return count;
  };
}

const apples = makeCounter();
const pears = makeCounter();
console.log(apples(), apples());
console.log(pears());

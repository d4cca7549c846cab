// title: Clicks on a busy program
// title (ko): 바쁜 프로그램에 클릭하기
// question: Click several times at the input pad while a click is being worked on. Where do the clicks wait?
// question (ko): 클릭 하나를 처리하는 동안 입력 패드에서 여러 번 더 클릭해 보세요. 클릭들은 어디에서 기다릴까요?
// input: keeps running
// prints: ready

class Button extends EventTarget {}
const button = new Button();
let clicks = 0;

button.addEventListener('click', () => {
  clicks += 1;
  const start = performance.now();
  while (performance.now() - start < 2000);
  console.log('click', clicks, 'is done');
});

button.addEventListener('keydown', (event) => {
  console.log('key', event.key);
});

console.log('ready');

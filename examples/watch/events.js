// title: Events and listeners
// title (ko): 이벤트와 리스너
// question: Is a listener called at once, or later? In which order, and with which event?
// question (ko): 리스너는 바로 불릴까요, 나중에 불릴까요? 어떤 순서로, 어떤 이벤트와 함께 불릴까요?
// prints: before
// prints: first listener: greet
// prints: once, and never again
// prints: between
// prints: first listener: greet
// prints: after

const button = new EventTarget();

button.addEventListener('greet', (event) => {
  console.log('first listener:', event.type);
});
button.addEventListener('greet', () => console.log('once, and never again'), { once: true });

console.log('before');
button.dispatchEvent(new Event('greet'));
console.log('between');
button.dispatchEvent(new Event('greet'));
console.log('after');

// title: Animation frames
// title (ko): 애니메이션 프레임
// question: Both callbacks ask for the next frame. Do they run in one task, and with the same time?
// question (ko): 두 콜백이 다음 프레임을 부탁합니다. 한 태스크에서, 같은 시각으로 실행될까요?
// profile: web
// prints: requested
// prints: draw the sky
// prints: a microtask between the callbacks
// prints: draw the sun
// prints: the same time: true

let skyTime;

requestAnimationFrame((time) => {
  skyTime = time;
  console.log('draw the sky');
  queueMicrotask(() => console.log('a microtask between the callbacks'));
});
requestAnimationFrame((time) => {
  console.log('draw the sun');
  console.log('the same time:', time === skyTime);
});
console.log('requested');

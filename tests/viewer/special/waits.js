const button = new EventTarget();
button.addEventListener('press', function pressed() { console.log('pressed'); });
requestAnimationFrame(function draw() {
  button.dispatchEvent(new Event('press'));
});

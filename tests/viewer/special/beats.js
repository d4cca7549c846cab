let beats = 0;
const beat = setInterval(function tick() {
  if (++beats < 60) return;
  clearInterval(beat);
}, 1);

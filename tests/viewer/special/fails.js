setTimeout(function later() {
  throw new Error('nobody catches it');
}, 1);

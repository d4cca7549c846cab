let depth = 0;
function nest() {
  depth++;
  console.log('depth', depth);
  if (depth < 7) setTimeout(nest, 0);
}
setTimeout(nest, 0);
setTimeout(function late() { console.log('late'); }, 6);
let left = 3;
const interval = setInterval(function every() {
  if (--left === 0) clearInterval(interval);
}, 2);
const queued = setTimeout(function cleared() { console.log('never'); }, 0);
clearTimeout(queued);

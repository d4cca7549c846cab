// More than fits into a window, and then a line that is looked for.
let text = '';
for (let i = 0; i < 150000; i++) {
  text = 'x'.repeat(500) + i;
}
setTimeout(() => {
  console.log(text.length);
}, 1);

// The same names in several places, and what built-in functions change.
const sold = [];
const waiting = new Map([['a', 1]]);
function sell(seat) {
  const left = waiting.size;
  sold.push(seat);
  waiting.delete(seat);
  return left;
}
for (const left of ['a', 'b']) sell(left);
console.log(sold.length);

// Searching for long words in texts of few letters, forwards and backwards, beside the simplest way to do it.
// modes: plain
let state = 12345;
function below(limit) {
  state = (state * 1103515245 + 12345) % 2147483648;
  return Math.floor(state / 65536) % limit;
}
function text_of(length, letters) {
  let text = '';
  while (text.length < length) text += letters[below(letters.length)];
  return text;
}
function first_place(text, word, from) {
  for (let i = from; i + word.length <= text.length; i++) {
    let length = 0;
    while (length < word.length && text[i + length] === word[length]) length++;
    if (length === word.length) return i;
  }
  return -1;
}
function last_place(text, word, from) {
  for (let i = Math.min(from, text.length - word.length); i >= 0; i--) {
    let length = 0;
    while (length < word.length && text[i + length] === word[length]) length++;
    if (length === word.length) return i;
  }
  return -1;
}

const counts = { found: 0, missing: 0, wrong: 0 };
function compare(text, word) {
  const from = below(3) === 0 ? below(text.length) : 0;
  const back = below(3) === 0 ? below(text.length) : text.length;
  const first = text.indexOf(word, from);
  const last = text.lastIndexOf(word, back);
  counts[first >= 0 ? 'found' : 'missing']++;
  if (first !== first_place(text, word, from) || last !== last_place(text, word, back)) counts.wrong++;
  if (text.includes(word, from) !== first >= 0) counts.wrong++;
}

// Words and texts that are made of repeated parts, so that much of a word matches before it does not.
for (let i = 0; i < 120; i++) {
  const letters = ['ab', 'aab', 'a\u{17f}', '\u{17f}\u{180}'][i % 4];
  const part = text_of(1 + below(6), letters);
  const word_length = 40 + below(400);
  let word = part.repeat(word_length / part.length + 1).slice(below(part.length), word_length);
  if (i % 3 === 0) word = word.slice(0, word.length / 2) + letters[0] + word.slice(word.length / 2);
  if (i % 5 === 0) word += letters[letters.length - 1];
  let text = '';
  while (text.length < 6000) {
    const cut = below(word.length);
    text += [part, part.repeat(20), word.slice(0, cut), word.slice(cut), text_of(3, letters)][below(5)];
    if (below(40) === 0) text += word;
  }
  compare(text, word);
}
console.log(JSON.stringify({ wrong: counts.wrong, tried: counts.found + counts.missing }));
console.log(counts.found > 5, counts.missing > 5);

// What would take hours if each place were compared from the start.
const many = 'a'.repeat(4e5);
console.log(many.indexOf('a'.repeat(2e5) + 'b'), many.lastIndexOf('b' + 'a'.repeat(2e5)));
console.log(many.includes('a'.repeat(1e5) + 'b' + 'a'.repeat(1e5)));
console.log(('ab'.repeat(2e5) + 'c').indexOf('ab'.repeat(1e5) + 'c'));
console.log(('c' + 'ba'.repeat(2e5)).lastIndexOf('c' + 'ba'.repeat(1e5)));
console.log('ab'.repeat(2e5).replaceAll('ab'.repeat(6e4) + 'c', '').length);

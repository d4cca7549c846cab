// Text: log lines, tables, markup, templates, differences, word counts; with regular expressions and without.

const random = makeRandom(5);
const WORDS = 'the quick brown fox jumps over a lazy dog while zwölf Boxkämpfer jagen Viktor über den großen Sylter Deich and 日本語 too'.split(' ');
const word = () => WORDS[random(WORDS.length)];
const sentence = (length) => Array.from({ length }, word).join(' ');

// Lines of a server's log, read with one expression and counted.
const lines = [];
for (let i = 0; i < 2500; i++)
  lines.push(`10.0.${random(256)}.${random(256)} - - [${String(random(28) + 1).padStart(2, '0')}/Mar/2024:10:0${random(10)}:00 +0000] ` +
    `"${['GET', 'POST'][random(2)]} /${word()}/${random(100)}?q=${encodeURIComponent(word())} HTTP/1.1" ${[200, 304, 404][random(3)]} ${random(9000)}`);
const log = lines.join('\n');
const LINE = /^(\d+\.\d+\.\d+\.\d+) - - \[(?<day>\d\d)\/(\w+)\/(\d{4}):([\d:]+) [+-]\d{4}\] "(GET|POST) (\S+) HTTP\/[\d.]+" (?<status>\d{3}) (\d+)$/gm;
const byStatus = {};
let bytes = 0;
for (const match of log.matchAll(LINE)) {
  byStatus[match.groups.status] = (byStatus[match.groups.status] || 0) + 1;
  bytes += Number(match[9]);
  if (!decodeURIComponent(match[7]).startsWith('/')) throw new Error(match[7]);
}
expect(Object.values(byStatus).reduce((a, b) => a + b), 2500);
let again = 0;
for (const line of log.split('\n')) {
  const quote = line.indexOf('"');
  const rest = line.slice(line.lastIndexOf(' ') + 1);
  again += +rest;
  if (!line.substring(quote + 1).match(/^(?:GET|POST) /) || !line.includes('HTTP')) throw new Error(line);
}
expect(again, bytes);

// A table with commas, with quotes where they are needed.
const cell = (text) => (/[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
const rows = Array.from({ length: 600 }, (_, i) => [String(i), sentence(3), i % 7 ? word() : `say "${word()}", then`, (i / 3).toFixed(3)]);
const csv = rows.map((row) => row.map(cell).join(',')).join('\n');
function readCsv(text) {
  const result = [];
  let row = [], current = '', quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') current += c;
      else if (text[i + 1] === '"') { current += '"'; i++; } else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') { row.push(current); current = ''; } else if (c === '\n') { row.push(current); result.push(row); row = []; current = ''; } else current += c;
  }
  row.push(current);
  result.push(row);
  return result;
}
expect(JSON.stringify(readCsv(csv)) === JSON.stringify(rows), true);

// Markup to markup.
const markdown = Array.from({ length: 250 }, (_, i) => (i % 5 === 0 ? `## ${sentence(4)}` : i % 5 === 1 ? `- *${word()}* ${sentence(6)}`
  : `${sentence(8)} **${word()} ${word()}** and [${word()}](http://example.org/${random(99)}) & <more> \`code\` here.`)).join('\n\n');
const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const html = markdown.replace(/[&<>]/g, (c) => escapes[c])
  .replace(/^(#{1,6})\s+(.+)$/gm, (_, marks, title) => `<h${marks.length} id="${title.toLowerCase().normalize('NFD').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')}">${title}</h${marks.length}>`)
  .replace(/^- (.*)$/gm, '<li>$1</li>').replace(/\*\*([^*]+)\*\*/g, '<b>$1</b>').replace(/\*([^*\n]+)\*/g, '<i>$1</i>')
  .replace(/`([^`]*)`/g, '<code>$1</code>').replace(/\[([^\]]*)\]\(([^)\s]+)\)/g, '<a href="$2">$1</a>');
expect(html.match(/<h2 /g).length, 50);
expect((html.match(/<a href=/g) || []).length, 150);
const TAG = /<(\/?)([a-z]\w*)((?:\s+[a-z-]+="[^"]*")*)\s*>|[^<]+/giy;
let depth = 0, tags = 0;
for (let match; (match = TAG.exec(html)) !== null;) if (match[2]) { depth += match[1] ? -1 : 1; tags++; }
expect([depth, tags > 500], [0, true]);

// Templates, cases, trimming, searching, joining.
const template = 'Dear {{name}}, you owe {{ amount }} since {{date}}; {{missing}}.';
let letters = 0;
for (let i = 0; i < 1500; i++) {
  const filled = template.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, key) => ({ name: word(), amount: i, date: '2024-01-02' })[key] ?? '?');
  const title = filled.split(/\s+/).map((each) => each.charAt(0).toUpperCase() + each.slice(1)).join(' ').trim();
  letters += title.length + `  ${title}\t`.trimStart().length + title.toLowerCase().localeCompare(filled) + title.padEnd(80, '.').length;
  if (title.replaceAll('?', '!').indexOf('?') >= 0 || !title.endsWith('!') === title.replaceAll('?', '!').endsWith('!.')) letters++;
}
expect(letters > 1500 * 150, true);

// How often each word comes, and what is common to two texts.
const counts = new Map();
for (const each of sentence(6000).split(' ')) counts.set(each, (counts.get(each) ?? 0) + 1);
const sorted = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
expect(sorted.reduce((sum, [, n]) => sum + n, 0), 6000);
function common(a, b) {
  let row = new Array(b.length + 1).fill(0);
  for (let i = 0; i < a.length; i++) {
    const next = [0];
    for (let j = 0; j < b.length; j++) next.push(a.charCodeAt(i) === b.charCodeAt(j) ? row[j] + 1 : Math.max(row[j + 1], next[j]));
    row = next;
  }
  return row[b.length];
}
expect(common(sentence(40), sentence(40)) > 50, true);

// Text that grows piece by piece and is taken to pieces again.
let long = '';
for (let i = 0; i < 20000; i++) long += i % 10 ? String.fromCharCode(97 + (i % 26)) : i;
let hash = 0;
for (let i = 0; i < long.length; i++) hash = (Math.imul(hash, 31) + long.charCodeAt(i)) | 0;
expect(hash !== 0 && [...long].reverse().join('').length === long.length, true);
expect(Array.from('a😀b日').length + '😀'.codePointAt(0), 128512 + 4);

// Addresses, dates and numbers in prose; most attempts fail.
const EXPRESSIONS = [/\b[\w.+-]+@[\w-]+\.[\w.]+\b/, /\b\d{4}-\d{2}-\d{2}\b/, /https?:\/\/[^\s/]+\/\S*/i, /\b(\w+) \1\b/, /(?<=\$)\d+(?:\.\d\d)?/, /^\s*$/,
  /\p{Lu}\p{Ll}+/u, /(?:a|b|c|ab|bc)+d/, /["']([^"'\\]|\\.)*["']/];
let found = 0;
for (let i = 0; i < 600; i++) {
  const text = sentence(12) + (i % 3 ? '' : ` mail me at me.${i}@example.org on 2024-0${1 + (i % 9)}-11 for $${i}.50`);
  for (const expression of EXPRESSIONS) if (expression.test(text)) found++;
}
expect(found > 600, true);

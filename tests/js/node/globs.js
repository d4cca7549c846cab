// Patterns of paths, and the files that they find.
const fs = require('fs');
const os = require('os');
const path = require('path');

const matches = [
  ['/foo/bar', '/foo/*'], ['.a', '*'], ['a/.b', '**'], ['a/b', 'a/**'], ['a', 'a/**'], ['a\\b', 'a/*'], ['a/b/', 'a/*'],
  ['foo.js', '*.{js,ts}'], ['a', '[[:alpha:]]'], ['', '*'], ['a/', 'a'], ['a', 'a/'], ['./a', 'a'], ['a/b/c', '**/c'],
  ['c', '**/c'], ['a]', '[]a]*'], ['a', '?(a|b)'], ['ab', '*(a|b)'], ['abc', '*(a|b)'], ['a.b', 'a\\.b'], ['b', '[a-c]'],
  ['{a}', '{a}'], ['a', '{a}'], ['a', '{a,}'], ['.', '*'], ['a/x/y/b', 'a/**/b'], ['b', '!(a)'], ['a', '!(a)'],
  ['a.js', '!(a).js'], ['b.js', '!(a).js'], ['a+b', 'a+b'], ['2', '{1..3}'], ['02', '{01..03}'], ['d', '{a..e..2}'],
  ['a/b/c', 'a/{b,d}/c'], ['.git/x', '**/x'], ['.git/x', '.git/**'], ['a*', 'a[*]'], ['[a', '[a'], ['a//b', 'a/b'],
  ['foobar', '+(foo|bar)'], ['bar', '@(foo|b*)'], ['x/y/z', 'x/**/**/z'],
];
for (const [name, pattern] of matches) console.log(name, pattern, path.matchesGlob(name, pattern));
console.log(path.win32.matchesGlob('a\\b', 'a/*'));

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'globs-'));
process.chdir(folder);
for (const name of ['a/b/c', '.hid', 'x']) fs.mkdirSync(name, { recursive: true });
for (const name of ['a/1.js', 'a/2.ts', 'a/b/3.js', 'a/b/c/4.js', '.hid/5.js', 'x/6.js', '.dot', 'z.txt', 'a/.q.js'])
  fs.writeFileSync(name, '');
fs.symlinkSync('../a', 'x/link');
for (const pattern of ['*', '**', '**/*.js', 'a/**', '{a,x}/*.js', '[ax]/*', '.*', 'a/*/*.js', '**/c', './a/*', 'a/',
  'a/**/b', '!(a)', '**/', 'nope*', 'a/1.js', '*/', 'a/{1,2}.{js,ts}', '**/.q.js', 'x/link/*', 'x/*/*', ''])
  console.log(JSON.stringify(pattern), ...fs.globSync(pattern).sort());
console.log(fs.globSync(['a/*', 'x/*'], { exclude: ['**/*.js'] }).sort());
console.log(fs.globSync('**', { exclude: ['a'] }).sort());
console.log(fs.globSync('**/*.js', { exclude: (name) => name === 'b' }).sort());
console.log(fs.globSync('a/*', { withFileTypes: true }).map((entry) => [entry.name, entry.parentPath, entry.isFile()]).sort());
console.log(fs.globSync('*', { cwd: 'a' }).sort());
for (const args of [[3], ['*', { exclude: 3 }], ['*', 3]]) {
  try {
    fs.globSync(...args);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
fs.glob('a/*.js', async (error, found) => {
  console.log(error, found);
  for await (const name of fs.promises.glob('**/*.ts')) console.log(name);
  process.chdir('/');
  fs.rmSync(folder, { recursive: true });
});

// The URLs of before the standard, as Node parses, prints and resolves them.
const t = (f) => {
  try {
    console.log(f());
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
};
const url = require('url');
for (const u of [
  'http://user:pass@sub.example.com:8080/p/a/t/h?query=string#hash',
  '/a/b?c=d',
  '//host/path',
  'mailto:a@b.c',
  'javascript:alert(1)',
  'HTTP://EXAMPLE.com',
  'http://a.com:80',
  'http://[::1]:3000/x',
  'file:///etc/passwd',
  'x:y',
  'http://a b/c',
  'http://ex ample.com',
  '  http://a.com/ b ',
  'http://münchen.de/ä',
  'a?b#c',
  'http://a.com?q',
  '#h',
  '',
  'http://a@b@c/',
  '//some_path',
  'http:\\\\a.com\\b',
  'coap:u:p@::1:61616/x',
  'http://x.y.com+a/b',
  "http://x:1/'",
  'ftp://a:b@c:21/d;e',
  'dot.test://foo/bar',
  'svn+ssh://foo/bar',
  'http://_jabber._tcp.google.com/test',
  'http://-a.com',
]) {
  t(() => {
    const p = url.parse(u);
    return JSON.stringify(p);
  });
  t(() => JSON.stringify(url.parse(u, true, true)));
  t(() => url.format(url.parse(u)));
}
t(() => url.parse(5));
t(() => url.parse('http://\u0000'));
t(() => url.parse('http://a.com:abc/'));
for (const [a, b] of [
  ['/one/two/three', 'four'],
  ['http://example.com/', '/one'],
  ['http://example.com/one', '/two'],
  ['http://a/b/c/d;p?q', '../../../g'],
  ['http://a/b/c/d;p?q', ''],
  ['http://a/b/c/d;p?q', '?y'],
  ['http://a/b/c/d;p?q', '#s'],
  ['http://a/b/c/d;p?q', 'g;x=1/../y'],
  ['http://a/b', '//c/d'],
  ['http://a/b', 'https://c'],
  ['mailto:a@b', 'c@d'],
  ['/a/b/', '.'],
  ['/a/b', '..'],
  ['a/b', '../../../c'],
  ['http://a.com/b', 'mailto:x@y'],
  ['http://u:p@a.com/', '/x'],
  ['http://a.com', 'b'],
  ['/foo', 'http:bar'],
  ['file:///a/b', 'c'],
  ['http://a/b', 'http:c'],
  ['zx://ww.hi.com/good/?', 'o/?x'],
  ['http://diff:auth@www.example.com', 'http://asdf:qwer@www.example.com'],
  ['mini1.xml', 'file:///C:/DEV/'],
  ['', 'a'],
  ['.', 'x'],
  ['..', '.'],
])
  t(() => [a, b, url.resolve(a, b)]);
t(() => url.format({ protocol: 'http', host: 'a.com', pathname: 'x', query: { a: [1, 2], b: 'c d' } }));
t(() => url.format({ hostname: '::1', port: 3, slashes: true, hash: 'h', search: 'q#' }));
t(() => url.format(5));
t(() => url.domainToASCII('español.com'));
t(() => url.domainToUnicode('xn--espaol-zwa.com'));
t(() => url.domainToASCII('xn--iñvalid.com'));
t(() => url.fileURLToPath('file:///a%20b/c'));
t(() => url.fileURLToPath('http://a'));
t(() => url.fileURLToPath('file:///a%2fb'));
t(() => url.fileURLToPath(5));

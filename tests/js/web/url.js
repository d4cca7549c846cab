// URL and URLSearchParams: what they say of themselves, what setters do to each other, and how they are shown.
const parts = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'];
const show = (url) => console.log(parts.map((part) => `${part}=${url[part]}`).join(' '));

for (const text of [
  'https://user:pass@EXAMPLE.com:8080/a/../b;c?d=e&f#g',
  'HTTP://0x7f.1/%7Efoo/./bar?',
  'file:///C|/x/../..',
  'mailto:a@b',
  'blob:https://a.example:444/x',
  'http://[1:0::0:1]:80/',
  'https://faß.ExAmPlE/ü?ü#ü',
  'web+demo:/.//not-a-host/',
  ' \thttp://a\n/ ',
]) {
  show(new URL(text));
}
console.log(URL.canParse('//x', 'http://a'), URL.canParse('//x'), URL.parse('nothing'), URL.parse('../c', 'http://a/b/').href);
for (const bad of ['', 'http://', 'http://a b', 'http://[::1', 'http://a:99999', 'http://1.2.3.256']) {
  try {
    new URL(bad);
  } catch (error) {
    console.log(bad, error.name, error.message);
  }
}

const url = new URL('http://example.com/?a=1&b=2&a=3#x');
const { searchParams } = url;
console.log(searchParams === url.searchParams, [...searchParams], searchParams.size, searchParams.getAll('a'));
searchParams.append('c', 'ä+ &=€\u{1F600}\ud800');
searchParams.delete('a', '1');
searchParams.set('b', '*-._~');
console.log(url.href);
url.search = '?x=%20+%2B&y';
console.log([...searchParams.entries()], searchParams.has('y', ''), searchParams.get('none'));
url.href = 'https://other.example/?z=1';
console.log(String(searchParams), JSON.stringify({ url }));
searchParams.delete('z');
console.log(url.href, url.search === '');
Object.assign(url, { protocol: 'ftp', username: 'ü', password: ':@', host: 'h:21', pathname: 'a b/?#', hash: 'é`' });
console.log(url.href);
url.port = '8080x';
url.hostname = 'bad host';
url.protocol = 'mailto';
console.log(url.href);

console.log([...new URLSearchParams('?q=a%20b&q=%zz&=&&x')].join('|'));
console.log(new URLSearchParams({ b: 1, a: [2, 3] }).toString(), new URLSearchParams([['x', 1], ['y', 2]]).toString());
console.log(new URLSearchParams(new Map([['k', 'v']])).toString(), new URLSearchParams(new URLSearchParams('m=n')).toString());
const sorted = new URLSearchParams('z=b&a=b&z=a&a=a&\u{1F308}=1&\uFF00=2');
sorted.sort();
console.log(decodeURIComponent(sorted));
sorted.forEach(function (value, key, all) {
  if (key === 'z') console.log(key, value, all === sorted, this.me);
}, { me: 'this' });
for (const key of sorted.keys()) {
  if (key === 'a') sorted.delete('a');
  console.log(key);
}
for (const wrong of [[['a']], [1], [['a', 'b', 'c']]]) {
  try {
    new URLSearchParams(wrong);
  } catch (error) {
    console.log(error.name);
  }
}
try {
  URLSearchParams.prototype.get.call({}, 'a');
} catch (error) {
  console.log(error.name);
}

class Special extends URL {
  get shout() {
    return this.host.toUpperCase();
  }
}
console.log(new Special('http://a/').shout, new Special('http://a/') instanceof URL);
console.log(new Special('http://a/?q'));
console.log([new URL('http://a/')], [[[new URL('http://a/')]]], [[[searchParams]]]);
console.log(new URLSearchParams('a=1&b=2'), new URLSearchParams(), sorted.entries(), sorted.keys());
console.log({ long: new URLSearchParams({ [`${'name'.repeat(10)}`]: 'value'.repeat(8), other: 'x' }) });
console.log(Object.prototype.toString.call(url), Object.prototype.toString.call(sorted.values()), URL.length, URLSearchParams.length);

// URLPattern: its components, what it matches, what a match says.
const components = ['protocol', 'username', 'password', 'hostname', 'port', 'pathname', 'search', 'hash'];
const show = (pattern) => console.log(components.map((each) => pattern[each]).join(' | '), pattern.hasRegExpGroups);

for (const given of [
  ['https://example.com/:category/*'],
  ['http{s}?://{:subdomain.}?shop.example/products/:id([0-9]+)#reviews'],
  ['../admin/*', 'https://discussion.example/forum/?page=2'],
  [{ pathname: '/books/:id(\\d+)?' }],
  [{ hostname: '{:sub.}*example.com', baseURL: 'https://other.example:8080/x?y#z' }],
  [],
  ['data\\:foo*'],
  ['https://[\\:\\:1]:*/{a}?{:b}+'],
  [{ pathname: '/ünï/:größe' }],
  ['?q=*', 'https://a.example/b'],
  ['https://a.example:443/(a|b)'],
]) {
  show(new URLPattern(...given));
}

const pattern = new URLPattern({ pathname: '/:type/{:id(\\d+)}?/*' });
const found = pattern.exec('https://a.example/book/12/x/y?q');
console.log(Object.entries(found.pathname.groups).sort().join(' '), JSON.stringify({ ...found, pathname: found.pathname.input }));
console.log(pattern.exec({ pathname: '/book' }), pattern.test({ pathname: '/a//b' }), pattern.test('nothing'));
console.log(pattern.exec('b/1/', 'https://a.example/').pathname.groups.id, pattern.exec('b/1/', 'https://a.example/').inputs);
console.log(new URLPattern('https://a.example/Foo', { ignoreCase: true }).test('https://a.example/fOO'));
console.log(new URLPattern('/Foo', 'https://a.example/', { ignoreCase: false }).test('https://a.example/fOO'));
console.log(new URLPattern({ pathname: '/a{/:rest}*' }).exec({ pathname: '/a/b/c' }).pathname.groups.rest);
console.log(Object.keys(new URLPattern().exec({})).join(), Object.keys(new URLPattern().exec({}).hash).join());

for (const wrong of [
  ['/relative'],
  ['https://a/('],
  ['https://a/:x/:x'],
  ['https://a/((b))'],
  ['https://a/([)'],
  [{}, 'https://a/'],
  [{ port: '80', protocol: 'h t' }],
  [{ baseURL: 'x' }],
]) {
  try {
    show(new URLPattern(...wrong));
  } catch (error) {
    console.log(error.name);
  }
}
try {
  new URLPattern().test({}, 'https://a/');
} catch (error) {
  console.log(error.name);
}
console.log(URLPattern.length, typeof URLPattern.prototype.exec, Object.prototype.toString.call(pattern));

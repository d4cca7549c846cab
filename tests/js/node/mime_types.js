// https://nodejs.org/api/util.html#class-utilmimetype
const { MIMEParams, MIMEType } = require('util');

function attempt(run) {
  try {
    console.log(run());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
for (const text of [
  'text/html', 'TEXT/HTML; Charset=UTF-8', 'text/plain;a="b\\"c";d=', 'x', '/x', 'x/', 'x/y z', 'a b/c',
  ' text/css ; a=b; a=c ; q', 'text/x;a="";b="q" zz;c=1', 'x/y;\u00e9=1;b=\u00e9;c=\u00fc\u20ac;d="\u20ac"',
])
  attempt(() => String(new MIMEType(text)));
const type = new MIMEType('text/html;a=1;b="x y"');
attempt(() => [type.type, type.subtype, type.essence, [...type.params], type.params.get('zz'), type.params.has('a')].join('|'));
attempt(() => `${JSON.stringify(type)} ${type.params}`);
attempt(() => {
  type.type = 'Application';
  type.subtype = 'JSON';
  type.params.set('q', 'a;b');
  type.params.delete('a');
  return `${type}`;
});
attempt(() => (type.type = ''));
attempt(() => (type.subtype = 'x y'));
attempt(() => type.params.set('x y', '1'));
attempt(() => type.params.set('', '1'));
attempt(() => type.params.set('x', '\u20ac'));
attempt(() => new MIMEParams().toString());

// A small HTML writer: template literals, nested and tagged, with escapes that only tagged ones may have.
const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };

class Markup {
  constructor(text) { this.text = text; }
  toString() { return this.text; }
  static join(parts, separator = '') { return new Markup(parts.map(String).join(separator)); }
}

const encode = (value) =>
  value instanceof Markup ? value
  : Array.isArray(value) ? Markup.join(value.map(encode))
  : value == null || value === false ? ''
  : String(value).replace(/[&<>"'`]/g, (character) => escapes[character]);

function html({ raw: [first, ...rest] }, ...values) {
  return new Markup(values.reduce((text, value, i) => text + encode(value) + rest[i], first));
}
html.raw = String.raw;
html.attributes = (attributes) => Markup.join(
  Object.entries(attributes).filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => value === true ? html` ${name}` : html` ${name}="${value}"`));

const page = ({ title = `untitled`, items = [], user: { name, admin = false } = {} }) => html`<!doctype html>
<title>${title}${admin && ` (for ${name ?? `no${`body`}`})`}</title>
<ul${html.attributes({ class: `list ${items.length > 2 ? 'long' : `short`}`, hidden: !items.length, title: undefined })}>
  ${items.map(({ text, href, ...rest }, index) => html`<li>${href
    ? html`<a${html.attributes({ href, ...rest })}>${text}</a>`
    : text}${index < items.length - 1 ? `,` : ``}</li>`)}
</ul>
`;

console.log(`${page({
  title: 'A "small" <list>',
  items: [{ text: 'first & foremost' }, { text: 'second', href: '/?a=1&b=2', download: true }, { text: `th${'i'}rd` }],
  user: { name: 'Ada', admin: true },
})}`);
console.log(`${page({})}`.split`\n`.length);

const show = (strings, ...values) => strings.map((cooked, i) =>
  `${cooked === undefined ? '?' : JSON.stringify(cooked)}=${JSON.stringify(strings.raw[i])}`).concat(values.map(String)).join` `;
console.log(show``, show`plain`, show`${1}`, show`a${1}b${2}c`, show`\n\t\\\`\${}`, show`$ $$ {} }${'{'}${'}'}$`);
console.log(show`\unicode and \xerxes and \u{55`, show`\01${0}\u{110000}`, show`\8 \9`, show`\u{}${1}\u00g0${2}ok\0`);
console.log(show`line
feed`, show`conti\
nued`, show`\u{1F600}\uD83D\uDE00\uD83D`, show`é→😀${'é→😀'}\é`);
console.log((() => show)()`called`, { show }.show`member`, [show][0]`index`, show.bind(null)`bound`, new (class { tag = show })().tag`new`);

const curry = (strings, ...values) => (more, ...others) => [...strings, ...values, ...more, ...others].join('|');
console.log(curry`a${1}b``c${2}d`, ((curry))`x``y`);

function same() { return ((strings) => strings)`same${0}site`; }
console.log(same() === same(), Object.isFrozen(same()), `${`${`${`${'deep'}`}`}`}`, `${{ toString: () => `${[1, [2, `${3}`]]}` }}`);
console.log(`${(() => { const inner = { '}': `}` }; return `${inner['}']}{`; })()}`, `a${/`}/.test('`}')}b`, `//${1}/* ${2 /* } */} */`);

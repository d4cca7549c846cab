const { a, b: [first, , ...rest] = [], ...others } = options;
const text = `sum: ${first + a * 2}`;
new Point(...rest, text)?.move(first ? 1 : -1, others);
switch (a) {
  case 0: case 1: small(a); break;
  default: large(a);
}
x ||= tag`raw\u0041${a}`;
/re+/u.test(12345678901234567890n + 0xFFn);

// The functions of the global object.
function attempt(f) {
  try {
    return String(f());
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}
const show = (...parts) => console.log(parts.map(String).join(' | '));

show(parseInt('  -42px'), parseInt('0x1F'), parseInt('101', 2), parseInt('z', 36), parseInt('9', 8), parseInt(''), parseInt('1e3'), parseInt('-0x10'));
show(parseInt('0x'), parseInt('12', 1), parseInt('12', 37), parseInt('123', 0), parseInt('0b11'), parseInt(null, 36), parseInt('900719925474099267'));
show(Object.is(parseInt('-0'), -0), parseInt(1e21), parseInt(0.0000005), parseInt('１'), parseInt('\u2029 7'));
show(parseFloat('3.14abc'), parseFloat('.5.5'), parseFloat('-Infinityx'), parseFloat('1e1000'), parseFloat('5e-324'), parseFloat('+'), parseFloat('0x10'), parseFloat('1_000'));
show(Object.is(parseFloat('-0'), -0), Number.parseFloat === parseFloat, Number.parseInt === parseInt);
show(isNaN('x'), isNaN(undefined), isNaN('1'), isFinite('1e5'), isFinite(null), isFinite(-Infinity), attempt(() => isNaN(1n)), attempt(() => isNaN(Symbol())));

show(encodeURIComponent('a b&c=ä/€?\u{1F600}#'), encodeURI('a b&c=ä/€?\u{1F600}#'), encodeURIComponent("-_.!~*'()"));
show(decodeURIComponent('a%20b%26%C3%A4%E2%82%AC%F0%9F%98%80'), decodeURI('%41%20%26%23%C3%A4'), decodeURI('%3b%2F%3f'));
for (const bad of ['%', '%4', '%zz', '%80', '%C3', '%C3%28', '%E2%82', '%ED%A0%80', '%C0%80', '%F8%88%80%80%80', '%F4%90%80%80'])
  show(bad, attempt(() => decodeURIComponent(bad)));
show(attempt(() => encodeURIComponent('\ud800')), attempt(() => encodeURI('x\udc00')));
show(escape('ä € \u{1F600}@*_+-./'), unescape('%E4%20%u20AC%uD83D%uDE00%zz%u12'), unescape(escape('\ud800x')) === '\ud800x');

show(eval('1; if (true) { 2 }'), eval(5), eval(), typeof eval('(function f() {})'), attempt(() => eval('1 +')).slice(0, 11));
var outer = 'global';
(function() {
  var outer = 'local';
  show(eval('outer'), (0, eval)('outer'), globalThis.eval('this === globalThis'));
})();
const flags = name => { const d = Object.getOwnPropertyDescriptor(globalThis, name); return `${name}:${+d.writable}${+d.enumerable}${+d.configurable}`; };
show(['NaN', 'Infinity', 'undefined', 'globalThis', 'parseInt', 'eval', 'Object', 'Math', 'Reflect'].map(flags));

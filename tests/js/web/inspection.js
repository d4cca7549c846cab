// How the console shows objects of Web APIs, whose attributes are getters of their prototype.
const controller = new AbortController();
console.log(controller, [[[controller]]], { signal: controller.signal });
controller.abort();
console.log(controller.signal);
class Mine extends URLSearchParams {}
console.log(new Mine('a=1'));
class Other extends URLSearchParams {
  [Symbol.for('nodejs.util.inspect.custom')]() {
    return 'my own words';
  }
}
console.log(new Other('a=1'), [new Other()]);
console.log('%o %O %s', new URLSearchParams('x=y'), new URLSearchParams('x=y'), new URLSearchParams('x=y'));

// Entries of the performance timeline
const measured = { start: 1, end: 3, detail: { a: 1 } };
console.log(performance.mark('m', { startTime: 1 }), performance.measure('n', measured));

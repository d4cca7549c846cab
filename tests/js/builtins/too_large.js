// What cannot be made is refused with an error, at once.
function attempt(name, make) {
  try {
    console.log(name, make());
  } catch (error) {
    console.log(name, error.name);
  }
}
attempt('fill', () => new Array(2 ** 32 - 1).fill(0));
attempt('fill of numbers', () => new Array(2 ** 32 - 1).fill(1.5).length);
attempt('fill of a subclass', () => new (class extends Array {})(2 ** 32 - 1).fill().length);
attempt('repeat', () => 'a'.repeat(2 ** 30));
attempt('repeat of nothing', () => ''.repeat(2 ** 53 - 1).length);
attempt('padEnd', () => 'a'.padEnd(2 ** 31, 'b'));
attempt('join', () => new Array(5e6).fill(1).join('x'.repeat(200)));
attempt('join of nothing', () => new Array(2 ** 32 - 1).join('ab'));
attempt('ArrayBuffer', () => new ArrayBuffer(2 ** 53 - 1));
attempt('BigInt', () => 1n << (2n ** 62n));
attempt('length', () => { [].length = 2 ** 32; });
attempt('push', () => { const a = []; a.length = 2 ** 32 - 1; a.push(1); });

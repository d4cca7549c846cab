// A stack machine with an assembler: switch, bit operations, typed arrays, generators, getters, recursion, closures.
'use strict';

const opcodes = ['halt', 'push', 'pop', 'dup', 'swap', 'add', 'sub', 'mul', 'div', 'lt', 'eq', 'not', 'jump', 'jumpif', 'load', 'store', 'call', 'ret', 'print'];
const numbers = Object.fromEntries(opcodes.map((name, number) => [name, number]));
const hasOperand = new Set(['push', 'jump', 'jumpif', 'load', 'store', 'call']);

function assemble(source) {
  const labels = Object.create(null), fixups = [], code = [];
  let line = 0;
  for (let text of source.split('\n')) {
    ++line;
    text = text.replace(/;.*$/, '').trim();
    if (!text) continue;
    let match;
    if ((match = /^(?<label>[a-z]\w*):$/i.exec(text))) { labels[match.groups.label] = code.length; continue; }
    const [name, operand, ...surplus] = text.split(/\s+/u);
    if (!(name in numbers)) throw new SyntaxError(`line ${line}: no operation '${name}'`);
    if (surplus.length || hasOperand.has(name) !== (operand !== undefined)) throw new SyntaxError(`line ${line}: operands of ${name}`);
    code.push(numbers[name]);
    if (operand === undefined) continue;
    if (/^[-+]?\d+$/.test(operand)) code.push(+operand | 0);
    else fixups.push([code.push(0) - 1, operand, line]);
  }
  for (const [at, label, line] of fixups) {
    if (!(label in labels)) throw new ReferenceError(`line ${line}: no label '${label}'`);
    code[at] = labels[label];
  }
  return Int32Array.from(code);
}

function* execute(code, { limit = 10_000, globals = new Int32Array(16) } = {}) {
  const stack = [], calls = [];
  const pop = () => {
    if (stack.length === 0) throw new RangeError('stack is empty');
    return stack.pop();
  };
  let pc = 0, steps = 0, a, b;
  for (;;) {
    if (++steps > limit) throw new RangeError(`more than ${limit} steps`);
    switch (code[pc++]) {
      case 0: return { steps, top: stack.at(-1) };
      case 1: stack.push(code[pc++]); break;
      case 2: pop(); break;
      case 3: a = pop(); stack.push(a, a); break;
      case 4: [b, a] = [pop(), pop()], stack.push(b, a); break;
      case 5: case 6: case 7: case 8: case 9: case 10: {
        const right = pop(), left = pop();
        stack.push([
          (x, y) => x + y, (x, y) => x - y, Math.imul, (x, y) => y ? x / y | 0 : (() => { throw new RangeError('division by zero'); })(),
          (x, y) => +(x < y), (x, y) => Number(x === y),
        ][code[pc - 1] - 5](left, right) | 0);
        break;
      }
      case 11: stack.push(+!pop()); break;
      case 13: if (!pop()) { pc++; break; } // falls through
      case 12: pc = code[pc]; break;
      case 14: stack.push(globals[code[pc++]]); break;
      case 15: globals[code[pc++]] = pop(); break;
      case 16: calls.push(pc + 1); pc = code[pc]; break;
      case 17: if (!calls.length) return { steps, top: stack[stack.length - 1] }; pc = calls.pop(); break;
      case 18: yield pop(); break;
      default: throw new TypeError(`no operation ${code[pc - 1]} at ${pc - 1}`);
    }
  }
}

const factorial = `
  push 1
  store 0       ; the product
  push 10
loop:
  dup
  print
  dup
  load 0
  mul
  store 0
  push 1
  sub
  dup
  jumpif loop
  pop
  load 0
  print
  halt
`;
const recursive = `
  push 15
  call fib
  print
  halt
fib:            ; n -- fib(n)
  dup
  push 2
  lt
  jumpif done
  dup
  push 1
  sub
  call fib
  swap
  push 2
  sub
  call fib
  add
done:
  ret
`;

function run(name, source, options) {
  const output = [];
  let result;
  try {
    const machine = execute(assemble(source), options);
    for (let step; !(step = machine.next()).done || void (result = step.value);) output.push(step.value);
  } catch (error) {
    if (error instanceof TypeError) throw error;
    result = `${error.name}: ${error.message}`;
  } finally {
    console.log(name, output.join(), JSON.stringify(result));
  }
}

run('factorial', factorial);
run('fibonacci', recursive, { limit: 1e6 });
run('endless', 'a:\n jump a', { limit: 99, globals: null });
run('empty', 'pop'); run('division', 'push 1\npush 0\ndiv'); run('unknown', 'fly'); run('label', 'jump nowhere'); run('surplus', 'push 1 2');

const checksum = (bytes) => { let a = 1, b = 0; for (const byte of bytes) a = (a + byte) % 65521, b = (b + a) % 65521; return (b << 16 | a) >>> 0; };
const crc = (() => {
  const table = new Uint32Array(256).map((_, n) => { for (let k = 8; k--;) n = n & 1 ? 0xEDB88320 ^ n >>> 1 : n >>> 1; return n; });
  return (bytes, seed = 0) => ~bytes.reduce((crc, byte) => table[(crc ^ byte) & 0xff] ^ crc >>> 8, ~seed) >>> 0;
})();
const bytes = Uint8Array.from('123456789', (digit) => digit.charCodeAt());
console.log(checksum(bytes).toString(16), crc(bytes).toString(16), new DataView(bytes.buffer, 1, 4).getInt32(0, true), bytes.subarray(-3).join``);

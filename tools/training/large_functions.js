// Functions as compilers to JavaScript and bundlers write them: so many variables and constants that operands need more than a byte.

const COUNT = 300;
const names = (prefix) => Array.from({ length: COUNT }, (_, i) => prefix + i);

/** Arithmetic on many locals, numbers and texts that differ, and elements of typed arrays: the code of a virtual machine's memory. */
const machine = new Function('memory', 'rounds', `
  var ${names('r').map((name, i) => `${name} = ${i}`).join(', ')};
  var words = memory.words, bytes = memory.bytes, at = 0, carry = 0.5;
  for (var round = 0; round < rounds; round++) {
    ${names('r').map((name, i) => {
      const other = 'r' + ((i * 7 + 3) % COUNT), third = 'r' + ((i + 1) % COUNT);
      switch (i % 10) {
        case 0: return `${name} = (${other} + ${third} | 0) & ${0xffff + i};`;
        case 1: return `if ((${name} | 0) < (${other} | 0)) ${name} = ${third} - ${i} | 0; else ${name} = ${other} << 1 & ${1000003 + i};`;
        case 2: return `at = ${other} >>> 2 & 1023; words[at] = ${name} ^ ${third}; ${name} = words[at] + 1 | 0;`;
        case 3: return `bytes[${name} & 4095] = ${other}; ${name} = bytes[${third} & 4095] | ${i};`;
        case 4: return `${name} = Math.imul(${other}, ${third}) >> ${i % 31};`;
        case 5: return `carry = carry * ${1 + i / 1000} % 1; ${name} = ~~(carry * ${5000 + i}.25) + ${name} & 65535;`;
        case 6: return `${name} = ${other} === ${third} ? ${name} + 1 : ${name} > ${other} ? ${third} : -${name} | 0;`;
        case 7: return `while ((${name} | 0) > ${90000 + i}) ${name} = ${name} >> 1;`;
        case 8: return `memory.last${i} = ${name}; ${name} = memory.last${i} + memory.step | 0; memory.count(${name});`;
        default: return `switch (${other} & 3) { case 0: ${name}++; break; case 1: ${name} -= ${i}; break; default: ${name} = !${third} | 0; }`;
      }
    }).join('\n')}
  }
  return ${names('r').join(' ^ ')};`);

/** A bundle: many functions and objects in one scope, captured and called by name. */
const bundle = new Function('rounds', `
  ${names('f').map((name, i) => `const ${name} = (value) => ${i === 0 ? 'value' : `f${i - 1}.used ? f${i >> 1}(value) + ${i} : value + "${name}".length`};`).join('\n')}
  ${names('o').map((name, i) => `let ${name} = { key${i}: ${i}, kind: 'kind ${i}', list: [${i}, ${i + 0.5}, '${name}'] };`).join('\n')}
  let total = 0;
  for (let round = 0; round < rounds; round++) {
    ${names('o').map((name, i) => `total += ${name}.key${i} + ${name}.list.length + f${i}(${i}); ${name}.key${i}++; ${name} = ${i % 9 ? name : `{ ...${name} }`};`).join('\n')}
    try { if (round % 5 === 4) throw new Error('thrown ' + total); } catch (error) { total -= error.message.length; }
    for (const name of ['a', 'b']) total += [name, ...[round]].length;
  }
  return [typeof total, total > 0, o7.key7];`);

const memory = { words: new Int32Array(1024), bytes: new Uint8Array(4096), step: 3, counted: 0, count(value) { this.counted += value & 1 ? 1 : 2; } };
const first = machine(memory, 120);
expect(memory.counted > 120 * 30, true);
expect(machine({ ...memory, words: new Int32Array(1024), bytes: new Uint8Array(4096) }, 120), first);
expect(bundle(60), 'number,true,67');

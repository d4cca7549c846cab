// process.env as the system has it, names of errors, versions.
'use strict';
const util = require('util');

process.env['A=B'] = '1';
process.env[''] = '2';
process.env.NUL_IN_VALUE = 'a\0b';
process.env['NUL_IN_NAME\0x'] = '3';
console.log(process.env['A=B'], process.env[''], JSON.stringify(process.env.NUL_IN_VALUE), process.env.NUL_IN_NAME, process.env.A);
console.log(Object.keys(process.env).includes('A=B'), '' in process.env);

for (const number of [-2, -11, -95, -10, -99999, -4095, 0, 2, -2.5, 'x', undefined]) {
  try {
    console.log(number, util.getSystemErrorName(number));
  } catch (error) {
    console.log(number, error.name, error.code, error.message);
  }
}
console.log(/^26\.\d+\.\d+$/.test(process.versions.node), /^\d+(\.\d+)+-node\.\d+$/.test(process.versions.v8));
console.log(typeof print);

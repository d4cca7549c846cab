// https://nodejs.org/api/environment_variables.html#env-files
const fs = require('fs');
const os = require('os');
const path = require('path');
const util = require('util');
const texts = [
  'A=1\nB = two words \nC="x # y"\nD=\'single\'\nE=`back`',
  '# comment\n\n  F=3 # behind\nexport G=4\nH=\nI',
  'J="line1\nline2"\nK="a\\nb"\nL=\'a\\nb\'',
  'M="unclosed\nN=5',
  'O=a=b\nP="q"rest\nQ= "spaced" \n=nothing',
  'R=1\r\nS=2\r\n',
  'T=1\nT=2', '', '   ', '\n\n',
];
for (const text of texts) console.log(util.parseEnv(text));
try {
  util.parseEnv(3);
} catch (error) {
  console.log(error.code, error.message);
}
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'env-'));
const file = path.join(folder, 'x.env');
fs.writeFileSync(file, 'ORRERY_ONE=1\nORRERY_TWO=2\n');
process.env.ORRERY_TWO = 'was there';
process.loadEnvFile(file);
console.log(process.env.ORRERY_ONE, process.env.ORRERY_TWO);
try {
  process.loadEnvFile(path.join(folder, 'none'));
} catch (error) {
  console.log(error.code, error.syscall);
}
fs.rmSync(folder, { recursive: true });

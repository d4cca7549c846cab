// It ends while all of this is in the background.
const fs = require('node:fs');
for (let i = 0; i < 60; i++) fs.readFile(__filename, () => {});
for (let i = 0; i < 50; i++) fs.readFile(`/no/such/file/${i}`, () => {});
setTimeout(() => {}, 10);
process.exit();

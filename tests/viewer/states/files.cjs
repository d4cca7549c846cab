const { readFile, promises } = require('node:fs');
readFile(__filename, 'utf8', function read(error, text) {
  console.log('read', error, text.length > 100);
  process.nextTick(function tick() { console.log('tick'); });
});
promises.stat(__filename).then(function stated(stats) { console.log('file', stats.isFile()); });
readFile('/nowhere/at/all', function failed(error) { console.log(error.code); });
setTimeout(function timer() { console.log('timer'); }, 50);
setImmediate(function immediate() { console.log('immediate'); });

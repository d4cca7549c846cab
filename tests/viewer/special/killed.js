setTimeout(function first() {
  console.log('first');
  setTimeout(function last() { process.kill(process.pid, 'SIGKILL'); }, 5);
}, 5);

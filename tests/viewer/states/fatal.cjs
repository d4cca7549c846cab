process.on('exit', function leaving(code) { console.log('exit', code); });
setTimeout(function never() { console.log('never'); }, 5);
Promise.resolve().then(function lost() { throw new Error('nobody hears of this'); });
console.log('text');

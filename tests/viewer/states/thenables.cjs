const thenable = {
  then(resolve) {
    console.log('then is called');
    resolve('from a thenable');
  },
};
Promise.resolve(thenable).then(function heard(value) { console.log(value); });
(async function waits() {
  console.log(await thenable);
  return thenable;
})().then(function returned(value) { console.log('returned', value); });
Promise.resolve().then(function gives() { return Promise.resolve('two ticks later'); }).then(function later(value) { console.log(value); });
let hops = 0;
Promise.resolve().then(function hop() { if (++hops < 5) return Promise.resolve().then(hop); return undefined; });
const bad = { get then() { throw new Error('no then'); } };
Promise.resolve(bad).catch(function caught(error) { console.log(error.message); });

function pause(ms) {
  return new Promise(function start(resolve) { setTimeout(resolve, ms); });
}
async function child(name) {
  console.log(name, 'begins');
  await pause(name.length);
  console.log(name, 'goes on');
  return name;
}
async function failing() {
  await null;
  throw new RangeError('thrown after an await');
}
async function* produce() {
  yield 1;
  await null;
  yield 2;
}
async function main() {
  const [a, b] = await Promise.all([child('a'), child('long')]);
  console.log(a, b);
  try {
    await failing();
  } catch (error) {
    console.log(error.name);
  }
  for await (const value of produce()) console.log('produced', value);
  return 'main is over';
}
main().then(console.log);
console.log('the text is over');

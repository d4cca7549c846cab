function* numbers(limit) {
  for (let n = 0; n < limit; n++) if (yield n) return "stopped";
  yield* numbers(limit - 1);
}
async function total(urls) {
  let sum = 0;
  for await (const part of urls) sum += await part.size;
  return sum;
}

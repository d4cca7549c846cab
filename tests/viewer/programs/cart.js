const cart = { items: [], total: 0 };

function price(name) {
  return new Promise((resolve) => {
    setTimeout(() => resolve(name.length * 10), name.length);
  });
}

async function add(name) {
  const before = cart.total;
  const cost = await price(name);
  cart.items.push(name);
  cart.total = before + cost;
  return cart.total;
}

async function main() {
  let count = 0;
  for (const name of ['pear', 'fig']) count += name.length;
  const results = await Promise.all([add('apple'), add('kiwi')]);
  console.log(count, results, cart.total);
  process.nextTick(() => console.log('tick'));
  queueMicrotask(() => console.log('micro'));
  setImmediate(() => console.log('immediate'));
  try {
    JSON.parse('{');
  } catch (error) {
    console.log(error.name);
  }
}

main();

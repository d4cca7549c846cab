console.log('slow begins');
await new Promise((resolve) => setTimeout(resolve, 5));
console.log('slow ends');

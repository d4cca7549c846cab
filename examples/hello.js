// The smallest program with something to watch: who greets first?
const greet = (name) => console.log(`Hello, ${name}!`);

setTimeout(greet, 0, "event loop");
Promise.resolve("microtask").then(greet);
greet("call stack");

// `for await` at the top: this is a module.
for await (const each of [1, Promise.resolve(2)]) console.log(each);
console.log(typeof require, import.meta.filename === undefined);

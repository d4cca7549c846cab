// The smallest emitter.
import mitt from "mitt";
const e = mitt();
const all = (type, v) => console.log("*", type, v);
e.on("*", all);
e.on("foo", (v) => console.log("foo", v));
e.emit("foo", { a: 1 });
e.off("*", all);
e.emit("foo", 2);
console.log(e.all.size, [...e.all.keys()]);
e.all.clear();
e.emit("foo", 3);

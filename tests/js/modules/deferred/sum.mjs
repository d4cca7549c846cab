console.log("sum runs");
export const sum = (a, b) => a + b;
export const then = "no thenable";

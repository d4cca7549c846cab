console.log("failing runs");
export const never = 1;
throw new Error("on purpose");

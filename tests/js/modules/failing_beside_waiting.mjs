// A module fails while another that it imports still waits: nothing waits for that one any more.
const failed = await import("./failing/parent.mjs").catch((error) => error);
console.log(failed);
await import("./failing/slow.mjs");
console.log("slow has run");
console.log(await import("./failing/parent.mjs").catch((error) => error));

if (a) /re/.test(b);
let s = `x${y}z`, c = d / e;
let c;
never_seen;

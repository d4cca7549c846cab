//# --colour=always
let n = 0x10;
while (n--) print(`${n} left`);

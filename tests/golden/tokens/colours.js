//# --colour=always
const a = 0x1F + "b\n" / `c${d}`, [f] = /g/;

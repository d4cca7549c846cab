//# --colour=always
"use strict";
let n = 0x10;
const f = async (a, b = `t${a}`) => { with_.x?.y(a, n += 1); return /r/g; };

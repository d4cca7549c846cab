//# --colour=always
let a;
let a;

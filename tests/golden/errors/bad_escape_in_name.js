var a\u0020b;

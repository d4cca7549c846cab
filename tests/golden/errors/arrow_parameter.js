(a, b.c) => a;

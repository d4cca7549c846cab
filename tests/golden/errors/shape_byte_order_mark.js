let a, a;

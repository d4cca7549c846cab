if (a) let b;

a;
/* never
ending

let # = 1;

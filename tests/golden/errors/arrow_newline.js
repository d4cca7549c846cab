const f = (a)
  => a;

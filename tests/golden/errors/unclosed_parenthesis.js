call(first,
  second;

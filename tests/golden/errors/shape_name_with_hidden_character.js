let a‍b, a‍b;

class A {
  #x;
  #x() {}
}

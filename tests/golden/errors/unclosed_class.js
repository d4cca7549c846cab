class A {
  m() {}


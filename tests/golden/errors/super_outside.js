function f() {
  super.x();
}

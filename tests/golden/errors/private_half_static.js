class A {
  static get #a() {}
  set #a(value) {}
}

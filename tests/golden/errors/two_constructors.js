class A {
  constructor() {}
  constructor(a) {}
}

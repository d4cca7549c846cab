class A {
  m() {
    return this.#count;
  }
}

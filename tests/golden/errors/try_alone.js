try {
  a();
}
b();

a: {
  continue a;
}

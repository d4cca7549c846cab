switch (a) {
  default:
  case 1:
  default:
}

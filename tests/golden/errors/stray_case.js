{
  case 1:
}

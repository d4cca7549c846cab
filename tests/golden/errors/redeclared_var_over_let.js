let value;
{
  var value;
}

f(/[(]/, `${a}`,
// nothing more

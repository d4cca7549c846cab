let a = b @ c;

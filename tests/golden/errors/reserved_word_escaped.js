var \u0063lass = 1;

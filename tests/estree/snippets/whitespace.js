a =﻿b +　c	-d* e; f g
// a comment ends here h; // and here i;
/* lines in a comment */ j /*
*/ k
'  ';
`  `;
"\ \ ";
l ++ m;
/**/n/***/;/* * / */o/**//**/;/*//*/p//*/
;q;/*
*/r;//

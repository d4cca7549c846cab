using a = b;
await using c = d, e = f;
for (await using g of h) ;
for await (await using i of j) ;
for (await using k = l; ;) break;
for (using m of n) ;
export {}
{ using o = p; await using q = r; }
await using_; await using(s); await using[t];

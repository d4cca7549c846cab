//# --function nothing
function something() {}

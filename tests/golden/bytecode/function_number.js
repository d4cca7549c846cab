//# --function 1
function something() {}

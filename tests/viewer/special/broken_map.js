console.log('printed');
//# sourceMappingURL=data:application/json,{"version":2}

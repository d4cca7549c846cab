// Frames of which no others are alive, that nothing but they themselves keeps what they share.
Error.prepareStackTrace = (_, sites) => sites;
for (let i = 0; i < 2; i++) console.log(new Error('alone').stack[0].getLineNumber());

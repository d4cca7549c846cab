console.log('waiting.mjs is run');
const value = await Promise.resolve('waited');
console.log('waiting.mjs goes on');
export default value;

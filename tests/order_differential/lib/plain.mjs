console.log('plain.mjs is run');
export default 'plain';
export const more = 1;

import { planets } from './planets.js';

export const greet = name => `Hello, ${name}! You are number ${planets.indexOf(name) + 1} of ${planets.length}.`;

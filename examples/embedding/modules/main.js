import { greet } from './greet.js';

const { planets } = await import('./planets.js');

export const greeting = greet(planets[2]) + (import.meta.isMain ? ' This is the main module.' : '');

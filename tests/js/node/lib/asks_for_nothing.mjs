import { none } from './awaits.mjs';

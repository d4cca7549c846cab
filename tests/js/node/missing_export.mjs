import cyclic from './lib/cycle_a.js';
import { early, nothing as zip } from './lib/cycle_a.js';

import { none } from './counter.mjs';

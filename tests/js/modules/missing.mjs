import { isEven } from './lib/even.mjs';
import { isOdd, isPrime } from './lib/odd.mjs';

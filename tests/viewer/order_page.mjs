// The page that most tests look at, of a trace that was written by hand.

import { handMadePage } from './page.mjs';

export const order = handMadePage();

export const panels = ['console', 'contexts', 'objects', 'loop', 'timeline', 'engine', 'questions', 'glossary'];

import { a, b as a } from "m";

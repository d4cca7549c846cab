import a from "m";

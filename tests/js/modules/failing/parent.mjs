import "./slow.mjs";
import "./throws.mjs";

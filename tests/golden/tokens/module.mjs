import { a as b } from "m"; export default await b <!--c;

import a from "m" with { type: "json", "type": "text" };

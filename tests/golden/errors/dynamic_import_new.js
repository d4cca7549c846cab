new import("m");

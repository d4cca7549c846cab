if (a) {
}
}

/** Stands in for Node's modules, which Tesseract's JavaScript names in branches that no Worker takes. */
export default {};

/** A `.bin` file is imported as its bytes (rule `Data` of the wrangler configuration). */
declare module "*.bin" {
  const bytes: ArrayBuffer;
  export default bytes;
}

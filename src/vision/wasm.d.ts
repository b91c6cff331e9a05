/** A WebAssembly file is imported precompiled: Workers refuse to compile one from bytes. */
declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

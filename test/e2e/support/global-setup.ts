import type { TestProject } from "vitest/node";
import { type StackClient, startStack } from "./stack.ts";

declare module "vitest" {
  export interface ProvidedContext {
    stack: { origin: string; live: StackClient; sandbox: StackClient; spare: StackClient[] };
  }
}

/** One stack for all end-to-end files: starting three Workers for each would take longer than the tests. */
export default async function setup(project: TestProject) {
  const { close, ...stack } = await startStack();
  project.provide("stack", stack);
  return close;
}

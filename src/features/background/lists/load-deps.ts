import type { Clock } from "../../../kernel/clock.ts";
import type { Database } from "../../../storage/database.ts";
import type { ListMessage } from "./list-message.ts";
import type { ListShelf } from "./shelf.ts";

export interface LoadDeps {
  database: Database;
  shelf: ListShelf;
  clock: Clock;
  /** Puts a message on the queue of the lists. */
  send(message: ListMessage): Promise<void>;
}

export interface LoadOptions {
  /** The files' date where they state none themselves, in milliseconds since 1970. */
  publishedAt?: number | null;
  /** True when the bytes came from the publisher just now; files from elsewhere are as old as their date. */
  fromPublisher: boolean;
  /** Lets a version serve that the size, age or sentinel gate refuses. */
  force?: boolean;
  onProgress?: (step: LoadStep, share: number) => void;
}

export type LoadStep = "keep" | "read" | "index" | "compare" | "swap";

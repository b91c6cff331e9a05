import type { Clock } from "../../kernel/clock.ts";
import type { Message, MessageSender } from "./port.ts";

const KEPT_MS = 3_600_000;
const MAX_KEPT = 100;

export interface ReceivedMessage extends Message {
  receivedAt: number;
}

export interface DevelopmentInbox extends MessageSender {
  /** What came in the last hour, newest first. */
  list(): ReceivedMessage[];
}

/**
 * Takes the place of every provider on a developer's machine: keeps messages in the memory of this process for an
 * hour, and prints them. Wired in development alone, where those who receive are made up.
 */
export function openDevelopmentInbox(clock: Clock): DevelopmentInbox {
  let kept: ReceivedMessage[] = [];
  const recent = () => kept.filter(({ receivedAt }) => receivedAt > clock() - KEPT_MS);
  return {
    async send(message) {
      // A repeat of the same message is the same message.
      const others = recent().filter(({ id }) => id !== message.id);
      kept = [{ ...message, receivedAt: clock() }, ...others].slice(0, MAX_KEPT);
      console.log(`[${message.channel} to ${message.to}] ${message.text}`);
      return { outcome: "sent" };
    },
    list: recent,
  };
}

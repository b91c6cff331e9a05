import type { Channel } from "../../storage/tables/messages.ts";
import type { Policy } from "./policy.ts";
import type { TraceEntry } from "./trace.ts";

/** Whether the addresses that a policy wants verified are; `missing` when one of them is not. Pure. */
export function judgeContact(
  policy: Pick<Policy, "requireVerifiedContact">,
  verified: readonly Channel[],
): { missing: boolean; trace: TraceEntry[] } {
  const trace = (policy.requireVerifiedContact ?? []).map((channel): TraceEntry => {
    const is = verified.includes(channel);
    return {
      rule: `contact.${channel}`,
      op: "=",
      threshold: "verified",
      observed: is ? "verified" : null,
      result: is ? "pass" : "missing",
      checkId: null,
    };
  });
  return { missing: trace.some(({ result }) => result === "missing"), trace };
}

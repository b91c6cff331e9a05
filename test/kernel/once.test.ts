import { describe, expect, it } from "vitest";
import { once } from "../../src/kernel/once.ts";

describe("what is made once", () => {
  it("is made when it is first asked for, and then no more, be it nothing", () => {
    let made = 0;
    const nothing = once(() => {
      made += 1;
      return null;
    });
    expect(made).toBe(0);
    expect([nothing(), nothing(), made]).toEqual([null, null, 1]);
  });
});

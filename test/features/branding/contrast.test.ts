import { describe, expect, it } from "vitest";
import { contrast, luminance, readableOn, shownRatio } from "../../../src/features/branding/contrast.ts";

describe("the contrast of two colours", () => {
  it.each([
    ["#000000", "#ffffff", 21], // WCAG 2.2: the most there is
    ["#ffffff", "#ffffff", 1],
    ["#777777", "#ffffff", 4.47], // the grey that WebAIM shows to miss AA
    ["#767676", "#ffffff", 4.54], // and the lightest that meets it
    ["#ff0000", "#ffffff", 3.99],
    ["#0000ff", "#ffffff", 8.59],
  ])("of %s and %s is %d", (one, other, ratio) => {
    expect(shownRatio(contrast(one, other))).toBe(ratio);
    expect(contrast(other, one)).toBe(contrast(one, other));
  });

  it("weighs the channels as WCAG does", () => {
    expect(luminance("#00ff00")).toBeCloseTo(0.7152, 4);
    expect(luminance("#ff0000")).toBeCloseTo(0.2126, 4);
  });

  it("always has black or white that is read well", () => {
    for (let grey = 0; grey < 256; grey++) {
      const colour = `#${grey.toString(16).padStart(2, "0").repeat(3)}`;
      expect(contrast(readableOn(colour), colour)).toBeGreaterThanOrEqual(4.5);
    }
  });
});

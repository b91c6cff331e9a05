import { describe, expect, it } from "vitest";
import { foldName } from "../../../../src/features/background/screening/normalize-name.ts";
import { scoreNames } from "../../../../src/features/background/screening/score-name.ts";
import { tokenize } from "../../../../src/features/background/screening/tokens.ts";

describe("a Chinese name", () => {
  it.each([
    ["陈全国", "chen quanguo"],
    ["孙金龙", "sun jinlong"],
    // As a surname read otherwise than elsewhere (仇 is chou, 单 dan, 解 jie in other words).
    ["仇鸿", "qiu hong"],
    ["单仁平", "shan renping"],
    ["解振华", "xie zhenhua"],
    ["曾庆红", "zeng qinghong"],
    // Of two characters.
    ["欧阳娜娜", "ouyang nana"],
    ["司马南", "sima nan"],
    ["諸葛亮", "zhuge liang"],
    ["東方朔", "dongfang shuo"],
  ])("%s is %s in pinyin", (native, pinyin) => {
    expect(foldName(native)).toBe(pinyin);
  });

  it.each([
    ["陈全国", "Quanguo CHEN"],
    ["Chen Quan Guo", "CHEN Quanguo"],
    ["Quan-guo Chen", "陈全国"],
    ["朱海仑", "ZHU, Hailun"],
    ["Zhu Hai Lun", "朱海仑"],
  ])("%s is %s, in any order and with its syllables apart", (one, other) => {
    expect(scoreNames(tokenize(one), tokenize(other)).score).toBeGreaterThan(0.9);
  });

  it("is no other name of the same surname", () => {
    expect(scoreNames(tokenize("陈全国"), tokenize("CHEN Mingguo")).score).toBeLessThan(0.8);
  });
});

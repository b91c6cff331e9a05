/**
 * Officials designated by OFAC between 2020 and 2021 (public notices of the US Treasury), by the name their own
 * language prints, and as the list prints it. No list that can be measured on prints Chinese names itself.
 */
export const CHINESE_DESIGNATIONS: readonly (readonly [native: string, listed: string])[] = [
  ["陈全国", "Quanguo Chen"],
  ["朱海仑", "Hailun Zhu"],
  ["王君正", "Junzheng Wang"],
  ["王明山", "Mingshan Wang"],
  ["霍留军", "Liujun Huo"],
  ["骆惠宁", "Huining Luo"],
  ["夏宝龙", "Baolong Xia"],
  ["郑雁雄", "Yanxiong Zheng"],
  ["孙金龙", "Jinlong Sun"],
  ["彭家瑞", "Jiarui Peng"],
  ["曹建明", "Jianming Cao"],
  ["陈竺", "Zhu Chen"],
  ["王晨", "Chen Wang"],
  ["沈跃跃", "Yueyue Shen"],
  ["张春贤", "Chunxian Zhang"],
  ["王东明", "Dongming Wang"],
  ["丁仲礼", "Zhongli Ding"],
  ["郝明金", "Mingjin Hao"],
  ["蔡达峰", "Dafeng Cai"],
  ["武维华", "Weihua Wu"],
  ["张晓明", "Xiaoming Zhang"],
  ["孙青野", "Qingye Sun"],
  ["尤权", "Quan You"],
  ["邓中华", "Zhonghua Deng"],
  ["林鄭月娥", "Carrie Lam"],
  ["李家超", "John Lee Ka-chiu"],
  ["邓炳强", "Chris Tang"],
  ["曾国卫", "Erick Tsang"],
];

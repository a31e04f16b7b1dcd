/** 分 from an amount printed in 万元 with two decimals. */
export const wan = (printed: string): number => Number(printed.replace('.', '')) * 10_000;

export const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

/** 广州市医疗保险服务中心 2021 年部门预算 表9 一般公共预算基本支出: departmental code and amount in 万元, as printed. */
const PRINTED = `
  30101 1645.78 30102 6857.43 30108 802.90 30109 399.62 30112 40.00 30113 1310.22 30199 4518.25
  30201 251.90  30202 1.96    30205 4.50   30206 58.83  30207 218.00 30209 199.76 30211 43.50
  30213 33.40   30215 1.50    30216 12.30  30217 1.96   30227 28.00  30228 112.00 30229 120.00
  30231 30.00   30239 344.52  30299 141.01 31002 26.00  30302 222.80 30309 270.12 30399 97.44`;

/** Table 9 by departmental 款, amounts in 分. */
export const GZ_2021_TABLE_9 = [...PRINTED.matchAll(/(\d{5}) +([\d.]+)/g)].map(
  ([, economicCode = '', amount = '']) => ({
    economicCode,
    amount: wan(amount),
  }),
);

/** The department's units: names as the document prints them, codes illustrative. */
export const UNITS = { bureau: '310001', insuranceCentre: '310002', aidCentre: '310003' } as const;

export type UnitCode = (typeof UNITS)[keyof typeof UNITS];

/**
 * Where 广州市医疗保险服务中心 keeps its payrolls: its head office and the eleven districts. `weight` is the office's
 * illustrative share.
 */
export const OFFICES = [
  { name: '本部', weight: 240 },
  { name: '越秀', weight: 90 },
  { name: '海珠', weight: 80 },
  { name: '荔湾', weight: 75 },
  { name: '天河', weight: 95 },
  { name: '白云', weight: 85 },
  { name: '黄埔', weight: 60 },
  { name: '番禺', weight: 70 },
  { name: '花都', weight: 55 },
  { name: '南沙', weight: 40 },
  { name: '从化', weight: 45 },
  { name: '增城', weight: 50 },
] as const;

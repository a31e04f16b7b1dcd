import * as fc from 'fast-check';
import { add, fen, formatYuan, parseYuan, sum, ZERO } from '@yujue/money';
import { renderTraceHtml, renderTraceText } from '../formats/trace-formats';
import { boundedBridge } from './bounded-bridge';
import { type BridgeStep } from './bridge';
import { type Trace } from './trace-cell';

const NO_PAPER = { documentNo: null, occurredOn: null, reason: null } as const;
const step = (amount: string, more: Partial<BridgeStep> = {}): BridgeStep => ({
  step: '追加',
  amount,
  ...NO_PAPER,
  ...more,
});
const isStep = ({ subtotal }: BridgeStep): boolean => !subtotal;
const amountsOf = (steps: readonly BridgeStep[]) => sum(steps.filter(isStep).map(({ amount }) => parseYuan(amount)));

/** A bridge of parts, each with a subtotal of everything before it. */
function bridgeOf(parts: readonly (readonly number[])[]): BridgeStep[] {
  let reached = ZERO;
  return parts.flatMap((amounts) => {
    const steps = amounts.map((amount) => step(formatYuan(fen(amount))));
    reached = add(reached, amountsOf(steps));
    return [...steps, step(formatYuan(reached), { step: '小计', subtotal: true })];
  });
}

describe('桥只列最大的各步，其余合为一步', () => {
  const parts = fc.array(fc.array(fc.integer({ min: -100_000, max: 100_000 }), { maxLength: 30 }), { maxLength: 5 });

  it('仍然逐步加得起来，小计不变，步数有限，合并了几步说得清', () =>
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 20 }), (amounts, most) => {
        const bridge = bridgeOf(amounts);
        const bounded = boundedBridge(bridge, most);
        expect(bounded.filter(({ subtotal }) => subtotal)).toEqual(bridge.filter(({ subtotal }) => subtotal));
        for (const [index, { subtotal, amount }] of bounded.entries())
          if (subtotal) expect(formatYuan(amountsOf(bounded.slice(0, index)))).toBe(amount);
        const steps = bounded.filter(isStep);
        expect(steps.length).toBeLessThanOrEqual(most + amounts.length);
        expect(steps.reduce((count, { summed = 1 }) => count + summed, 0)).toBe(bridge.filter(isStep).length);
      }),
    ));

  it('不多的原样列出', () => {
    const bridge = bridgeOf([[1, -2], [3]]);
    expect(boundedBridge(bridge, 3)).toEqual(bridge);
  });

  it('列出的是最大的，负数按大小算，次序不变', () =>
    expect(
      boundedBridge(
        bridgeOf([
          [1, -50, 2],
          [40, 3],
        ]),
        2,
      ).map(({ step: name, amount, summed }) => [name, amount, summed]),
    ).toEqual([
      ['追加', '-0.50', undefined],
      ['其余', '0.03', 2],
      ['小计', '-0.47', undefined],
      ['追加', '0.40', undefined],
      ['其余', '0.03', 1],
      ['小计', '-0.04', undefined],
    ]));

  it('一步的事由过长的截短', () => {
    const [short] = boundedBridge([step('1.00', { reason: '字'.repeat(10_000) })]);
    expect(short!.reason).toBe(`${'字'.repeat(500)}……`);
  });

  it('命令行和网页写明其余几步的合计', () => {
    const bridge = bridgeOf([Array.from({ length: 230 }, (_, index) => 100 + index)]);
    const cell = {
      table: '1',
      title: '收支总表',
      side: null,
      code: null,
      row: '合计',
      column: '决算数',
      measure: '追加',
      printed: null,
      exact: bridge.at(-1)!.amount,
    };
    const trace: Trace = { cell, bridge, entries: [] };
    expect(renderTraceText(trace)).toMatch(/其余 30 步 +34.35/);
    expect(renderTraceHtml(trace)).toContain('其余 30 步');
  });
});

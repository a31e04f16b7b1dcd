import { ProgressDisplay } from './progress';

/** A display at a clock that the spec moves, and what it wrote. */
function display(isTTY: boolean) {
  const written: string[] = [];
  let time = 0;
  const shown = new ProgressDisplay('重建', { isTTY, write: (text) => written.push(text) }, () => time);
  return { shown, written, wait: (ms: number) => (time += ms) };
}

describe('进度', () => {
  it('终端上在同一行重画进度条，结束时清除', () => {
    const { shown, written, wait } = display(true);
    shown.show(250_000, 1_000_000);
    wait(100);
    shown.show(1_000_000, 1_000_000);
    shown.end();
    expect(written).toEqual([
      `\r重建 [${'█'.repeat(6)}${'░'.repeat(18)}] 250,000 / 1,000,000 个事件（25%）\u001b[K`,
      `\r重建 [${'█'.repeat(24)}] 1,000,000 / 1,000,000 个事件（100%）\u001b[K`,
      '\r\u001b[K',
    ]);
  });

  it('不在终端上时每两秒一行', () => {
    const { shown, written, wait } = display(false);
    shown.show(500, 2_000);
    wait(1_999);
    shown.show(1_000, 2_000);
    wait(1);
    shown.show(1_500, 2_000);
    shown.end();
    expect(written).toEqual(['重建：500 / 2,000 个事件（25%）\n', '重建：1,500 / 2,000 个事件（75%）\n']);
  });

  it('总数未知时只说已完成多少', () => {
    const { shown, written } = display(false);
    shown.show(3_000);
    expect(written).toEqual(['重建：3,000 个事件\n']);
  });
});

import { type LedgerEvent } from '../events';
import { type Refusal } from '../refusal';
import { RULES, appropriate, opened, pay, services } from '../testing';
import { UNOPENED, fold } from '../unit-year';
import { decide } from './decide';
import { decideAll } from './decide-all';

const year = [opened, appropriate(services, '100.00')].reduce(
  (state, command) => fold(decide(state, command, RULES) as LedgerEvent[], state),
  UNOPENED,
);

describe('一并登记的几笔业务', () => {
  it('后一笔以前一笔为基础：前一笔用掉的，后一笔不能再用', () => {
    const refusal = decideAll(year, [pay(services, 'Z1', '60.00'), pay(services, 'Z2', '60.00')], RULES);
    expect(refusal).toMatchObject({
      code: 'AVAILABLE_EXCEEDED',
      path: expect.stringMatching(/^commands\.1/) as string,
    });
    expect((refusal as Refusal).message).toMatch(/^第 2 笔：/);
  });

  it('都登记得了，就是各笔的事件，按次序', () => {
    const events = decideAll(year, [pay(services, 'Z1', '60.00'), pay(services, 'Z2', '40.00')], RULES);
    expect(events).toMatchObject([{ data: { paymentId: 'Z1' } }, { data: { paymentId: 'Z2' } }]);
  });

  it('有几笔登记不了，就一次说全，一笔也不登记', () => {
    const tooMuch = (paymentId: string) => pay(services, paymentId, '100.01');
    const refusal = decideAll(year, [tooMuch('Z1'), pay(services, 'Z2', '1.00'), tooMuch('Z3')], RULES) as Refusal;
    expect(refusal.all.map(({ path }) => path.split('.')[1])).toEqual(['0', '2']);
  });
});

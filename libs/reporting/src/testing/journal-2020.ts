import { type Measure } from '@yujue/ledger';
import { type Fen, fen, subtract } from '@yujue/money';
import { type JournalEntry, type LineFacts } from '@yujue/facts';

/** Papers of an invented journal: when and by which document a measure was posted. */
const PAPERS: Partial<Record<Measure, readonly (readonly [occurredOn: string, documentNo: string, reason: string])[]>> =
  {
    appropriated: [['2020-02-20', '批复〔2020〕1号', '年初预算批复']],
    supplemented: [['2020-06-15', '追加〔2020〕8号', '上级补助']],
    broughtForward: [['2020-01-02', '结转〔2020〕1号', '上年结转']],
    disbursed: [
      ['2020-05-31', '支付〔2020〕5号', '第一笔'],
      ['2020-11-30', '支付〔2020〕11号', '第二笔'],
    ],
    received: [['2020-11-30', '支付〔2020〕11号', '国库支付']],
    lapsed: [['2020-12-31', '年结〔2020〕1号', '年末收回']],
    carriedForward: [['2020-12-31', '年结〔2020〕1号', '结转下年']],
  };

/** A journal whose sums are the given facts: every amount is posted by the papers above, in equal shares. */
export function journalOf(facts: readonly LineFacts[]): JournalEntry[] {
  let position = 0;
  return facts.flatMap(({ line, amounts }) =>
    (Object.entries(amounts) as [Measure, Fen][]).flatMap(([measure, amount]) => {
      const papers = PAPERS[measure] ?? [['2020-12-31', '其他〔2020〕1号', '']];
      return papers.map(([occurredOn, documentNo, reason], index): JournalEntry => {
        position += 1;
        return {
          position: String(position),
          eventId: `event-${position}`,
          eventType: 'DisbursementMade',
          line,
          measure,
          amount: share(amount, papers.length, index),
          occurredOn,
          recordedAt: `${occurredOn}T00:00:00.000Z`,
          documentNo,
          reason,
          basis: null,
          actor: '张三',
        };
      });
    }),
  );
}

/** One of so many shares; the last one takes what does not divide. */
function share(amount: Fen, parts: number, index: number): Fen {
  const each = fen(Math.trunc(amount / parts));
  return index < parts - 1 ? each : subtract(amount, fen(each * (parts - 1)));
}

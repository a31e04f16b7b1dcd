import { type QueryBus } from '@nestjs/cqrs';
import { ListTracedEntries, OpenTrace, TraceCell, type TraceQuestion } from '@yujue/application';
import { parseYuan, sum } from '@yujue/money';
import { type TracedEntryRow } from '@yujue/reporting';

/** A figure's trace read to its last page, as a client reads it. */
export async function readPagedTrace(queries: QueryBus, question: TraceQuestion, limit: number) {
  const first = await queries.execute(new OpenTrace({ ...question, limit }));
  const entries = [...first.entries];
  for (let after = first.next; after !== null;) {
    const page = await queries.execute(new ListTracedEntries({ ...question, limit, after, upTo: first.position }));
    entries.push(...page.items);
    after = page.next;
  }
  return { first, entries };
}

/** Reads a figure's trace whole and in pages: both say the same, and everything adds up to the figure. */
export async function expectPagesToAddUp(queries: QueryBus, question: TraceQuestion, limit: number): Promise<void> {
  const whole = await queries.execute(new TraceCell(question));
  const { first, entries } = await readPagedTrace(queries, question, limit);
  const exact = parseYuan(whole.cell.exact);
  expect({ cell: first.cell, bridge: first.bridge }).toEqual({ cell: whole.cell, bridge: whole.bridge });
  expect(entries.map(withoutRecording)).toEqual(whole.entries);
  expect(first.total).toEqual({ entries: entries.length, amount: whole.cell.exact });
  expect(sum(entries.map(({ amount }) => parseYuan(amount)))).toBe(exact);
  for (const { unit, line, entries: count, amount } of first.lines) {
    const own = entries.filter((it) => it.unit === unit && it.line === line);
    expect([own.length, sum(own.map((it) => parseYuan(it.amount)))]).toEqual([count, parseYuan(amount)]);
  }
  expect(sum(first.lines.map(({ amount }) => parseYuan(amount)))).toBe(exact);
}

const withoutRecording = ({ unit: _unit, actor: _actor, recordedAt: _recordedAt, ...entry }: TracedEntryRow) => entry;

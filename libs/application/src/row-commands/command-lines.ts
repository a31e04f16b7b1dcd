import { type LedgerCommand } from '@yujue/ledger';

/** The lines of a document's command: of a transfer first those that go out. Empty for a command of one row. */
export function linesOf({ type, data }: LedgerCommand): readonly { readonly lineId: string }[] {
  if (type === 'transferBudget') return [...data.from, ...data.to];
  return 'lines' in data ? data.lines : [];
}

/** A document's command with only those of its lines that are to be kept. A command of one row is returned as it is. */
export function withLines(command: LedgerCommand, kept: readonly boolean[]): LedgerCommand {
  const { type, data } = command;
  if (type === 'transferBudget') {
    const from = data.from.filter((_, index) => kept[index]);
    const to = data.to.filter((_, index) => kept[data.from.length + index]);
    return { type, data: { ...data, from, to, opens: openedBy(data.opens, [...from, ...to]) } };
  }
  if (!('lines' in data)) return command;
  const lines = data.lines.filter((_, index) => kept[index]);
  return {
    type,
    data: { ...data, lines, ...('opens' in data && { opens: openedBy(data.opens, lines) }) },
  } as LedgerCommand;
}

const openedBy = <Line extends { readonly id: string }>(opens: readonly Line[], lines: readonly { lineId: string }[]) =>
  opens.filter(({ id }) => lines.some(({ lineId }) => lineId === id));

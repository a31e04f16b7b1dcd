import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { type EventStore, InMemoryEventStore, verifyLog } from '@yujue/event-store';
import { collect, stateOf } from '@yujue/event-store/testing';
import { type Projector } from '@yujue/read-model';
import { AcknowledgeLogBreakHandler } from './acknowledge-log-break';
import { LogContinuity } from './log-continuity';
import { LogMemory } from './log-memory';
import { MemoryFiles } from './memory-files';
import { RememberingStore } from './remembering-store';

const STREAM = 'budget-310002-2020';

let home: string;

/** Reports that cover nothing yet. */
const projector = { checkpoint: async () => ({ event: null, updatedAt: '' }) } as unknown as Pick<
  Projector,
  'checkpoint'
>;

beforeAll(() => Logger.overrideLogger(false));
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'yujue-home-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Starts a process with the test's home and the given store as its log. */
function startProcess(log: EventStore) {
  const memory = new LogMemory();
  const store = new RememberingStore(log, memory);
  const continuity = new LogContinuity(store, memory, new MemoryFiles({ home }), projector);
  continuity.onApplicationBootstrap();
  return { store, continuity };
}

/** Appends an event as a separate command; returns the command's id. */
async function pay(store: EventStore): Promise<string> {
  const commandId = randomUUID();
  const metadata = { commandId, correlationId: commandId, causationId: null, actor: '测试' };
  await store.append({
    stream: STREAM,
    expected: stateOf((await collect(store.readStream(STREAM))).at(-1)),
    commandId,
    fingerprint: '0'.repeat(64),
    events: [{ id: randomUUID(), type: 'DisbursementMade', version: 3, data: {}, metadata }],
  });
  return commandId;
}

/** Copies the first events of a log to another store. */
async function copyOf(log: EventStore, events = Infinity): Promise<InMemoryEventStore> {
  const copy = new InMemoryEventStore();
  for (const { stream, metadata, recordedAt, ...event } of (await collect(log.readAll())).slice(0, events)) {
    const { commandId, fingerprint } = metadata;
    const expected = stateOf((await collect(copy.readStream(stream))).at(-1));
    await copy.append({ stream, expected, commandId, fingerprint, events: [{ ...event, metadata }], recordedAt });
  }
  return copy;
}

async function withPayments(payments: number) {
  const log = new InMemoryEventStore();
  const { store, continuity } = startProcess(log);
  const commands: string[] = [];
  for (let no = 0; no < payments; no++) commands.push(await pay(store));
  await continuity.onApplicationShutdown();
  return { log, commands };
}

describe('a log at the start of a process', () => {
  it('that is unchanged, has grown, or was moved to another store is not reported', async () => {
    const { log } = await withPayments(5);
    const { continuity } = startProcess(log);
    expect(await continuity.report()).toBeNull();
    await continuity.onApplicationShutdown();
    await pay(log);
    const moved = startProcess(await copyOf(log));
    expect(await moved.continuity.report()).toBeNull();
    await moved.continuity.onApplicationShutdown();
  });

  it('that went back is reported: from where to where, and which answered commands are missing', async () => {
    const { log, commands } = await withPayments(5);
    const { continuity } = startProcess(await copyOf(log, 3));
    const report = (await continuity.report())!;
    expect(report).toMatchObject({
      lost: [{ stream: STREAM, revision: 4, position: await log.head() }],
      to: '00000000000000000003',
    });
    expect(report.missing.map(({ commandId }) => commandId)).toEqual(commands.slice(3));
    expect(await continuity.notices()).toEqual([
      expect.stringMatching(/^数据不全：.*budget-310002-2020 第 4 号.*0003。/),
    ]);
    await continuity.onApplicationShutdown();
  });

  it('that is empty, or has grown past the old place with other events, is reported', async () => {
    const { log } = await withPayments(2);
    const empty = startProcess(new InMemoryEventStore());
    expect(await empty.continuity.report()).toMatchObject({ to: null });
    await empty.continuity.onApplicationShutdown();
    const other = await copyOf(log, 1);
    for (let no = 0; no < 5; no++) await pay(other);
    const { continuity } = startProcess(other);
    expect((await continuity.report())!.missing).toHaveLength(1);
    await continuity.onApplicationShutdown();
  });

  it('is not compared with a damaged file', async () => {
    const { log } = await withPayments(2);
    for (const name of readdirSync(join(home, 'log-memory')))
      writeFileSync(join(home, 'log-memory', name), '{"version":1,"remem');
    const { continuity } = startProcess(await copyOf(log, 1));
    expect(await continuity.report()).toBeNull();
    await continuity.onApplicationShutdown();
  });
});

describe('several processes of one home', () => {
  it('keep everything that each of them knew, and leave one file when they have ended', async () => {
    const log = new InMemoryEventStore();
    const processes = Array.from({ length: 6 }, () => startProcess(log));
    for (const { store } of processes) await pay(store);
    const newest = processes.at(-1)!;
    await pay(newest.store);
    await Promise.all(processes.map(({ continuity }) => continuity.onApplicationShutdown()));

    const after = startProcess(await copyOf(log, 6));
    expect((await after.continuity.report())!.lost.at(-1)).toMatchObject({ revision: 6 });
    await pay(after.store);
    await after.continuity.onApplicationShutdown();
    expect(readdirSync(join(home, 'log-memory'))).toHaveLength(1);
    const next = startProcess(await copyOf(log, 6));
    expect((await next.continuity.report())!.missing).toHaveLength(2);
    await next.continuity.onApplicationShutdown();
  });
});

describe('an acknowledgement', () => {
  const acknowledge = ({ store, continuity }: ReturnType<typeof startProcess>, actor = '张三') =>
    new AcknowledgeLogBreakHandler(store, continuity).execute({ actor } as never);
  const acknowledgements = (store: EventStore) => collect(store.readStream('log-continuity'));

  it('is recorded once, with what was lost and by whom, and no process reports the break any more', async () => {
    const { log, commands } = await withPayments(5);
    const restored = await copyOf(log, 3);
    const running = startProcess(restored);
    const other = startProcess(restored);
    expect(await running.continuity.report()).not.toBeNull();
    expect(await acknowledge(other)).toMatchObject({ missing: [{}, {}] });
    expect(await acknowledge(other)).toBeNull();
    expect(await running.continuity.report()).toBeNull();

    const [event, ...more] = await acknowledgements(restored);
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      type: 'LogBreakAcknowledged',
      metadata: { actor: '张三' },
      data: {
        lost: [{ stream: STREAM, revision: 4 }],
        to: '00000000000000000003',
        missing: [{ commandId: commands[3] }, { commandId: commands[4] }],
        missingTotal: 2,
      },
    });
    expect((await verifyLog(restored)).fault).toBeNull();
    await Promise.all([running, other].map(({ continuity }) => continuity.onApplicationShutdown()));
    const next = startProcess(await copyOf(restored));
    expect(await next.continuity.report()).toBeNull();
    await next.continuity.onApplicationShutdown();
  });

  it('by two processes at the same moment is recorded once', async () => {
    const { log } = await withPayments(5);
    const restored = await copyOf(log, 3);
    const both = [startProcess(restored), startProcess(restored)];
    await Promise.all(both.map((it, no) => acknowledge(it, `第 ${no} 人`)));
    expect(await acknowledgements(restored)).toHaveLength(1);
    await Promise.all(both.map(({ continuity }) => continuity.onApplicationShutdown()));
  });

  it('does not cover what is lost later', async () => {
    const { log } = await withPayments(5);
    const restored = await copyOf(log, 3);
    const first = startProcess(restored);
    await acknowledge(first);
    await pay(first.store);
    await first.continuity.onApplicationShutdown();
    const again = startProcess(await copyOf(restored, 4));
    expect(await again.continuity.report()).toMatchObject({ lost: [{ revision: 3 }] });
    expect(await acknowledge(again)).toMatchObject({ missing: [{}] });
    expect(await again.continuity.report()).toBeNull();
    await again.continuity.onApplicationShutdown();
  });

  it('records nothing when the log did not go back', async () => {
    const { log } = await withPayments(1);
    const one = startProcess(log);
    expect(await acknowledge(one)).toBeNull();
    expect(await acknowledgements(log)).toEqual([]);
    await one.continuity.onApplicationShutdown();
  });
});

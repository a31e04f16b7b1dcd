import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresPair } from '@yujue/database/testing';
import { PostgresEventStore } from '@yujue/event-store';
import { printedSeed, seededRandom } from '@yujue/event-store/testing';
import { judge } from './judge';
import { LiveListener } from './live-listener';
import { PayingClients, type PaymentsMade } from './paying-clients';
import { ApiProcess, loadPayingDataset } from './programs';

/** How many seeds each test runs; one in `npm test`. */
const SEEDS = Number(process.env.FAILOVER_SEEDS ?? 1);
/** Payments before the fail-over and after it. */
const PAYMENTS_BEFORE = 40;
const PAYMENTS_AFTER = 80;
/** The time that a machine which is busy with other tests may need for those payments. */
const PAYMENTS_MAX_MS = 120_000;
/** The standby is promoted after 1–3 s, as a supervisor of the two would do. */
const PROMOTED_AFTER_MS = { least: 1_000, most: 3_000 };
/** Live updates follow the reports, which are seconds behind after a fail-over. */
const HEARD_MAX_MS = 60_000;

jest.setTimeout((SEEDS + 1) * 300_000);

interface FailedOver {
  readonly made: PaymentsMade;
  readonly violations: readonly string[];
  /** Units whose last payment an open screen did not receive, or whose connection ended. */
  readonly unheard: readonly string[];
  readonly endedByThemselves: readonly string[];
  readonly exitCodes: readonly (number | null)[];
}

/** Two API processes on a pair, clients that pay through both, and a primary that fails meanwhile. */
async function failOver(seed: number, trouble: (pair: PostgresPair) => Promise<void>): Promise<FailedOver> {
  const random = seededRandom(seed);
  const pair = await PostgresPair.start();
  const home = mkdtempSync(join(tmpdir(), 'yujue-failover-'));
  const settings = { YUJUE_HOME: home, DATABASE_URL: pair.url };
  const apis: ApiProcess[] = [];
  try {
    await loadPayingDataset(settings);
    apis.push(...(await Promise.all([ApiProcess.start(settings), ApiProcess.start(settings)])));
    const screen = await LiveListener.open(apis[0]!.url);
    const clients = PayingClients.start({ apis: apis.map(({ url }) => url), seed });
    const paidBefore = await clients.confirm(PAYMENTS_BEFORE, PAYMENTS_MAX_MS);
    await trouble(pair);
    const { least, most } = PROMOTED_AFTER_MS;
    await sleep(least + random() * (most - least));
    await pair.standby.promote();
    const paidAfter = await clients.confirm(PAYMENTS_AFTER, PAYMENTS_MAX_MS);
    const made = await clients.stop();
    expect({ paidBefore, paidAfter }).toEqual({ paidBefore: true, paidAfter: true });
    const unheard = await unheardBy(screen, made);
    const endedByThemselves = apis.filter(({ hasEnded }) => hasEnded).map(({ output }) => output());
    const exitCodes = await Promise.all(apis.map((api) => api.stop()));
    const store = PostgresEventStore.open({ url: pair.standby.url() });
    try {
      return { made, violations: await judge(store, made.payments), unheard, endedByThemselves, exitCodes };
    } finally {
      await store.close();
    }
  } finally {
    await Promise.all(apis.map((api) => api.stop(0)));
    await pair.remove();
    rmSync(home, { recursive: true, force: true });
  }
}

async function unheardBy(screen: LiveListener, { payments }: PaymentsMade): Promise<string[]> {
  const last = new Map<string, string>();
  for (const { unit, confirmations } of payments)
    for (const { position } of confirmations) if (position > (last.get(unit) ?? '')) last.set(unit, position);
  const unheard = () => [...last].filter(([unit, position]) => (screen.heard.get(unit) ?? '') < position);
  const until = performance.now() + HEARD_MAX_MS;
  while (unheard().length > 0 && !screen.hasEnded && performance.now() < until) await sleep(50);
  const found = [...unheard().map(([unit]) => unit), ...(screen.hasEnded ? ['the connection ended'] : [])];
  screen.close();
  return found;
}

async function eachSeed(trouble: (pair: PostgresPair) => Promise<void>): Promise<void> {
  const first = printedSeed();
  for (let round = 0; round < SEEDS; round += 1) {
    const seed = first + 1_000 * round;
    const { made, ...rest } = await failOver(seed, trouble);
    const { failures, payments, answers, slowestMs } = made;
    process.stdout.write(
      `SEED=${seed} ${payments.length} payments, ${answers} answers, the slowest after ${Math.round(slowestMs)} ms\n`,
    );
    expect({ seed, failures, ...rest }).toEqual({
      seed,
      failures: [],
      violations: [],
      unheard: [],
      endedByThemselves: [],
      exitCodes: [0, 0],
    });
  }
}

describe('主库出事、备库接替时，两个程序的收付照常', () => {
  it('主库被杀：没有一笔丢失或重复，没有程序退出，没有人看到错误', () => eachSeed((pair) => pair.primary.kill()));

  const inLongRuns = SEEDS > 1 ? it : it.skip;
  inLongRuns('主库停住不动：也是一样（只在 npm run test:long 中运行）', () =>
    eachSeed((pair) => pair.primary.freeze()),
  );
});

import { Campaign, Tally } from './campaign';
import { FuzzedOffice } from './fuzzed-office';
import { routesOf } from './routes';

/** `FUZZ_SEED=7 npx jest --selectProjects int --testPathPatterns fuzz` makes the same requests again. */
const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
/** How long requests are made (`npm run test:long`); by default a few hundred of them, whatever the time. */
const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? 0);
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 120);
/** Requests on one installation, which is then rebuilt, exported and moved; a new one is opened for the next. */
const ROUND_REQUESTS = 1_000;
/** What comes after the last request. */
const REST_MS = 600_000;

/** One installation, from its first request to its move. */
async function round(seed: number, tally: Tally, goesOn: () => boolean): Promise<void> {
  const office = await FuzzedOffice.open();
  try {
    const description = await fetch(`http://127.0.0.1:${office.port}/docs/openapi.json`);
    const campaign = new Campaign(
      office,
      routesOf((await description.json()) as Parameters<typeof routesOf>[0]),
      tally,
    );
    for (let done = 0; done < ROUND_REQUESTS && goesOn(); done++) await campaign.step(seed + done);
    expect(campaign.failures).toEqual([]);
    await office.project();
    await office.rebuild();
    await office.exportReports(tally.rounds);
    await office.moveLog();
    tally.rounds += 1;
  } finally {
    await office.close();
  }
}

describe(`由校验规则生成的请求（FUZZ_SEED=${SEED}）`, () => {
  it(
    '任何请求都不是 5xx；被接受的都能投影、重建、导出并核对相符、搬家后逐字节相同',
    async () => {
      const tally = new Tally();
      const until = Date.now() + SECONDS * 1_000;
      const goesOn = () => (SECONDS > 0 ? Date.now() < until : tally.requests + tally.registerEntries < REQUESTS);
      for (let seed = SEED; goesOn(); seed += ROUND_REQUESTS) {
        await round(seed, tally, goesOn);
        if (SECONDS > 0) console.log(`FUZZ_SEED=${SEED} ${JSON.stringify(tally)}`);
      }
      // A generator whose requests were all refused would prove nothing.
      expect(tally.statuses['200'] ?? 0).toBeGreaterThan(tally.requests / 25);
    },
    SECONDS * 1_000 + REST_MS,
  );
});

import { Campaign } from './campaign';
import { FuzzedHouse } from './house';
import { routesOf } from './routes';

/** `FUZZ_SEED=7 npx jest --selectProjects int --testPathPatterns fuzz` runs a campaign again. */
const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
/** How long requests are made (`npm run test:long`); by default a few hundred of them, whatever the time. */
const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? 0);
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 400);
/** The log that a round leaves is small enough to be rebuilt, exported and moved in a few seconds. */
const ROUND_REQUESTS = 1_000;
/** Rebuilding, exporting and moving house after the last request. */
const REST_MS = 300_000;

describe(`由校验规则生成的请求（FUZZ_SEED=${SEED}）`, () => {
  let house: FuzzedHouse;
  beforeAll(async () => {
    house = await FuzzedHouse.open();
  });
  afterAll(() => house.close());

  it(
    '任何请求都不是 5xx；被接受的都能投影、重建、导出并核对相符、搬家后逐字节相同',
    async () => {
      const description = await fetch(`http://127.0.0.1:${house.port}/docs/openapi.json`);
      const campaign = new Campaign(house, routesOf((await description.json()) as Parameters<typeof routesOf>[0]));
      const until = Date.now() + SECONDS * 1_000;
      const goesOn = (done: number) => (SECONDS > 0 ? Date.now() < until : done < REQUESTS);
      for (let done = 0, rounds = 0; goesOn(done); rounds++) {
        for (let inRound = 0; inRound < ROUND_REQUESTS && goesOn(done); inRound++, done++)
          await campaign.step(SEED + done);
        expect(campaign.failures).toEqual([]);
        await house.project();
        await house.rebuild();
        await house.exportReports(rounds);
        await house.moveHouse();
        if (SECONDS > 0) console.log(`FUZZ_SEED=${SEED} ${JSON.stringify(campaign.tally)}`);
      }
      // A generator whose requests were all refused would prove nothing.
      expect(campaign.tally.statuses['200'] ?? 0).toBeGreaterThan(REQUESTS / 20);
    },
    SECONDS * 1_000 + REST_MS,
  );
});

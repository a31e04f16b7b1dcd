import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandBus } from '@nestjs/cqrs';
import { CatchUp, EventStoreError, ExportLog, UserError, VerifyLog } from '@yujue/application';
import { Catalogues, UnitYears } from '@yujue/application/testing';
import { InMemorySnapshotStore, sealLog } from '@yujue/event-store';
import { type FaultKind, Faults, seededRandom } from '@yujue/event-store/testing';
import { Refusal } from '@yujue/ledger';
import * as ledger from '@yujue/ledger/testing';
import { type FaultyOffice, type OfficeProcess } from './faulty-office';
import { type Told, faultsOfLog } from './judge';
import { Screen } from './screen';

const YEAR = 2020;
const UNITS = ['900001', '900002'];
/** A line of each unit. */
const LINES: Readonly<Record<string, string>> = { '900001': 'A2', '900002': 'B1' };
const DEPARTMENT = `/api/v1/departments/small/years/${YEAR}`;

/** How the store fails in one campaign: rarely in all ways, often in all ways, or in one or two ways only. */
const PROFILES: readonly Readonly<Partial<Record<FaultKind, number>>>[] = [
  evenly(0.01),
  evenly(0.03),
  evenly(0.08),
  { unconfirmed: 0.3, late: 0.3 },
  { lost: 1 },
  { readOnly: 1 },
  { hang: 0.5, hangAfter: 0.5 },
  { delay: 0.6, busy: 0.2 },
];

function evenly(chance: number): Partial<Record<FaultKind, number>> {
  const kinds: FaultKind[] = ['lost', 'unconfirmed', 'late', 'busy', 'readOnly', 'hang', 'hangAfter', 'delay'];
  return Object.fromEntries(kinds.map((kind) => [kind, chance]));
}

const DEADLINE_MS = 150;
const DELAY_MAX_MS = 60;
const FAULTS_LAST_MS = 700;
const WORKERS = 6;
const JOBS = 24;

/** A request that takes longer counts as hanging. Far above any deadline here, because a busy machine is not a fault. */
const ANSWER_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 60_000;
/** How often a command is repeated on a store without faults; it must get its answer within these tries. */
const TRIES_ON_A_GOOD_STORE = 20;

/** Answers that a request may get while its store fails; any 5xx other than 503 is a fault of the program. */
const ANSWERS = [200, 404, 409, 412, 422, 503];

/** 双人复核: a step that another person than the voucher's authors takes. */
const isJudging = (body: object | string | undefined): boolean =>
  typeof body === 'object' && 'type' in body && (body.type === 'approve' || body.type === 'return');

interface Answer {
  readonly status: number;
  readonly body: {
    readonly code?: string;
    readonly detail?: string;
    readonly position?: string;
    readonly state?: string;
  };
}

/** One seed: the application works on a store that fails at random, then on one without faults, and is then stopped. */
export class Campaign {
  readonly violations: string[] = [];
  readonly statuses = new Map<number, number>();
  private readonly random: () => number;
  private readonly faults: Faults;
  private readonly promises: Told[] = [];
  private processes: OfficeProcess[] = [];
  private screens: Screen[] = [];
  /** Counts stops, because a request to a process that is stopping may get no answer. */
  private stops = 0;
  private isGood = false;
  private count = 0;

  constructor(
    private readonly office: FaultyOffice,
    private readonly seed: number,
  ) {
    this.random = seededRandom(seed);
    const chances = PROFILES[Math.floor(this.random() * PROFILES.length)]!;
    const options = { deadlineMs: DEADLINE_MS, delayMaxMs: DELAY_MAX_MS, subscriptionMaxMs: 400 };
    this.faults = new Faults({ seed, chances, ...options });
  }

  /** Returns every violation as a sentence; empty when all is well. */
  async run(): Promise<string[]> {
    await this.closeYearOf(this.closedUnit);
    const wanted = this.random() < 0.4 ? 2 : 1;
    for (let index = 0; index < wanted; index++) await this.startProcess();
    const restarts = this.random() < 0.3;
    const jobs = Array.from({ length: JOBS }, () => this.anyJob());
    const working = Promise.all(
      Array.from({ length: WORKERS }, async () => {
        for (let job = jobs.pop(); job; job = jobs.pop()) await job();
      }),
    );
    const [outcome] = await Promise.allSettled([working, this.thenRecover(restarts)]);
    if (outcome.status === 'rejected') this.violations.push(`a job failed: ${String(outcome.reason)}`);
    await this.worksAgain();
    while (this.processes.length > 0) await this.stop(this.processes.shift()!);
    this.violations.push(...(await faultsOfLog(this.office.store, this.promises)));
    return this.violations;
  }

  private async startProcess(): Promise<void> {
    const process = await this.office.startProcess(this.faults);
    this.processes.push(process);
    this.screens.push(await Screen.open(process.url));
  }

  private async stop(process: OfficeProcess): Promise<void> {
    this.stops += 1;
    const started = performance.now();
    await Promise.race([process.stop(), sleep(STOP_WITHIN_MS, 'late', { ref: false })]);
    const ms = performance.now() - started;
    if (ms >= STOP_WITHIN_MS) this.violations.push('a process does not stop');
    slowest.stop = Math.max(slowest.stop, ms);
  }

  /** Lets the faults continue for a while, perhaps over a restart, and ends them. */
  private async thenRecover(restarts: boolean): Promise<void> {
    await sleep(FAULTS_LAST_MS * (0.3 + 0.7 * this.random()));
    if (restarts) {
      await this.stop(this.processes.shift()!);
      await this.startProcess();
    }
    await this.faults.end();
    this.isGood = true;
  }

  /** Checks that everything works again, and that screens receive a change. */
  private async worksAgain(): Promise<void> {
    const mark = this.nextMark('good');
    const paid = await this.ask(this.payment(UNITS[0]!, mark), { mark, type: 'DisbursementMade' });
    if (paid.status !== 200) this.violations.push(`a payment after the faults was answered ${describe(paid)}`);
    const reads = [
      `${DEPARTMENT}/execution?month=4&by=unit&after=${paid.body.position}`,
      `${DEPARTMENT}/entries`,
      ...UNITS.map((unit) => `/api/v1/units/${unit}/years/${YEAR}/vouchers`),
      '/health/ready',
    ];
    const until = performance.now() + ANSWER_WITHIN_MS;
    for (const path of reads) {
      let read = await this.send('GET', path);
      // A projector that was cut off subscribes again after a pause.
      while (path === '/health/ready' && read?.status === 503 && performance.now() < until) {
        await sleep(50);
        read = await this.send('GET', path);
      }
      if (read?.status !== 200) this.violations.push(`${path} is answered ${read && describe(read)} after the faults`);
    }
    for (const screen of this.screens.slice(-this.processes.length)) {
      if (!(await screen.hears(UNITS[0]!, String(paid.body.position), ANSWER_WITHIN_MS)))
        this.violations.push('a screen does not hear of a payment after the faults');
    }
  }

  private anyJob(): () => Promise<void> {
    const choice = this.random();
    if (choice < 0.35) return () => this.pay();
    if (choice < 0.42) return () => this.supplement();
    if (choice < 0.52) return () => this.list();
    if (choice < 0.64) return () => this.document();
    if (choice < 0.67) return () => this.nextYear();
    if (choice < 0.73) return () => this.register();
    if (choice < 0.8) return () => this.maintain();
    return () => this.read();
  }

  private async pay(): Promise<void> {
    const mark = this.nextMark('Z');
    await this.ask(this.payment(this.anyUnit(), mark), { mark, type: 'DisbursementMade' });
  }

  private async supplement(): Promise<void> {
    const unit = this.anyUnit();
    const mark = this.nextMark('S');
    const lines = [{ lineId: LINES[unit]!, amount: '5.00' }];
    const body = { ...paper(mark), source: 'own-level', lines };
    await this.ask(
      { path: `/api/v1/units/${unit}/years/${YEAR}/commands/supplementBudget`, body },
      { mark, type: 'BudgetSupplemented' },
    );
  }

  /** Loads a list of payments for both units, sometimes after a preview. */
  private async list(): Promise<void> {
    const marks = Array.from({ length: 1 + Math.floor(this.random() * 12) }, () => this.nextMark('L'));
    const rows = marks.map((mark, index) => `${mark},2020-04-01,${LINES[UNITS[index % 2]!]},0.01,示例店`);
    const body = ['支付编号,日期,指标编号,金额（元）,收款人', ...rows].join('\n');
    const query = new URLSearchParams({ department: 'small', year: String(YEAR), kind: '支付', file: '四月.csv' });
    if (this.random() < 0.4) await this.send('POST', `/api/v1/lists/preview?${query}`, { body });
    const answer = await this.untilAnswered({ path: `/api/v1/lists/load?${query}`, body });
    for (const mark of marks) this.note(answer, { mark, type: 'DisbursementMade' });
  }

  private async document(): Promise<void> {
    const unit = this.anyUnit();
    const mark = this.nextMark('D');
    const path = `/api/v1/units/${unit}/years/${YEAR}/vouchers/${mark}`;
    const draft = {
      path: `${path}/draft`,
      body: { commands: [{ type: 'disburse', data: this.payment(unit, mark).body }] },
    };
    await this.ask(draft, { mark, type: 'DocumentDrafted' });
    const step = (type: string, more = {}) => ({ path: `${path}/steps`, body: { type, ...more } });
    await this.ask(step('submit'), { mark, type: 'DocumentSubmitted' });
    const others = this.random() < 0.3 ? [this.untilAnswered(step('return', { reason: '退回' }))] : [];
    await Promise.all([this.ask(step('approve'), { mark, type: 'DisbursementMade' }), ...others]);
  }

  private async nextYear(): Promise<void> {
    const request = { path: `/api/v1/units/${this.closedUnit}/years/${YEAR}/next`, body: {} };
    this.note(await this.untilAnswered(request), {
      mark: `"${this.closedUnit}"`,
      type: 'FiscalYearOpened',
      year: YEAR + 1,
    });
  }

  private async register(): Promise<void> {
    const mark = this.nextMark('P');
    const request = { path: `${DEPARTMENT}/projects`, body: { code: mark, name: `项目${mark}` } };
    await this.ask(request, { mark, type: 'RegisterEntryRecorded' });
  }

  private async read(): Promise<void> {
    const unit = this.anyUnit();
    const paths = [
      `/api/v1/units/${unit}/years/${YEAR}`,
      `/api/v1/units/${unit}/years/${YEAR}/vouchers`,
      '/api/v1/departments',
      `${DEPARTMENT}/execution?month=4&by=unit`,
      `${DEPARTMENT}/entries?limit=20`,
      `${DEPARTMENT}/reports/gz-2020-final?knownAt=${encodeURIComponent(new Date().toISOString())}&table=1`,
      `${DEPARTMENT}/reports/gz-2020-final/checks`,
      '/health/ready',
      '/health/live',
      '/metrics',
      '/',
    ];
    await this.send('GET', paths[Math.floor(this.random() * paths.length)]!);
  }

  /** Seals, verifies or exports the log, or brings the read model up to date with it. */
  private async maintain(): Promise<void> {
    const process = await this.anyProcess();
    const commands = process.app.get(CommandBus);
    const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });
    const works: (() => Promise<unknown>)[] = [
      () => Promise.all([sealLog(process.store, { everyEvents: 7 }), sealLog(process.store, { everyEvents: 7 })]),
      () => commands.execute(new VerifyLog()),
      () => commands.execute(new ExportLog(nowhere())),
      () => commands.execute(new CatchUp()),
    ];
    const stopsBefore = this.stops;
    await works[Math.floor(this.random() * works.length)]!().catch((error: unknown) => {
      if (error instanceof EventStoreError || error instanceof UserError || this.stops > stopsBefore) return;
      this.violations.push(`maintenance failed with ${String(error)}`);
    });
  }

  /** Sends a command until the answer is final, and notes what the answer promises. */
  private async ask(request: Asked, promise: Omit<Told, 'isKept'>): Promise<Answer> {
    const answer = await this.untilAnswered(request);
    this.note(answer, promise);
    return answer;
  }

  private note({ status, body }: Answer, promise: Omit<Told, 'isKept'>): void {
    // A document that another step changed, or a year that another client changed, shows nothing about this command.
    if (status === 200) this.promises.push({ ...promise, isKept: true });
    else if (status === 422 && body.code !== 'VOUCHER_STATE') this.promises.push({ ...promise, isKept: false });
  }

  /** Repeats the same command until the store confirms or refuses it; sometimes sends it twice at the same moment. */
  private async untilAnswered({ path, body }: Omit<Asked, 'key'>): Promise<Answer> {
    const key = randomUUID();
    const isTwice = this.random() < 0.15;
    let triesOnGood = 0;
    for (;;) {
      if (this.isGood) triesOnGood += 1;
      const [answer, second] = await Promise.all([
        this.send('POST', path, { body, key }),
        isTwice ? this.send('POST', path, { body, key }) : undefined,
      ]);
      const final = [answer, second].find((each) => each && each.status !== 503 && each.status !== 412);
      if (final) return final;
      if (triesOnGood > TRIES_ON_A_GOOD_STORE) {
        this.violations.push(`${path} is still answered ${answer && describe(answer)}`);
        return answer ?? { status: 0, body: {} };
      }
      await sleep(this.random() * 50);
    }
  }

  /** Returns undefined when a process that is stopping gave no answer. */
  private async send(
    method: 'GET' | 'POST',
    path: string,
    { body, key }: { body?: object | string; key?: string } = {},
  ): Promise<Answer | undefined> {
    const { url } = await this.anyProcess();
    const stopsBefore = this.stops;
    const started = performance.now();
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          'Content-Type': typeof body === 'string' ? 'text/csv' : 'application/json',
          ...(key && { 'Idempotency-Key': key }),
          'X-Yujue-Actor': isJudging(body) ? 'reviewer' : 'clerk',
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      const text = await response.text();
      slowest.answer = Math.max(slowest.answer, performance.now() - started);
      return this.judged(path, response.status, text);
    } catch (error) {
      if (this.stops === stopsBefore) this.violations.push(`${method} ${path} got no answer: ${String(error)}`);
      await sleep(20);
      return undefined;
    }
  }

  private judged(path: string, status: number, text: string): Answer {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    const body = text.startsWith('{') ? (JSON.parse(text) as Answer['body']) : {};
    const answer = { status, body };
    if (!ANSWERS.includes(status)) this.violations.push(`${path} was answered ${describe(answer)}`);
    // A 503 must tell people what to do, in a sentence without the text of a driver.
    if (status === 503 && /[A-Za-z]{12,}|ECONN/.test((body.detail ?? '').replace('Idempotency-Key', '')))
      this.violations.push(`${path} tells a person ${body.detail}`);
    return answer;
  }

  private payment(unit: string, mark: string): { path: string; body: object } {
    const body = { ...paper(mark), lineId: LINES[unit], amount: '0.01', paymentId: mark, payee: '示例文具店' };
    return { path: `/api/v1/units/${unit}/years/${YEAR}/commands/disburse`, body };
  }

  private get closedUnit(): string {
    return `7${String(this.seed % 100_000).padStart(5, '0')}`;
  }

  /** Records and closes a year of a unit, so that its next year can be opened. */
  private async closeYearOf(code: string): Promise<void> {
    const unitYears = new UnitYears(
      this.office.store,
      new InMemorySnapshotStore(),
      Catalogues.of([ledger.RULES.catalogue]),
    );
    const line = { ...ledger.reception, id: `${code}-1` };
    const opening = ledger.ask('openFiscalYear', {
      unit: { code, name: `单位${code}`, kind: '事业' },
      department: { code: 'small', name: '示例局' },
      fiscalYear: YEAR,
      occurredOn: `${YEAR}-01-01`,
    });
    const until = [ledger.appropriate(line, '40.00'), ledger.carry(line, '40.00'), ...ledger.closeMonths(12)];
    for (const command of [opening, ...until, ledger.closeYear]) {
      const envelope = { commandId: randomUUID(), actor: '开账' };
      const outcome = await unitYears.record({ unit: code, fiscalYear: YEAR }, command, envelope);
      if (outcome instanceof Refusal) throw new Error(outcome.message);
    }
  }

  private anyUnit(): string {
    return UNITS[Math.floor(this.random() * UNITS.length)]!;
  }

  private async anyProcess(): Promise<OfficeProcess> {
    while (this.processes.length === 0) await sleep(10);
    return this.processes[Math.floor(this.random() * this.processes.length)]!;
  }

  private nextMark(kind: string): string {
    return `${kind}${this.seed}-${(this.count += 1)}-`.slice(0, 60) + 'x';
  }
}

interface Asked {
  readonly path: string;
  readonly body: object | string;
}

/** The slowest answer and stop in milliseconds, for the last line of a run. */
export const slowest = { answer: 0, stop: 0 };

const paper = (mark: string) => ({ documentNo: `单${mark}`, occurredOn: '2020-04-01', reason: '办公用品' });

const describe = ({ status, body }: Answer): string => `${status} ${body.code ?? ''} ${body.detail ?? ''}`;

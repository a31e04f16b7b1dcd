import { randomUUID } from 'node:crypto';
import { OFFICE, type PeopleCommand, accessOf, may } from '@yujue/access';
import { ConcurrencyError, type EventStore } from '@yujue/event-store';
import { Refusal } from '@yujue/ledger';
import { PeopleBook } from '../people-book';
import { SYSTEM, adds, person } from './access-desk';

/** The first start. */
export const FIRST: readonly PeopleCommand[] = [
  adds('admin'),
  { type: 'grantRole', data: { loginName: 'admin', role: '管理员', place: OFFICE } },
];
const grant = (loginName: string): PeopleCommand => ({
  type: 'grantRole',
  data: { loginName, role: '经办', place: { kind: 'unit', unit: '310002' } },
});
export const as = (loginName: string, commandId: string = randomUUID()) => ({ by: person(loginName), commandId });
export const asSystem = (commandId: string = randomUUID()) => ({ by: SYSTEM, commandId });

/** A fresh log, and how another process opens it. */
export interface PeopleLog {
  open(): EventStore;
  drop(): Promise<void>;
}

/** What the people book promises on every store. */
export const peopleBookContract = (where: string, start: () => Promise<PeopleLog>): void =>
  describe(`人员与授权，事件库在 ${where}`, () => {
    let log: PeopleLog;
    let book: PeopleBook;
    beforeEach(async () => {
      log = await start();
      book = new PeopleBook(log.open());
      await book.change(FIRST, asSystem());
    });
    afterEach(() => log.drop());

    const names = async (of = book) => [...(await of.read()).people.persons.keys()];

    it('几项一起办，记在一次写入里；有一项被拒绝，就都不记', async () => {
      const both = await book.change([adds('qian'), grant('qian')], as('admin'));
      expect(both).toMatchObject({ revision: 3, repeated: false });
      const refused = await book.change([adds('sun'), grant('nobody')], as('admin'));
      expect(refused).toMatchObject({ code: 'UNKNOWN_PERSON' });
      expect(await names()).toEqual(['admin', 'qian']);
      expect((await book.read()).revision).toBe(3);
    });

    it('事件里写明是谁办的、何时办的', async () => {
      await book.change([adds('qian'), grant('qian')], as('admin'));
      const { grants } = (await book.read()).people.persons.get('qian')!;
      expect(grants).toMatchObject([{ role: '经办', grantedBy: 'admin' }]);
      expect(Date.parse(grants[0]!.grantedAt)).not.toBeNaN();
      expect((await book.read()).people.persons.get('admin')!.grants).toMatchObject([{ grantedBy: 'system' }]);
    });

    it('同一命令再来一次，得到第一次的答复；换了内容或换了人，是另一笔', async () => {
      const commandId = randomUUID();
      const first = await book.change([adds('qian')], as('admin', commandId));
      await book.change([adds('sun')], as('admin'));
      expect(await book.change([adds('qian')], as('admin', commandId))).toEqual({ ...first, repeated: true });
      const reused = { code: 'COMMAND_REUSED' };
      await expect(book.change([adds('li')], as('admin', commandId))).rejects.toMatchObject(reused);
      await expect(book.change([adds('qian')], asSystem(commandId))).rejects.toMatchObject(reused);
      expect(await names()).toEqual(['admin', 'qian', 'sun']);
    });

    it('别的进程办理的，下一次就读到', async () => {
      const other = new PeopleBook(log.open());
      expect(await names(other)).toEqual(['admin']);
      await book.change([adds('qian')], as('admin'));
      expect(await names(other)).toEqual(['admin', 'qian']);
      await other.change([grant('qian')], as('admin'));
      const { people } = await book.read();
      expect(may(accessOf(people, 'qian'), 'draftVouchers', { unit: '310002', department: 'gz-ybj' })).toBe(true);
    });

    it('许多人同时办理，各在别人之后重新决定，一笔不少', async () => {
      const books = [book, new PeopleBook(log.open()), new PeopleBook(log.open())];
      const asked = Array.from({ length: 12 }, (_, no) => books[no % 3]!.change([adds(`p${no}`)], as('admin')));
      expect((await Promise.all(asked)).filter((outcome) => outcome instanceof Refusal)).toEqual([]);
      expect((await names()).toSorted()).toEqual(
        ['admin', ...Array.from({ length: 12 }, (_, no) => `p${no}`)].toSorted(),
      );
    });

    it('两名管理员同时停用对方，只成一个', async () => {
      await book.change(
        [adds('wu'), { type: 'grantRole', data: { loginName: 'wu', role: '管理员', place: OFFICE } }],
        as('admin'),
      );
      const other = new PeopleBook(log.open());
      const outcomes = await Promise.all([
        book.change([{ type: 'deactivatePerson', data: { loginName: 'wu' } }], as('admin')),
        other.change([{ type: 'deactivatePerson', data: { loginName: 'admin' } }], as('wu')),
      ]);
      expect(outcomes.filter((outcome) => outcome instanceof Refusal)).toHaveLength(1);
    });

    it('屏幕上已是旧的，须刷新再办', async () => {
      const { revision } = await book.read();
      await book.change([adds('qian')], as('admin'));
      const outdated = book.change([adds('sun')], { ...as('admin'), expectedRevision: revision });
      await expect(outdated).rejects.toBeInstanceOf(ConcurrencyError);
      const latest = await book.change([adds('sun')], { ...as('admin'), expectedRevision: revision + 1 });
      expect(latest).toMatchObject({ revision: revision + 2 });
    });

    it('没有权限的人办不成', async () => {
      await book.change([adds('qian')], as('admin'));
      expect(await book.change([adds('sun')], as('qian'))).toMatchObject({ code: 'NOT_ALLOWED' });
      expect(await book.change([adds('sun')], as('nobody'))).toMatchObject({ code: 'NOT_ALLOWED' });
    });

    it('有一个事件读不懂，就谁也不算，不会只按看懂的一部分', async () => {
      const store = log.open();
      const { people, revision } = await book.read();
      expect(people.persons.size).toBe(1);
      const events: unknown[] = [];
      for await (const page of store.readStream('people')) events.push(...page);
      const commandId = randomUUID();
      const last = events.at(-1) as { id: string };
      await store.append({
        stream: 'people',
        expected: { revision, eventId: last.id },
        commandId,
        fingerprint: 'a'.repeat(64),
        events: [
          {
            id: randomUUID(),
            type: 'RoleLent',
            version: 1,
            data: {},
            metadata: { commandId, correlationId: commandId, causationId: null, actor: 'admin' },
          },
        ],
      });
      await expect(book.read()).rejects.toThrow('RoleLent');
      await expect(new PeopleBook(store).read()).rejects.toThrow('RoleLent');
    });
  });

import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Database } from '@yujue/database';
import { type EventStore, type LogVerification, type Position, verifyLog } from '@yujue/event-store';
import {
  type CellChange,
  REPORT_FORMATS,
  type ReportStamp,
  cellChanges,
  figuresDigest,
  isReportFormat,
  readStamp,
} from '@yujue/report-files';
import { PackageError, OfficeFileError } from '@yujue/office-files';
import { asOfPosition } from '@yujue/read-model';
import { NOTICE_BEGINS } from '../../log-continuity/log-break';
import { type Moments } from '../report-source';
import { DATABASE, EVENT_STORE } from '../../tokens';
import { UserError } from '../../user-error';
import { ReportDocuments } from './report-documents';

/** What a verified file turned out to be. */
export type FileVerdict =
  /** The log up to the file's position is unchanged, and the file says what the ledger says there. */
  | { readonly verdict: '相符'; readonly stamp: ReportStamp }
  /** The log is unchanged, and these places of the file are not what the ledger says. */
  | { readonly verdict: '文件被改动'; readonly stamp: ReportStamp; readonly changes: readonly CellChange[] }
  /** The log is unchanged, but edition, catalogue or program compute something else from it than when the file was made. */
  | { readonly verdict: '版式已变'; readonly stamp: ReportStamp; readonly changes: readonly CellChange[] }
  /** The file was made from another log, or the log was changed since. */
  | { readonly verdict: '账目不同'; readonly stamp: ReportStamp; readonly reason: string };

/** Verifies a report file against the log that it says it was made from. Throws UserError for what is no such file. */
export class VerifyFile extends Command<FileVerdict> {
  constructor(
    readonly bytes: Buffer,
    /** The text of the stamp beside a CSV file; null where there is none. */
    readonly sidecar: string | null,
    readonly progress: (done: number, total: number) => void = () => undefined,
  ) {
    super();
  }
}

@CommandHandler(VerifyFile)
export class VerifyFileHandler implements ICommandHandler<VerifyFile> {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(DATABASE) private readonly database: Database,
    private readonly documents: ReportDocuments,
  ) {}

  async execute({ bytes, sidecar, progress }: VerifyFile): Promise<FileVerdict> {
    if (bytes.length > REPORT_FILE_BYTES_MAX) throw new UserError('FILE_TOO_LARGE', TOO_LARGE);
    try {
      const stamp = await readStamp(bytes, sidecar);
      if (!stamp) throw new UserError('FILE_NOT_STAMPED', NOT_STAMPED);
      // The log is read twice: once for its chain, once to compute the report again.
      const total = 2 * stamp.events;
      const log = await verifyLog(this.store, { events: stamp.events, onProgress: (done) => progress(done, total) });
      const reason = logDifference(log, stamp);
      if (reason !== null || log.position === null)
        return { verdict: '账目不同', stamp, reason: reason ?? '账目中还没有任何事件。' };
      return await this.compare(bytes, stamp, log.position, (done) => progress(stamp.events + done, total));
    } catch (error) {
      if (error instanceof PackageError || error instanceof OfficeFileError || error instanceof SyntaxError)
        throw new UserError('FILE_UNREADABLE', `无法核对该文件：${error.message}`);
      throw error;
    }
  }

  private async compare(
    bytes: Buffer,
    stamp: ReportStamp,
    position: Position,
    onProgress: (events: number) => void,
  ): Promise<FileVerdict> {
    const format = formatOf(stamp);
    const { url } = this.database;
    const notices = noticesIn(stamp);
    const moments: Moments = {
      atOneMoment: (work) => asOfPosition({ store: this.store, url, position, onProgress, notices }, work),
    };
    const document = await this.documents.of(moments, questionOf(stamp), format, stamp);
    const { read, write } = REPORT_FORMATS[format];
    const ledger = await read(Buffer.from(await write({ ...document, stamp })), document.filled);
    const changes = cellChanges(ledger, await read(bytes, document.filled));
    if (figuresDigest(document.filled) !== stamp.figures) return { verdict: '版式已变', stamp, changes };
    return changes.length === 0 ? { verdict: '相符', stamp } : { verdict: '文件被改动', stamp, changes };
  }
}

/** The largest report, of a hundred units and sixty tables, is a tenth of it. */
const REPORT_FILE_BYTES_MAX = 64 * 1024 * 1024;

const TOO_LARGE = `文件超过 ${REPORT_FILE_BYTES_MAX / 1024 / 1024} MB，不是 yujue report 生成的报表，没有核对。请核对文件。`;

const NOT_STAMPED =
  '文件中没有戳记，无法核对：它不是由 yujue report 生成的，或者戳记已被删去。CSV 的戳记在同一文件夹的 .stamp.json 文件里，请一并保留。';

/** How the log differs from the one that the file was made from; null when it does not. */
function logDifference({ fault, eventsChecked, seal }: LogVerification, stamp: ReportStamp): string | null {
  if (fault) return `账目在文件生成之后被改动过。${fault.message}`;
  if (eventsChecked < stamp.events)
    return `文件依据 ${stamp.events} 个事件生成，而账目中只有 ${eventsChecked} 个：这是另一个库，或者账目被截断过。`;
  if (seal !== stamp.seal)
    return `账目的前 ${stamp.events} 个事件与文件生成时不是同一批：这是另一个库，或者账目被整体改写过。`;
  return null;
}

function formatOf({ file }: ReportStamp) {
  if (!isReportFormat(file)) throw new UserError('FILE_UNREADABLE', `无法核对该文件：不认识的文件种类 ${file}。`);
  return file;
}

/** A stamp is untrusted input: it may add no other notice to a verified file than that the log went back. */
function noticesIn({ notices = [] }: ReportStamp): readonly string[] {
  if (notices.every((notice) => notice.startsWith(NOTICE_BEGINS))) return notices;
  throw new UserError('FILE_UNREADABLE', '无法核对该文件：戳记中的说明不是本程序写的。');
}

const questionOf = ({ edition, department, year, table, asOf, knownAt }: ReportStamp) => ({
  edition,
  department,
  fiscalYear: year,
  table: table ?? undefined,
  asOf: asOf ?? undefined,
  knownAt: knownAt ?? undefined,
});

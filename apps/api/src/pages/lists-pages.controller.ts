import { Controller, Get, Header, HttpCode, Post, UploadedFile, UseInterceptors } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  ListDepartments,
  LoadList,
  LogContinuity,
  PreviewList,
  type ListQuestion,
  UserError,
} from '@yujue/application';
import { OFFICE_FILE_BYTES_MAX } from '@yujue/office-files';
import { fields } from '@yujue/ledger';
import { z } from 'zod';
import { FormOf } from '../contract/request-decorators';
import { listQuery } from '../http/list-parameters';
import { HeldUploads } from './held-uploads';
import { listOutcomePage } from './list-outcome-page';
import { listsPage } from './lists-page';

const HTML = ['Content-Type', 'text/html; charset=utf-8'] as const;

/** The lines of a text box. */
const lines = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split('\n')
      .map((line) => line.trim().replace('＝', '='))
      .filter(Boolean),
  );

/** The form as a browser sends it, in the words of the same query that programs use. */
const uploadForm = z
  .object({
    year: z.string('请选择部门年度').regex(/^.+\/\d{4}$/, '请选择部门年度'),
    kind: listQuery.shape.kind,
    unit: z.preprocess((unit) => unit || undefined, listQuery.shape.unit),
    map: lines,
    set: lines,
  })
  .transform(({ year, ...form }): z.input<typeof listQuery> => ({
    ...form,
    department: year.slice(0, -5),
    year: year.slice(-4),
  }))
  .pipe(listQuery);
const loadForm = z.object({ token: z.string() });

interface Upload {
  readonly originalname: string;
  readonly buffer: Buffer;
}

/** Importing by hand: choose a file, look at what it would do, load it. */
@ApiExcludeController()
@Controller('lists')
export class ListsPagesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly uploads: HeldUploads,
    private readonly continuity: LogContinuity,
  ) {}

  @Get()
  @Header(...HTML)
  async form(): Promise<string> {
    return listsPage(await this.queries.execute(new ListDepartments()), await this.continuity.notices());
  }

  @Post('preview')
  @HttpCode(200)
  @Header(...HTML)
  @UseInterceptors(FileInterceptor('file', { limits: { fileSize: OFFICE_FILE_BYTES_MAX + 1, files: 1 } }))
  async preview(
    @UploadedFile() file: Upload | undefined,
    @FormOf(uploadForm) form: z.output<typeof uploadForm>,
  ): Promise<string> {
    if (!file) throw new UserError('UPLOAD_MISSING', '没有选择文件。请返回，选择 .xlsx 或 .csv 文件后再预览。');
    const { department, year: fiscalYear, kind, unit, map, set } = form;
    const question: ListQuestion = {
      bytes: file.buffer,
      // Browsers send names as UTF-8, and the parser of forms takes them for Latin letters.
      fileName: fields.normalText(Buffer.from(file.originalname, 'latin1').toString()),
      kind,
      department,
      fiscalYear,
      unit,
      constants: set,
      ...(Object.keys(map).length > 0 && { columns: map }),
    };
    const outcome = await this.queries.execute(new PreviewList(question));
    const canBeLoaded = outcome.faultsTotal === 0 && outcome.rows.fresh > 0;
    const token = canBeLoaded ? this.uploads.hold(question) : null;
    return listOutcomePage(outcome, token, await this.continuity.notices());
  }

  @Post('load')
  @HttpCode(200)
  @Header(...HTML)
  async load(@FormOf(loadForm) { token }: z.output<typeof loadForm>): Promise<string> {
    const question = this.uploads.find(token);
    const outcome = await this.commands.execute(new LoadList(question, '网页导入'));
    this.uploads.release(token);
    return listOutcomePage(outcome, null, await this.continuity.notices());
  }
}

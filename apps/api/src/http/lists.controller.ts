import { Controller, Get, Post, Req, Res, StreamableFile } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { GetListTemplate, LoadList, PreviewList, type ListOutcome, type ListQuestion } from '@yujue/application';
import { type Request, type Response } from 'express';
import { type z } from 'zod';
import { listOutcome } from '../answers/list-answers';
import { Answers, AnswersFile, Problems } from '../contract/answer-decorators';
import { ActorHeader, FileBody, PathOf, QueryOf } from '../contract/request-decorators';
import { envelopeOf } from './envelope';
import { UPLOAD_TYPES, readUpload } from './read-upload';
import { listQuery, templatePath, templateQuery } from './list-parameters';

type ListQuery = z.output<typeof listQuery>;

const CONTENT_TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

const PROJECTS_EXAMPLE = '项目编码,项目名称\nP91,示例项目二\n';

/** Imports lists from Excel and CSV. The body is the file; the query says of which department, year and kind it is. */
@ApiTags('导入')
@Problems(404, 409, 412, 415, 422)
@Controller({ path: 'lists', version: '1' })
export class ListsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post('preview')
  @ApiOperation({ summary: '预览清单：逐行核对格式和账上是否可行，不写任何数据；请求体为文件本身，至多 32 MB' })
  @FileBody('.xlsx 或 .csv，按内容识别', UPLOAD_TYPES, { 项目清单: { value: PROJECTS_EXAMPLE } })
  @Answers(listOutcome)
  async previewList(@QueryOf(listQuery) query: ListQuery, @Req() request: Request): Promise<ListOutcome> {
    return this.queries.execute(new PreviewList(await questionOf(query, request)));
  }

  @Post('load')
  @ApiOperation({ summary: '导入清单：整表导入或完全不导入，重复导入不作改动；请求体为文件本身，至多 32 MB' })
  @FileBody('.xlsx 或 .csv，按内容识别', UPLOAD_TYPES, { 项目清单: { value: PROJECTS_EXAMPLE } })
  @Answers(listOutcome)
  @ActorHeader()
  async loadList(@QueryOf(listQuery) query: ListQuery, @Req() request: Request): Promise<ListOutcome> {
    const { actor } = envelopeOf(request);
    return this.commands.execute(new LoadList(await questionOf(query, request), actor));
  }

  @Get('templates/:kind')
  @ApiOperation({ summary: '带示例的导入模板' })
  @AnswersFile('依 format', Object.values(CONTENT_TYPES).map((type) => type.split(';')[0]!))
  @Problems(404, 422)
  async listTemplate(
    @PathOf(templatePath) { kind }: z.output<typeof templatePath>,
    @QueryOf(templateQuery) { format, department, year }: z.output<typeof templateQuery>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const whose = department === undefined || year === undefined ? null : { department, fiscalYear: year };
    const content = await this.queries.execute(new GetListTemplate(kind, format, whose));
    response.setHeader('Content-Type', CONTENT_TYPES[format]);
    response.attachment(`${kind}导入模板.${format}`);
    return new StreamableFile(content, { type: CONTENT_TYPES[format] });
  }
}

async function questionOf(
  { kind, department, year, file, unit, map, set }: ListQuery,
  request: Request,
): Promise<ListQuestion> {
  return {
    bytes: await readUpload(request),
    fileName: file,
    kind,
    department,
    fiscalYear: year,
    unit,
    constants: set,
    ...(Object.keys(map).length > 0 && { columns: map }),
  };
}

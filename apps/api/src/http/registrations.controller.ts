import { Body, Controller, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Register, type Registered, type Registration, UserError } from '@yujue/application';
import { type RegisterContent, type RegisterName } from '@yujue/ledger';
import { type Request } from 'express';
import { type z } from 'zod';
import { registered } from '../answers/ledger-answers';
import { Answers, Problems } from '../contract/answer-decorators';
import { BodyOf, PathOf, RecordingHeaders } from '../contract/request-decorators';
import { ZodPipe } from '../contract/zod-pipe';
import * as examples from '../examples/registration-examples';
import { envelopeOf } from './envelope';
import { departmentYearPath } from './parameters';
import {
  ENTRY_BODIES,
  ENTRY_REGISTERS,
  type EntryRegister,
  codeBody,
  ownPathOf,
  projectBody,
  unitBody,
} from './registration-bodies';

type DepartmentYearPath = z.output<typeof departmentYearPath>;

/** What a department's year refers to, registered at any time of it: projects, units, 科目, entries of other registers. */
@ApiTags('登记')
@Problems(404, 409, 412, 415, 422)
@Controller({ path: 'departments/:department/years/:year', version: '1' })
export class RegistrationsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('projects')
  @ApiOperation({ summary: '登记项目，或更正其名称等；内容相同的不作改动' })
  @Answers(registered)
  @RecordingHeaders()
  registerProject(
    @PathOf(departmentYearPath) path: DepartmentYearPath,
    @BodyOf(projectBody, { example: examples.PROJECT_EXAMPLE }) content: z.output<typeof projectBody>,
    @Req() request: Request,
  ): Promise<Registered> {
    return this.register(path, { kind: 'project', content }, request);
  }

  @Post('units')
  @ApiOperation({ summary: '登记预算单位：开账并计入部门汇总；或更正其名称' })
  @Answers(registered)
  @RecordingHeaders()
  registerUnit(
    @PathOf(departmentYearPath) path: DepartmentYearPath,
    @BodyOf(unitBody, { example: examples.UNIT_EXAMPLE }) { code, name, kind }: z.output<typeof unitBody>,
    @Req() request: Request,
  ): Promise<Registered> {
    return this.register(path, { kind: 'unit', code, name, unitKind: kind ?? null }, request);
  }

  @Post('codes')
  @ApiOperation({ summary: '登记科目：该年科目表缺少的，或名称不同的' })
  @Answers(registered)
  @RecordingHeaders()
  registerCode(
    @PathOf(departmentYearPath) path: DepartmentYearPath,
    @BodyOf(codeBody, { example: examples.CODE_EXAMPLE }) content: z.output<typeof codeBody>,
    @Req() request: Request,
  ): Promise<Registered> {
    return this.register(path, { kind: 'code', content }, request);
  }

  @Post('registers/:register')
  @ApiOperation({ summary: '登记台账的一条：车辆、因公出国、公务接待、政府采购等；同一编号以新的为准' })
  @ApiParam({ name: 'register', enum: ENTRY_REGISTERS })
  @Answers(registered)
  @RecordingHeaders()
  registerEntry(
    @PathOf(departmentYearPath) path: DepartmentYearPath,
    @Param('register') name: string,
    @Body() body: unknown,
    @Req() request: Request,
  ): Promise<Registered> {
    const register = registerNamed(name, path);
    const { owner, entryNo, content } = new ZodPipe(ENTRY_BODIES.get(register)!).transform(body);
    const entry = { register, entryNo, content: content as RegisterContent<RegisterName> };
    return this.register(path, { kind: 'entry', owner: owner ?? path.department, ...entry }, request);
  }

  private register(
    { department, year }: DepartmentYearPath,
    registration: Registration,
    request: Request,
  ): Promise<Registered> {
    const target = { department, fiscalYear: year };
    return this.commands.execute(new Register(target, [registration], envelopeOf(request)));
  }
}

function registerNamed(name: string, { department, year }: DepartmentYearPath): EntryRegister {
  const register = ENTRY_REGISTERS.find((it) => it === name);
  if (register) return register;
  const own = ownPathOf(name);
  throw new UserError(
    'REGISTER_UNKNOWN',
    own
      ? `请用 /api/v1/departments/${department}/years/${year}/${own} 登记。`
      : `没有台账 ${name}。可用：${ENTRY_REGISTERS.join('、')}。`,
  );
}

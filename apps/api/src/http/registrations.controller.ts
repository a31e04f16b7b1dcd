import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Register, type Registered, type Registration, UserError } from '@yujue/application';
import { REGISTERS, type RegisterContent, type RegisterName } from '@yujue/ledger';
import { type Request } from 'express';
import { type z } from 'zod';
import { ApiBodyOf } from './api-body-of';
import { envelopeOf } from './envelope';
import { departmentYearPath } from './parameters';
import { codeBody, entryBody, projectBody, unitBody } from './registration-bodies';
import { ZodPipe } from './zod-pipe';

type DepartmentYearPath = z.output<typeof departmentYearPath>;

/** Registers that an entry cannot simply be added to, and what to use instead. */
const OWN_PATHS: Partial<Record<RegisterName, string>> = { projects: 'projects', units: 'units', codes: 'codes' };

/** What a department's year refers to, registered at any time of it: projects, units, 科目, entries of other registers. */
@ApiTags('登记')
@ApiParam({ name: 'department', description: '部门编码' })
@ApiParam({ name: 'year', description: '预算年度' })
@ApiHeader({ name: 'Idempotency-Key', description: '同一编号重复提交只生效一次', required: false })
@ApiHeader({ name: 'X-Yujue-Actor', description: '经办人姓名（百分号编码）', required: false })
@Controller({ path: 'departments/:department/years/:year', version: '1' })
export class RegistrationsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('projects')
  @HttpCode(200)
  @ApiOperation({ summary: '登记项目，或更正其名称等；内容相同的不作改动' })
  @ApiBodyOf(projectBody)
  project(
    @Param(new ZodPipe(departmentYearPath)) path: DepartmentYearPath,
    @Body(new ZodPipe(projectBody)) content: z.output<typeof projectBody>,
    @Req() request: Request,
  ): Promise<Registered> {
    return this.register(path, { kind: 'project', content }, request);
  }

  @Post('units')
  @HttpCode(200)
  @ApiOperation({ summary: '登记预算单位：开账并计入部门汇总；或更正其名称' })
  @ApiBodyOf(unitBody)
  unit(
    @Param(new ZodPipe(departmentYearPath)) path: DepartmentYearPath,
    @Body(new ZodPipe(unitBody)) { code, name, kind }: z.output<typeof unitBody>,
    @Req() request: Request,
  ): Promise<Registered> {
    return this.register(path, { kind: 'unit', code, name, unitKind: kind ?? null }, request);
  }

  @Post('codes')
  @HttpCode(200)
  @ApiOperation({ summary: '登记科目：该年科目表缺少的，或名称不同的' })
  @ApiBodyOf(codeBody)
  code(
    @Param(new ZodPipe(departmentYearPath)) path: DepartmentYearPath,
    @Body(new ZodPipe(codeBody)) content: z.output<typeof codeBody>,
    @Req() request: Request,
  ): Promise<Registered> {
    return this.register(path, { kind: 'code', content }, request);
  }

  @Post('registers/:register')
  @HttpCode(200)
  @ApiOperation({ summary: '登记台账的一条：车辆、因公出国、公务接待、政府采购等；同一编号以新的为准' })
  @ApiParam({ name: 'register', enum: Object.keys(REGISTERS).filter((name) => !(name in OWN_PATHS)) })
  entry(
    @Param(new ZodPipe(departmentYearPath)) path: DepartmentYearPath,
    @Param('register') name: string,
    @Body() body: unknown,
    @Req() request: Request,
  ): Promise<Registered> {
    const register = registerNamed(name, path);
    const { owner, entryNo, content } = new ZodPipe(entryBody(register)).transform(body);
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

function registerNamed(name: string, { department, year }: DepartmentYearPath): RegisterName {
  const known = Object.keys(REGISTERS).filter((it): it is RegisterName => !(it in OWN_PATHS));
  const register = known.find((it) => it === name);
  if (register) return register;
  const own = OWN_PATHS[name as RegisterName];
  throw new UserError(
    'REGISTER_UNKNOWN',
    own
      ? `请用 /api/v1/departments/${department}/years/${year}/${own} 登记。`
      : `没有台账 ${name}。可用：${known.join('、')}。`,
    404,
  );
}

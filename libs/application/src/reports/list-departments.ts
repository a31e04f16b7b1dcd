import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type DepartmentYear } from '@yujue/facts';
import { ReadModel } from '@yujue/read-model';

/** The departments' years that are loaded. */
export class ListDepartments extends Query<readonly DepartmentYear[]> {}

@QueryHandler(ListDepartments)
export class ListDepartmentsHandler implements IQueryHandler<ListDepartments> {
  constructor(private readonly readModel: ReadModel) {}

  execute(): Promise<readonly DepartmentYear[]> {
    return this.readModel.departments();
  }
}

import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Envelope } from '../appending/envelope';
import { type DepartmentTarget, type Registered, Registrar } from './registrar';
import { type Registration } from './registration';

/** Registers projects, units, 科目 or entries of other registers in a department's year, all of them or none. */
export class Register extends Command<Registered> {
  constructor(
    readonly target: DepartmentTarget,
    readonly registrations: readonly Registration[],
    readonly envelope: Envelope,
  ) {
    super();
  }
}

@CommandHandler(Register)
export class RegisterHandler implements ICommandHandler<Register> {
  constructor(private readonly registrar: Registrar) {}

  execute({ target, registrations, envelope }: Register): Promise<Registered> {
    return this.registrar.register(target, registrations, envelope);
  }
}

import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EventStore } from '@yujue/event-store';
import { EVENT_STORE } from '../tokens';

/**
 * Checks that the store grants every right that the program needs, before anything is written. Rejects with EventStoreError
 * STORE_DENIED, which names the missing rights. Does not report a store that is away; the next call that needs it does.
 */
export class DemandRights extends Command<void> {}

@CommandHandler(DemandRights)
export class DemandRightsHandler implements ICommandHandler<DemandRights> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async execute(): Promise<void> {
    await this.store.demandRights?.();
  }
}

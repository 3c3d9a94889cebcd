import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { eventSchemas } from '#ledger';
import { commandClasses } from '../commands/index.js';
import { queryClasses } from '../queries/index.js';
import { eventFolds, eventsWithoutState } from './event-folds.js';
import { type Handled, HandlerRoll, IncompleteProgram } from './handler-roll.js';

/** Where @nestjs/cqrs notes on a handler's class what it handles; under another key, none would be found. */
const NOTED_UNDER = { command: '__commandHandler__', query: '__queryHandler__' } as const;

/** Refuses to start a program in which something lacks its handler or has two. */
@Injectable()
export class HandlerCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly roll: HandlerRoll,
  ) {}

  /** @throws IncompleteProgram naming everything that is missing or doubled */
  onApplicationBootstrap(): void {
    this.note('command', commandClasses);
    this.note('query', queryClasses);
    this.noteEvents();
    const problems = this.roll.problems();
    if (problems.length > 0) throw new IncompleteProgram(problems);
  }

  private noteEvents(): void {
    this.roll.expect(
      'event',
      Object.keys(eventSchemas).filter((type) => !eventsWithoutState.has(type)),
    );
    for (const { fold, types } of eventFolds) {
      for (const type of types) this.roll.handled('event', type, fold.name);
    }
  }

  private note(
    kind: Handled & keyof typeof NOTED_UNDER,
    classes: readonly { readonly name: string }[],
  ): void {
    this.roll.expect(
      kind,
      classes.map(({ name }) => name),
    );
    for (const { metatype } of this.discovery.getProviders()) {
      if (typeof metatype !== 'function') continue;
      const handled: unknown = Reflect.getMetadata(NOTED_UNDER[kind], metatype);
      if (typeof handled === 'function') this.roll.handled(kind, handled.name, metatype.name);
    }
  }
}

import 'reflect-metadata';
import { type INestApplicationContext, Module, type Provider, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { CommandHandler, CqrsModule, QueryHandler } from '@nestjs/cqrs';
import { AccessTokens } from '../access/access-tokens.js';
import { AdvanceItem, AdvanceItemHandler, commandHandlers } from '../commands/index.js';
import { ItemReferences } from '../items/item-references.js';
import { GetPaper, GetPaperHandler, queryHandlers } from '../queries/index.js';
import { RefusedAttempts } from '../refused/refused-attempts.js';
import { LEDGER, VIEW_ACCESS } from '../tokens.js';
import { CommandWay } from '../way/command-way.js';
import { HandlerCheck } from './handler-check.js';
import { type Handled, HandlerRoll } from './handler-roll.js';

// Nothing is executed here, so that what handlers stand on need not be there.
const foundations: Provider[] = [
  AccessTokens,
  CommandWay,
  ItemReferences,
  RefusedAttempts,
  LEDGER,
  VIEW_ACCESS,
].map((provide) => ({ provide, useValue: {} }));
const handlers: readonly Type[] = [...commandHandlers, ...queryHandlers];

async function start(
  providers: readonly Provider[],
  fill: (roll: HandlerRoll) => void = () => undefined,
): Promise<INestApplicationContext> {
  const roll = new HandlerRoll();
  fill(roll);
  @Module({
    imports: [CqrsModule.forRoot(), DiscoveryModule],
    providers: [...foundations, ...providers, { provide: HandlerRoll, useValue: roll }, HandlerCheck],
  })
  class Program {}
  return NestFactory.createApplicationContext(Program, { logger: false, abortOnError: false });
}

@CommandHandler(AdvanceItem)
class SecondAdvanceItemHandler {
  async execute(): Promise<void> {}
}

@QueryHandler(GetPaper)
class SecondGetPaperHandler {
  async execute(): Promise<void> {}
}

class Forgotten {}

@CommandHandler(Forgotten)
class ForgottenHandler {
  async execute(): Promise<void> {}
}

it('starts a program in which everything has its one handler', async () => {
  const program = await start(handlers);
  await program.close();
});

it.each([
  ['command', AdvanceItemHandler, 'The command AdvanceItem has no handler.'],
  ['query', GetPaperHandler, 'The query GetPaper has no handler.'],
])('refuses to start without the handler of a %s', async (_kind, missing, sentence) => {
  await expect(start(handlers.filter((handler) => handler !== missing))).rejects.toThrow(sentence);
});

it.each([
  [
    'command',
    SecondAdvanceItemHandler,
    'AdvanceItem has 2 handlers: AdvanceItemHandler, SecondAdvanceItemHandler.',
  ],
  ['query', SecondGetPaperHandler, 'GetPaper has 2 handlers: GetPaperHandler, SecondGetPaperHandler.'],
])('refuses to start with two handlers of a %s', async (_kind, second, sentence) => {
  await expect(start([...handlers, second])).rejects.toThrow(sentence);
});

it('refuses to start with a handler of a command that is not listed', async () => {
  await expect(start([...handlers, ForgottenHandler])).rejects.toThrow(
    'ForgottenHandler handles the command Forgotten, which is not listed.',
  );
});

it.each<Handled>(['event', 'reaction', 'job'])(
  'refuses to start when a %s lacks its handler or has two',
  async (kind) => {
    const missing = start(handlers, (roll) => roll.expect(kind, ['remind']));
    await expect(missing).rejects.toThrow(`The ${kind} remind has no handler.`);
    const doubled = start(handlers, (roll) => {
      roll.expect(kind, ['remind']);
      roll.handled(kind, 'remind', 'First');
      roll.handled(kind, 'remind', 'Second');
    });
    await expect(doubled).rejects.toThrow(`The ${kind} remind has 2 handlers: First, Second.`);
  },
);

it('names everything that is wrong at once', async () => {
  const program = start(
    handlers.filter((handler) => handler !== AdvanceItemHandler && handler !== GetPaperHandler),
  );
  await expect(program).rejects.toMatchObject({
    name: 'IncompleteProgram',
    problems: ['The command AdvanceItem has no handler.', 'The query GetPaper has no handler.'],
  });
});

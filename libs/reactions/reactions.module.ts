import { type DynamicModule, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type pg from 'pg';
import { HandlerRoll, LEDGER, POOL, PRIMARY_VIEW_ACCESS } from '#application';
import type { Ledger } from '#ledger';
import type { ViewAccess } from '#projections';
import { PredecessorRule } from './predecessor.rule.js';
import { PrerequisiteRule } from './prerequisite.rule.js';
import type { ReactionRule } from './reaction-rule.js';
import { ReactionRunner } from './reaction-runner.js';

/** Every reaction there is, by the name of its rule. */
export const reactionNames = ['prerequisite', 'predecessor'] as const;

const RULES = Symbol('reaction rules');

/** The reactions of the ledger that `ApplicationModule` opened; whoever runs them asks for `ReactionRunner`. */
@Module({})
export class ReactionsModule implements OnModuleInit {
  constructor(
    private readonly roll: HandlerRoll,
    @Inject(RULES) private readonly rules: readonly ReactionRule[],
  ) {}

  /** @param onTrouble told what made the runner try again */
  static register(onTrouble: (error: unknown) => void): DynamicModule {
    return {
      module: ReactionsModule,
      providers: [
        {
          provide: RULES,
          inject: [LEDGER, PRIMARY_VIEW_ACCESS],
          useFactory: (ledger: Ledger, views: ViewAccess): readonly ReactionRule[] => [
            new PrerequisiteRule(ledger, views),
            new PredecessorRule(ledger),
          ],
        },
        {
          provide: ReactionRunner,
          inject: [POOL, LEDGER, CommandBus, RULES],
          useFactory: (pool: pg.Pool, ledger: Ledger, commands: CommandBus, rules: readonly ReactionRule[]) =>
            new ReactionRunner({ pool, ledger, commands, rules, onTrouble }),
        },
      ],
      exports: [ReactionRunner],
    };
  }

  onModuleInit(): void {
    this.roll.expect('reaction', reactionNames);
    for (const rule of this.rules) this.roll.handled('reaction', rule.name, rule.constructor.name);
  }
}

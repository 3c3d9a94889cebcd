import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type pg from 'pg';
import {
  AdvanceClock,
  AdvanceItem,
  type AdvanceItemPayload,
  ApplicationModule,
  type CommandAnswer,
  type CommandMeta,
  EndorsePlan,
  GiveRole,
  LEDGER,
  OpenItem,
  OpenLedger,
  POOL,
  PublishType,
  RegisterBody,
  RegisterPerson,
  readServerConfiguration,
} from '#application';
import type { ItemEvent, Recorded, RoleName } from '#domain';
import type { Ledger } from '#ledger';
import { followViews, LogTail } from '#projections';
import { ReactionRunner, ReactionsModule } from '#reactions';
import { createTestDatabase } from '#testing';

const TYPES = 'packs/un-reform/types';
const MAF = 'Management and Accountability Framework';

const people: readonly (readonly [id: string, role: RoleName, scope?: string])[] = [
  ['focal-6', 'staff'],
  ['focal-11', 'staff'],
  ['registrar', 'registrar'],
  ['approver', 'approver'],
  ['clear-entity', 'clearance', 'entity'],
  ['clear-rc', 'clearance', 'resident-coordinator'],
  ['liaison-dco', 'staff'],
];
const bodies = ['governing-body', 'unsdg-principals', 'development-coordination-office'];

/**
 * The whole application on a database of its own: an office with a plan of two items, one of which
 * waits for the framework `maf`, on 2020-09-30 by a simulated clock.
 */
export class Office {
  readonly ledger: Ledger;
  readonly pool: pg.Pool;
  readonly commands: CommandBus;
  readonly queries: QueryBus;
  readonly reactions: ReactionRunner;

  private constructor(
    readonly program: INestApplicationContext,
    private readonly closing: () => Promise<void>,
  ) {
    this.ledger = program.get(LEDGER);
    this.pool = program.get(POOL);
    this.commands = program.get(CommandBus);
    this.queries = program.get(QueryBus);
    this.reactions = program.get(ReactionRunner);
  }

  static async open(): Promise<Office> {
    const database = await createTestDatabase();
    const folder = mkdtempSync(join(tmpdir(), 'actum-office-'));
    const configuration = readServerConfiguration({
      DATABASE_URL: database.appUrl,
      ACTUM_KEY_FILE: join(folder, 'keys.json'),
    });
    @Module({
      imports: [ApplicationModule.for(configuration, { size: 20 }), ReactionsModule.register(rethrow)],
    })
    class Program {}
    const program = await NestFactory.createApplicationContext(Program, {
      logger: false,
      abortOnError: false,
    });
    const stop = new AbortController();
    const office = new Office(program, async () => {
      stop.abort();
      await following;
      await program.close();
      await database.close();
      rmSync(folder, { recursive: true });
    });
    const { pool, ledger } = office;
    const common = { pool, ledger, onTrouble: rethrow };
    const following = followViews({ ...common, tail: new LogTail(common) }, stop.signal);
    try {
      await office.furnish();
      return office;
    } catch (error) {
      await office.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.closing();
  }

  /** Sends a command and answers what became of it. */
  advance(
    actor: string,
    item: string,
    transition: string,
    payload: Omit<AdvanceItemPayload, 'item' | 'transition'> = {},
    meta: Partial<CommandMeta> = {},
  ): Promise<CommandAnswer> {
    return this.commands.execute(
      new AdvanceItem({ ...by(actor), ...meta }, { item, transition, ...payload }),
    );
  }

  /** Sends a command that must be accepted. */
  async does(...step: Parameters<Office['advance']>): Promise<CommandAnswer & { outcome: 'accepted' }> {
    return accepted(await this.advance(...step));
  }

  history(item: string): Promise<readonly Recorded<ItemEvent>[]> {
    return this.ledger.readStream(`item:${item}`);
  }

  /** Moves the clock, by the administrator. */
  async advanceClock(to: string): Promise<void> {
    accepted(await this.commands.execute(new AdvanceClock(by('admin'), { to })));
  }

  private async furnish(): Promise<void> {
    const { commands } = this;
    const founding = {
      origin: 'test.actum.example/office',
      clock: 'simulated' as const,
      at: '2019-03-01',
      administrators: [{ id: 'admin', name: 'Ada Administrator' }],
    };
    accepted(await commands.execute(new OpenLedger(by('admin'), founding)));
    for (const file of readdirSync(TYPES)) {
      const source = readFileSync(join(TYPES, file), 'utf8');
      accepted(await commands.execute(new PublishType(by('admin'), { source, file })));
    }
    for (const id of bodies)
      accepted(await commands.execute(new RegisterBody(by('admin'), { id, name: id })));
    for (const [id, role, scope] of people) {
      accepted(await commands.execute(new RegisterPerson(by('admin'), { id, name: `Person ${id}` })));
      const given = { person: id, role, from: '2019-03-01', scope };
      accepted(await commands.execute(new GiveRole(by('admin'), given)));
    }
    await this.advanceClock('2019-03-31');
    accepted(
      await commands.execute(
        new EndorsePlan(by('registrar'), {
          plan: 'office-plan',
          title: 'Office plan',
          body: 'governing-body',
          components: [{ id: '1', title: 'Component 1' }],
          items: [planned('6'), planned('11')],
          effectiveOn: 'March 2019',
          decidedBy: 'governing-body',
          decision: { session: '335th Session, March 2019', reference: 'GB.335/INS/10' },
          ground: 'GB.340/INS/6 ¶5',
        }),
      ),
    );
    accepted(
      await commands.execute(
        new OpenItem(by('registrar'), {
          item: 'maf',
          itemType: 'framework-revision',
          title: MAF,
          body: 'unsdg-principals',
          lines: ['entity', 'resident-coordinator'],
          owner: 'development-coordination-office',
          deputy: 'liaison-dco',
          effectiveOn: 'March 2019',
        }),
      ),
    );
    await this.does('registrar', 'maf', 'put-into-use', { ground: 'GB.340/INS/6 ¶7' });
    await this.advanceClock('2020-09-30');
    await this.does('registrar', 'maf', 'open-review', { ground: 'GB.340/INS/6 ¶7' });
    await this.does('focal-11', '11', 'link-prerequisite', {
      reason: 'The review follows the Framework',
      ground: 'GB.340/INS/6 ¶7',
      fields: { prerequisite: 'maf', states: 'endorsed, issued, superseded', phrase: `following the ${MAF}` },
    });
  }
}

/** A fresh command of this person's. */
export const by = (actor: string): CommandMeta => ({ commandId: randomUUID(), actor });

export function accepted(answer: CommandAnswer): CommandAnswer & { outcome: 'accepted' } {
  if (answer.outcome !== 'accepted') throw new Error(`Not accepted: ${JSON.stringify(answer, null, 2)}`);
  return answer;
}

export const codesOf = (answer: CommandAnswer): readonly string[] =>
  answer.outcome === 'refused' ? answer.refusals.map(({ code }) => code) : [];

const planned = (number: string) => ({
  item: `office-plan.${number}`,
  itemType: 'action-item',
  number,
  component: '1',
  title: `Item ${number}`,
  due: 'By end 2019',
  owner: `focal-${number}`,
});

function rethrow(error: unknown): never {
  throw error;
}

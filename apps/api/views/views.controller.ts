import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { z } from 'zod';
import { LEDGER, POOL, PRIMARY_VIEW_ACCESS } from '#application';
import type { Ledger } from '#ledger';
import {
  askForRebuild,
  readParked,
  readViewStatus,
  type ViewAccess,
  viewNames,
  viewStatus,
} from '#projections';
import { Answers } from '../http/answers.decorator.js';
import { known } from '../http/problem.js';
import { PeopleToday } from '../sign-in/people-today.js';
import { Reader, signInNeeded } from '../sign-in/person-signed-in.js';

const viewsAnswer = z.object({ views: z.array(viewStatus) }).meta({ id: 'Views' });
const parkedAnswer = z
  .object({
    parked: z.array(
      z.object({
        view: z.string(),
        stream: z.string(),
        position: z.number().int(),
        version: z.number().int(),
        type: z.string(),
        reason: z.string(),
      }),
    ),
  })
  .meta({ id: 'Parked' });
const askedAnswer = z.object({ asked: z.array(z.string()) }).meta({ id: 'RebuildsAsked' });

/** The views as operators see them. What is asked for here is done by whichever worker comes first. */
@ApiTags('operations')
@Controller('v1')
export class ViewsController {
  constructor(
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(PRIMARY_VIEW_ACCESS) private readonly access: ViewAccess,
    private readonly people: PeopleToday,
  ) {}

  @Get('views')
  @Answers(
    viewsAnswer,
    'How far each view is behind the ledger, and how far rebuilds are; for administrators',
  )
  async views(@Reader() reader: string | null) {
    await this.mustAdminister(reader);
    return { views: [...(await readViewStatus(this.access))] };
  }

  @Post('views/:view/rebuild')
  @HttpCode(202)
  @Answers(askedAnswer, 'Fill a view anew beside the one that is read; for administrators', 202)
  async rebuild(@Param('view') view: string, @Reader() reader: string | null) {
    await this.mustAdminister(reader);
    const name = known(viewNames.find((one) => one === view) ?? null, `view ${view}`);
    return this.ask([name]);
  }

  @Get('parked')
  @Answers(
    parkedAnswer,
    'Streams that views leave out, from an event on that they could not fold; for administrators',
  )
  async parked(@Reader() reader: string | null) {
    await this.mustAdminister(reader);
    return { parked: [...(await readParked(this.access))] };
  }

  @Post('parked/retry')
  @HttpCode(202)
  @Answers(
    askedAnswer,
    'Fold parked streams again, by rebuilding the views that left them out; for administrators',
    202,
  )
  async retry(@Reader() reader: string | null) {
    await this.mustAdminister(reader);
    return this.ask([...new Set((await readParked(this.access)).map(({ view }) => view))]);
  }

  private async ask(asked: string[]) {
    await askForRebuild({ pool: this.pool, ledger: this.ledger }, asked);
    return { asked };
  }

  private async mustAdminister(reader: string | null): Promise<void> {
    if (reader === null) throw signInNeeded();
    await this.people.mustHold(reader, ['administrator']);
  }
}

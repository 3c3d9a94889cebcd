import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  type CommandMeta,
  GetItem,
  GetItemHistory,
  GetItemText,
  GetPossibilities,
  ListItems,
  OpenItem,
  type OpenItemPayload,
  type Since,
} from '#application';
import { itemDetail, itemHistory, itemList, itemText, possibilities } from '#projections';
import { Answers, AnswersCommand } from '../http/answers.decorator.js';
import { type AcceptedBody, acceptedOr } from '../http/command-response.js';
import { count, itemRef } from '../http/fields.js';
import { linkToNext } from '../http/page-link.js';
import { known } from '../http/problem.js';
import { Sight, sightOnly, sightQuery } from '../http/sight.js';
import { Reader, Sender, signInNeeded } from '../sign-in/person-signed-in.js';
import { openItemRequest } from './item.requests.js';
import { itemFilterOf, itemFilterQuery } from './item-filter.js';

const listQuery = z.strictObject({
  ...sightQuery,
  ...itemFilterQuery,
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_.=-]{1,500}$/, 'must be the cursor of the page before')
    .optional(),
  limit: count(1, 500).optional(),
});
const textQuery = z.strictObject({
  since: z
    .union([
      z.literal('clearance'),
      z.string().regex(/^[0-9a-f]{64}$/, 'must be “clearance”, or a SHA-256 digest in lower-case hex'),
    ])
    .optional()
    .meta({ description: 'One’s last clearance, or a digest; the text alone if absent' }),
});
const itemParams = z.strictObject({ item: itemRef });

@ApiTags('items')
@Controller('v1/items')
export class ItemsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly sight: Sight,
  ) {}

  @Get()
  @Answers(itemList, 'Items, a page at a time')
  async list(
    @Query({ schema: listQuery }) query: z.infer<typeof listQuery>,
    @Reader() reader: string | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) response: FastifyReply,
  ) {
    const { asOf, knownAt, waitFor, cursor, limit, ...asked } = query;
    const filter = { ...itemFilterOf(asked, reader), cursor, limit };
    const vantage = await this.sight.of({ asOf, knownAt, waitFor });
    const list = await this.queries.execute(new ListItems(filter, vantage));
    linkToNext(request, response, list.next);
    return list;
  }

  @Post()
  @HttpCode(200)
  @AnswersCommand('Open an item outside any plan')
  async open(
    @Body({ schema: openItemRequest }) body: OpenItemPayload,
    @Sender() meta: CommandMeta,
    @Res({ passthrough: true }) response: FastifyReply,
  ): Promise<AcceptedBody> {
    return acceptedOr('refused', await this.commands.execute(new OpenItem(meta, body)), response);
  }

  @Get(':item')
  @Answers(itemDetail, 'One item with all that is on record about it')
  async get(
    @Param({ schema: itemParams }) { item }: z.infer<typeof itemParams>,
    @Query({ schema: sightOnly }) query: z.infer<typeof sightOnly>,
    @Res({ passthrough: true }) response: FastifyReply,
  ) {
    const detail = known(
      await this.queries.execute(new GetItem(item, await this.sight.of(query))),
      `item ${item}`,
    );
    response.header('ETag', `"${detail.version}"`);
    return detail;
  }

  @Get(':item/history')
  @Answers(itemHistory, 'What happened to an item, who decided and why')
  async history(
    @Param({ schema: itemParams }) { item }: z.infer<typeof itemParams>,
    @Query({ schema: sightOnly }) query: z.infer<typeof sightOnly>,
    @Reader() reader: string | null,
  ) {
    const seen = await this.sight.of(query);
    return known(await this.queries.execute(new GetItemHistory(item, seen, reader)), `item ${item}`);
  }

  @Get(':item/text')
  @Answers(itemText, 'An item’s text as it stands, and what changed in it since')
  async text(
    @Param({ schema: itemParams }) { item }: z.infer<typeof itemParams>,
    @Query({ schema: textQuery }) { since }: z.infer<typeof textQuery>,
    @Reader() reader: string | null,
  ) {
    const what =
      since === undefined || since === 'clearance' ? '' : `, or no text of it with the digest ${since}`;
    return known(
      await this.queries.execute(new GetItemText(item, sinceOf(since, reader))),
      `item ${item}${what}`,
    );
  }

  @Get(':item/can')
  @Answers(possibilities, 'What can be done now, and what keeps the rest from it')
  async can(
    @Param({ schema: itemParams }) { item }: z.infer<typeof itemParams>,
    @Query({ schema: z.strictObject({}) }) _query: object,
    @Reader() reader: string | null,
  ) {
    return known(await this.queries.execute(new GetPossibilities(item, reader)), `item ${item}`);
  }
}

/** @throws Problem 401 for one's own last clearance where nobody is signed in */
function sinceOf(since: string | undefined, reader: string | null): Since {
  if (since === undefined) return { kind: 'nothing' };
  if (since !== 'clearance') return { kind: 'text', digest: since };
  if (reader === null) throw signInNeeded();
  return { kind: 'clearance', person: reader };
}

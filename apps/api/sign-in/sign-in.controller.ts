import { Body, Controller, Get, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AccessTokens, CONFIGURATION, LEDGER, type ServerConfiguration } from '#application';
import { foldLedger } from '#domain';
import type { Ledger } from '#ledger';
import { id } from '../http/fields.js';
import { Problem, unknownName } from '../http/problem.js';
import { issueTokenRequest } from '../ledger/ledger.requests.js';
import { bearerOf } from './bearer.js';
import { isFoundingToken } from './founding-token.js';
import { PeopleToday, type PersonToday } from './people-today.js';
import { OpenToAll, Reader, signInNeeded } from './person-signed-in.js';

const demoSignInRequest = z.strictObject({ person: id }).meta({ id: 'DemoSignInRequest' });
const signedInAnswer = z
  .object({ token: z.string(), person: z.string(), name: z.string(), roles: z.array(z.string()) })
  .meta({ id: 'SignedIn' });
const personAnswer = signedInAnswer.omit({ token: true }).meta({ id: 'WhoIsSignedIn' });
const tokenAnswer = z.object({ token: z.string(), person: z.string() }).meta({ id: 'Token' });

const demoTokenMs = 12 * 60 * 60 * 1000;

/** Ways to a bearer token. */
@ApiTags('sign-in')
@Controller('v1')
export class SignInController {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly people: PeopleToday,
    @Inject(CONFIGURATION) private readonly configuration: ServerConfiguration,
    @Inject(LEDGER) private readonly ledger: Ledger,
  ) {}

  @Post('demo/sign-in')
  @HttpCode(200)
  @OpenToAll()
  @ApiOperation({ summary: 'Demo mode: sign in as anybody in the directory, for twelve hours' })
  @ApiResponse({ status: 200, description: 'Signed in', standardSchema: signedInAnswer })
  async signIn(@Body({ schema: demoSignInRequest }) { person }: z.infer<typeof demoSignInRequest>) {
    if (!this.configuration.demo)
      throw new Problem('not-allowed', 'SIGN_IN.NOT_DEMO', 'Choosing a person is for demo mode only.');
    const found = await this.mayHaveToken(person);
    const token = await this.tokens.issue(person, new Date(Date.now() + demoTokenMs));
    return { token, person, name: found.name, roles: found.roles.map(({ role }) => role) };
  }

  @Get('me')
  @ApiOperation({ summary: 'Who the bearer of the token is, with the roles held today' })
  @ApiResponse({ status: 200, description: 'The person', standardSchema: personAnswer })
  async me(@Reader() reader: string | null) {
    if (reader === null) throw signInNeeded();
    const found = await this.people.find(reader);
    if (found === null) throw unknownName(`person ${reader}`);
    return { person: reader, name: found.name, roles: found.roles.map(({ role }) => role) };
  }

  @Post('tokens')
  @HttpCode(200)
  @ApiOperation({ summary: 'Make a bearer token for a person; shown this once. For administrators' })
  @ApiResponse({ status: 200, description: 'The token', standardSchema: tokenAnswer })
  async issue(
    @Body({ schema: issueTokenRequest }) { person, hours }: z.infer<typeof issueTokenRequest>,
    @Reader() reader: string | null,
  ) {
    if (reader === null) throw signInNeeded();
    await this.people.mustHold(reader, ['administrator']);
    await this.mayHaveToken(person);
    return { token: await this.issued(person, hours), person };
  }

  @Post('tokens/founder')
  @HttpCode(200)
  @OpenToAll()
  @ApiOperation({ summary: 'Make an administrator’s first bearer token; takes the founding token' })
  @ApiResponse({ status: 200, description: 'The token', standardSchema: tokenAnswer })
  async issueToFounder(
    @Body({ schema: issueTokenRequest }) { person, hours }: z.infer<typeof issueTokenRequest>,
    @Req() request: FastifyRequest,
  ) {
    const founders = foldLedger(await this.ledger.readStream('ledger'))?.administrators ?? [];
    if (!isFoundingToken(bearerOf(request), this.configuration) || !founders.includes(person))
      throw new Problem(
        'not-signed-in',
        'LEDGER.FOUNDING_TOKEN',
        'This needs the bearer token set as ACTUM_FOUNDING_TOKEN, and somebody who has been its administrator.',
        {},
        { 'WWW-Authenticate': 'Bearer' },
      );
    await this.mayHaveToken(person);
    return { token: await this.issued(person, hours), person };
  }

  private issued(person: string, hours: number | undefined): Promise<string> {
    return this.tokens.issue(person, hours === undefined ? null : new Date(Date.now() + hours * 3_600_000));
  }

  /** @throws Problem 404 for somebody who is not in the directory, 403 for somebody who is erased */
  private async mayHaveToken(person: string): Promise<PersonToday> {
    const found = await this.people.find(person);
    if (found === null) throw unknownName(`person ${person}`);
    if (found.erased)
      throw new Problem('not-allowed', 'SIGN_IN.ERASED', 'This person is erased: nobody signs in as them.');
    return found;
  }
}

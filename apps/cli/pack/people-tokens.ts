import type { ApiClient } from '../client/api-client.js';
import { CliError, exitCode } from '../exit-code.js';

const hours = 2;

/**
 * Tokens of the people as whom a pack is loaded. In the demo anybody's; elsewhere an administrator's token
 * (ACTUM_TOKEN) or the founding token (ACTUM_FOUNDING_TOKEN) makes them, for two hours.
 */
export class PeopleTokens {
  private readonly tokens = new Map<string, Promise<string>>();
  private administrator: Promise<string> | null = null;

  constructor(
    private readonly client: ApiClient,
    private readonly isDemo: boolean,
    private readonly founder: string,
    private readonly env: Readonly<Record<string, string | undefined>>,
  ) {}

  /** @throws CliError that says which variable to set, before anything is sent */
  mustBeAble(): void {
    if (this.isDemo || given(this.env.ACTUM_TOKEN) !== null || given(this.env.ACTUM_FOUNDING_TOKEN) !== null)
      return;
    throw new CliError(
      exitCode.notAllowed,
      'Outside the demo a pack is loaded by who founds or administers the ledger: set ACTUM_FOUNDING_TOKEN for an empty one, as the server has it, or ACTUM_TOKEN to an administrator’s token.',
    );
  }

  /** For the founding itself, which nobody is signed in for. */
  founding(): string | undefined {
    return this.isDemo ? undefined : (given(this.env.ACTUM_FOUNDING_TOKEN) ?? undefined);
  }

  of(person: string): Promise<string> {
    const known = this.tokens.get(person) ?? this.make(person);
    this.tokens.set(person, known);
    return known;
  }

  private async make(person: string): Promise<string> {
    if (this.isDemo) return this.client.demoToken(person);
    this.administrator ??= this.administratorToken();
    const token = await this.administrator;
    if (person === this.founder && given(this.env.ACTUM_TOKEN) === null) return token;
    return (await this.client.post<{ readonly token: string }>('/v1/tokens', { person, hours }, { token }))
      .token;
  }

  private async administratorToken(): Promise<string> {
    const token = given(this.env.ACTUM_TOKEN);
    if (token !== null) return token;
    const founding = this.founding();
    const answer = await this.client.post<{ readonly token: string }>(
      '/v1/tokens/founder',
      { person: this.founder, hours },
      founding === undefined ? {} : { token: founding },
    );
    return answer.token;
  }
}

const given = (value: string | undefined): string | null =>
  value === undefined || value === '' ? null : value;

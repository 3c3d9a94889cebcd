import { timingSafeEqual } from 'node:crypto';
import type { ServerConfiguration } from '#application';

/** Whether a bearer token is the one that ACTUM_FOUNDING_TOKEN holds. */
export function isFoundingToken(
  bearer: string | null,
  { foundingToken }: Pick<ServerConfiguration, 'foundingToken'>,
): boolean {
  const expected = Buffer.from(foundingToken ?? '');
  const given = Buffer.from(bearer ?? '');
  return expected.length > 0 && expected.length === given.length && timingSafeEqual(expected, given);
}

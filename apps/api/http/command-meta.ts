import { randomUUID } from 'node:crypto';
import type { CommandMeta } from '#application';
import { uuidV5 } from '#ledger';
import { type FieldFault, invalidRequest } from './problem.js';

/** Fixed for good: the same key of the same person is the same command after any restart. */
const keyNamespace = '5b7f0c9e-2a4d-4c1e-8a53-0e6f2d9c7b14';
/**
 * Any UUID but one of version 5: those are the commands of reactions and reminders, which anybody can work
 * out beforehand. Whoever sent one first would keep the ledger's own command from being recorded.
 */
const freeUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-46-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/**
 * Who sends a command and under which id. `Idempotency-Key` is the command's id where it is a UUID
 * that is not derived from a name; any other text makes one together with the actor, so that two people
 * may use the same words.
 * @throws Problem 400 naming the header that is not as it must be
 */
export function commandMeta(
  headers: {
    readonly key: string | undefined;
    readonly ifMatch: string | undefined;
    readonly correlation?: string | undefined;
  },
  actor: string,
): CommandMeta {
  const { correlation } = headers;
  const faults = [keyFault(headers.key), ifMatchFault(headers.ifMatch), correlationFault(correlation)].filter(
    (fault) => fault !== null,
  );
  if (faults.length > 0) throw invalidRequest(faults);
  const ifMatch = versionOf(headers.ifMatch);
  const correlationId = correlation?.toLowerCase();
  const meta = {
    ...{ commandId: commandId(headers.key, actor), actor },
    ...(correlationId === undefined ? {} : { correlationId }),
  };
  return ifMatch === null ? meta : { ...meta, ifMatch };
}

function commandId(key: string | undefined, actor: string): string {
  if (key === undefined) return randomUUID();
  return freeUuid.test(key) ? key.toLowerCase() : uuidV5(keyNamespace, JSON.stringify([actor, key]));
}

/** A strong ETag with a version; null where any version will do. */
function versionOf(ifMatch: string | undefined): number | null {
  const version = /^"(\d{1,15})"$/.exec(ifMatch?.trim() ?? '')?.[1];
  return version === undefined ? null : Number(version);
}

function keyFault(key: string | undefined): FieldFault | null {
  if (key === undefined || /^[\x20-\x7e]{1,200}$/.test(key)) return null;
  return { field: 'Idempotency-Key', message: 'must be 1 to 200 printable ASCII characters' };
}

/** What the caller knows the command by, such as a step of a pack; any UUID. */
function correlationFault(correlation: string | undefined): FieldFault | null {
  if (correlation === undefined || /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(correlation))
    return null;
  return { field: 'Correlation-Id', message: 'must be a UUID' };
}

function ifMatchFault(ifMatch: string | undefined): FieldFault | null {
  if (ifMatch === undefined || ifMatch.trim() === '*' || versionOf(ifMatch) !== null) return null;
  return { field: 'If-Match', message: 'must be an item’s version in quotes, such as "7"' };
}

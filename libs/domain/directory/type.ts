import type { Recorded, TypeEvent } from '../events/index.js';
import { type Decision, type Refusal, refuse } from '../refusal.js';
import { quoted } from '../sentence.js';
import type { TypeDefinition } from '../type/type-definition.js';
import { type DirectoryContext, judgeId, mayAdminister, unless } from './directory-rules.js';

/** A type with every version published, oldest first. */
export interface TypeState {
  readonly type: string;
  readonly versions: readonly PublishedType[];
  readonly version: number;
}

export interface PublishedType {
  readonly definition: TypeDefinition;
  /** SHA-256 of the definition's RFC 8785 bytes, hex. */
  readonly digest: string;
}

/** Publishes the first version of a type, or the next one. */
export function publishType(
  state: TypeState | null,
  { definition, digest }: PublishedType,
  context: DirectoryContext,
): Decision<TypeEvent> {
  const last = state?.versions.at(-1);
  const refusals: Refusal[] = [...mayAdminister(context), ...judgeId(definition.id, 'id')];
  const facts = {
    type: definition.id,
    version: definition.version,
    published: last?.definition.version ?? 0,
  };
  if (last?.digest === digest)
    refusals.push(
      refuse(
        'TYPE.UNCHANGED',
        `${quoted(definition.id)} is published so already, as version ${facts.published}.`,
        facts,
      ),
    );
  else if (definition.version !== facts.published + 1) {
    const message = `The next version of ${quoted(definition.id)} is ${facts.published + 1}, not ${facts.version}.`;
    refusals.push(refuse('TYPE.VERSION', message, facts, 'version'));
  }
  return unless<TypeEvent>(refusals, { type: 'TypePublished', data: { definition, digest } });
}

export function evolveType(state: TypeState | null, event: Recorded<TypeEvent>): TypeState {
  const { definition, digest } = event.data;
  const versions = [...(state?.versions ?? []), { definition, digest }];
  return { type: definition.id, versions, version: event.version };
}

/** The version published last, which new items are opened on. */
export const newestType = (state: TypeState | null): PublishedType | null => state?.versions.at(-1) ?? null;

/** The version that an item is on, by its digest. */
export const typeByDigest = (state: TypeState | null, digest: string): PublishedType | null =>
  state?.versions.find((one) => one.digest === digest) ?? null;

export const foldType = (events: readonly Recorded<TypeEvent>[]): TypeState | null =>
  events.reduce<TypeState | null>(evolveType, null);

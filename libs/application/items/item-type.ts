import {
  evolveType,
  foldType,
  isId,
  newestType,
  type PublishedType,
  type TypeEvent,
  type TypeState,
  typeByDigest,
} from '#domain';
import type { CommandStreams } from '../way/command-streams.js';
import { folding } from '../way/folding.js';

const foldedType = folding<TypeEvent, TypeState>(evolveType, foldType);

async function typeState(streams: CommandStreams, itemType: string): Promise<TypeState | null> {
  if (!isId(itemType)) return null;
  return foldedType(await streams.read(`type:${itemType}`));
}

/** The newest version of a type, which new items are opened on; null where there is none. */
export async function publishedType(
  streams: CommandStreams,
  itemType: string,
): Promise<PublishedType | null> {
  return newestType(await typeState(streams, itemType));
}

/** The version of a type that an item is on. */
export async function typeOf(
  streams: CommandStreams,
  { itemType, typeDigest }: { readonly itemType: string; readonly typeDigest: string },
): Promise<PublishedType> {
  const found = typeByDigest(await typeState(streams, itemType), typeDigest);
  if (found === null) throw new Error(`The ledger holds no type ${itemType} with the digest ${typeDigest}.`);
  return found;
}
